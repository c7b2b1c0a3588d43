"""What becomes of a leader's demand: given to a department with a day, closed with proof, opened again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from banli.files.service import StoredFile
from banli.hall.acts.numbers import TOPIC, begin
from banli.hall.models import LeaderDemand
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.demands import why_not_assign, why_not_close, why_not_reopen
from banli.hall.selectors.visits import find_demand
from banli.hall.states import ASSIGN_DEMAND, CLOSE_DEMAND, REOPEN_DEMAND, DemandState, DemandStep
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.records import check_not_ahead, check_order
from banli.ledger.service import append, check_unchanged
from banli.people.service import department


@transaction.atomic
def assign_demand(
    *, demand: str, to: str, due_on: date, by: Actor, version: int | None = None
) -> LeaderDemand:
    """Make a demand the task of a department until a day; doing it again moves it to another or to another day."""
    GRANTS.require(by, HallPermission.RECORD_VISIT)
    row = _locked(demand)
    check_unchanged(topic=TOPIC, subject=demand, version=version)
    house = department(to)
    if why_not := why_not_assign(DemandState(row.state), row.visit.day or row.visit.reported_on, due_on):
        raise Refused(why_not)
    if (row.department_id, row.due_on) == (house.pk, due_on):
        return row
    row.department, row.due_on = house, due_on
    return _move(row, ASSIGN_DEMAND, by, {"department": house.pk, "due_on": due_on.isoformat()})


@transaction.atomic
def close_demand(
    *,
    demand: str,
    on: date,
    proof: str,
    by: Actor,
    file: StoredFile | None = None,
    version: int | None = None,
) -> LeaderDemand:
    """Say on which day a demand was met and what shows it; its department or the hall may say so."""
    row = _locked(demand)
    GRANTS.require(by, HallPermission.RECTIFY, department=row.department_id or "")
    check_unchanged(topic=TOPIC, subject=demand, version=version)
    if why_not := why_not_close(DemandState(row.state), proof):
        raise Refused(why_not)
    check_not_ahead(on, clock.today())
    check_order(row.visit.day or row.visit.reported_on, on)
    row.proof, row.file, row.closed_on = proof.strip(), file, on
    return _move(row, CLOSE_DEMAND, by, {"file": file.sha256} if file else {}, on)


@transaction.atomic
def reopen_demand(*, demand: str, reason: str, by: Actor, version: int | None = None) -> LeaderDemand:
    """Find that what was told does not meet the demand; the department must go on, the day stays."""
    GRANTS.require(by, HallPermission.RECORD_VISIT)
    row = _locked(demand)
    check_unchanged(topic=TOPIC, subject=demand, version=version)
    if why_not := why_not_reopen(DemandState(row.state), reason):
        raise Refused(why_not)
    told: dict[str, object] = {"reason": reason.strip(), "proof": row.proof}
    row.proof, row.file, row.closed_on = "", None, None
    return _move(row, REOPEN_DEMAND, by, told)


def _locked(demand: str) -> LeaderDemand:
    pk = find_demand(demand).pk
    return LeaderDemand.objects.select_for_update(of=("self",)).select_related("visit").get(pk=pk)


def _move(
    row: LeaderDemand, step: DemandStep, by: Actor, body: dict[str, object], on: date | None = None
) -> LeaderDemand:
    before, row.state = row.state, step.target
    row.save()
    append(
        topic=TOPIC,
        subject=row.subject,
        name=step.event,
        by=by,
        at=begin(on) if on else None,
        scope=row.department_id or "",
        body={**body, "from": before, "to": step.target},
    )
    return row
