"""Leave: asked for, granted or refused, withdrawn, ended early; who stands in. Each act is one event."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Problem, Refused
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.people.service import User
from banli.roster.models import Leave
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.leave import (
    LeaveRecord,
    Term,
    check_leave,
    term,
    why_not_ask,
    why_not_come_back,
    why_not_decide,
    why_not_move,
    why_not_officer,
    why_not_own,
    why_not_withdraw,
)
from banli.roster.selectors.leaves import find_leave, officer_of, overlapping, stands_in
from banli.roster.selectors.plan import TOPIC, required_plan
from banli.roster.states.leaves import (
    ASK,
    CHANGE_OFFICER,
    COME_BACK,
    GRANT,
    REFUSE,
    WITHDRAW,
    LeaveMove,
    LeaveState,
)
from banli.worktime.service import calendar


@transaction.atomic
def ask_leave(*, record: LeaveRecord, by: Actor) -> Leave:
    """Ask for the own leave; the same record a second time changes nothing.

    :raises Invalid: at the field that cannot be.
    :raises Refused: where no working day is among them, or some were asked for before.
    """
    GRANTS.require(by, RosterPermission.ASK)
    if error := why_not_own(by.behalf):
        raise error
    person = User.objects.select_for_update().filter(pk=by.id or 0).first()
    if person is None or not person.department_id:
        raise Denied(gettext_noop("You belong to no department, and so nobody decides about your leave."))
    plan, today = required_plan(), clock.today()
    check_leave(record, plan, today)
    worked = calendar().count(record.first - timedelta(days=1), record.last)
    shift = plan.shift(record.shift) if record.shift else None
    found = term(record.first, record.last, shift, worked, len(plan.shifts))
    known = Leave.objects.filter(public_id=record.public_id).exists()
    if not known:
        overlaps = overlapping(person.pk, found.begins, found.ends).exists()
        if error := why_not_ask(found.days, overlaps=overlaps):
            raise error
        if record.officer:
            _check_officer(person.pk, person.department_id, record.officer, found)
    officer = int(record.officer) if record.officer else None
    values = record.model_dump(exclude={"public_id", "officer"})
    values |= {"person_id": person.pk, "department_id": person.department_id, "days": found.days}
    first = {
        "begins_at": found.begins,
        "ends_at": found.ends,
        "state": LeaveState.ASKED,
        "officer_id": officer,
    }
    row, made = once(Leave, record.public_id, values, **first)
    if made:
        _note(row, ASK, by, {"person": person.pk, "days": str(row.days), "officer": officer})
    return row


def _check_officer(person: int, department: str, key: str, found: Term) -> None:
    officer = officer_of(key, found.begins, found.ends)
    if problem := why_not_officer(person, department, officer):
        raise Invalid([problem])


def _held(public_id: str, move: LeaveMove, by: Actor, version: int | None) -> Leave:
    """The leave, locked. Who, then what was read, then when: raises Missing, Denied, Overtaken or Refused."""
    find_leave(public_id, by)
    row = Leave.objects.select_for_update().get(public_id=public_id)
    if move.owner == "person":
        if row.person_id != by.id:
            raise Denied(gettext_noop("Only whoever asked for this leave does that."))
        if error := why_not_own(by.behalf):
            raise error
    else:
        GRANTS.require(by, RosterPermission.DECIDE, department=row.department_id)
    check_unchanged(topic=TOPIC, subject=public_id, version=version)
    if error := why_not_move(move, row.state):
        raise error
    return row


def _moved(row: Leave, move: LeaveMove, by: Actor, body: dict[str, Any], **values: Any) -> Leave:
    for name, value in {**values, "state": move.target or row.state}.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *(name.removesuffix("_id") for name in values)])
    _note(row, move, by, {"person": row.person_id, **body})
    return row


def _note(row: Leave, move: LeaveMove, by: Actor, body: dict[str, Any]) -> None:
    """The event tells who, when and how long, and never why: reasons may tell of an illness."""
    append(topic=TOPIC, subject=row.public_id, name=move.event, by=by, scope=row.department_id, body=body)


@transaction.atomic
def grant_leave(*, leave: str, remark: str = "", by: Actor, version: int | None = None) -> Leave:
    """Grant it. From its first moment to its last whoever stands in may act for the person.

    :raises Refused: where whoever is to stand in is away by now, or the person stands in for somebody then.
    """
    row = _held(leave, GRANT, by, version)
    if error := why_not_decide(row.person_id, (by.id, by.behalf)):
        raise error
    _hold_both(row)
    if row.officer_id is not None:
        _check_officer(row.person_id, row.department_id, str(row.officer_id), _term_of(row))
    if other := stands_in(row.person_id, row.begins_at, row.ends_at):
        told = gettext_noop(
            "This person stands in for %(who)s in this time: choose somebody else there first."
        )
        raise Refused(told, who=other.person.display_name)
    values = {"decided_by_id": by.id, "decided_at": clock.now(), "remark": remark.strip()}
    span = {"from": row.begins_at.isoformat(), "until": row.ends_at.isoformat(), "officer": row.officer_id}
    return _moved(row, GRANT, by, span, **values)


def _hold_both(row: Leave) -> None:
    """The accounts of both wait: that two stand in for each other cannot be granted at once."""
    people = [one for one in (row.person_id, row.officer_id) if one is not None]
    list(User.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))


def _term_of(row: Leave) -> Term:
    return Term(row.begins_at, row.ends_at, row.days)


@transaction.atomic
def refuse_leave(*, leave: str, remark: str, by: Actor, version: int | None = None) -> Leave:
    """Refuse it, and say why."""
    row = _held(leave, REFUSE, by, version)
    if error := why_not_decide(row.person_id, (by.id, by.behalf)):
        raise error
    if unsaid(remark, "remark"):
        raise Invalid([Problem("remark", gettext_noop("Say why."))])
    return _moved(row, REFUSE, by, {}, decided_by_id=by.id, decided_at=clock.now(), remark=remark.strip())


@transaction.atomic
def withdraw_leave(*, leave: str, by: Actor, version: int | None = None) -> Leave:
    """Withdraw what was asked, or what was granted and has not begun."""
    row = _held(leave, WITHDRAW, by, version)
    if error := why_not_withdraw(row.state, (LeaveState.GRANTED,), row.begins_at, clock.now()):
        raise error
    return _moved(row, WITHDRAW, by, {})


@transaction.atomic
def come_back(*, leave: str, by: Actor, version: int | None = None) -> Leave:
    """Come back before the end (销假): from this moment on nobody stands in any more."""
    row, now = _held(leave, COME_BACK, by, version), clock.now()
    if error := why_not_come_back(row.begins_at, row.ends_at, now):
        raise error
    return _moved(row, COME_BACK, by, {"until": now.isoformat()}, ends_at=now)


@transaction.atomic
def change_officer(*, leave: str, officer: str, by: Actor, version: int | None = None) -> Leave:
    """Choose somebody else to stand in, or nobody, from this moment on."""
    row = _held(leave, CHANGE_OFFICER, by, version)
    if row.ends_at <= clock.now():
        raise Refused(gettext_noop("This leave is over."))
    _hold_both(row)
    if officer:
        _check_officer(row.person_id, row.department_id, officer, _term_of(row))
    chosen = int(officer) if officer else None
    return _moved(row, CHANGE_OFFICER, by, {"officer": chosen}, officer_id=chosen)
