"""Recording a whole week of the hall from a file."""

from __future__ import annotations

from django.db import transaction

from banli.hall.acts.demands import assign_demand, close_demand
from banli.hall.acts.mending import recheck, rectify
from banli.hall.acts.patrol import record_finding, record_patrol, see_again
from banli.hall.acts.remarks import record_remark
from banli.hall.acts.visits import record_leader_visit
from banli.hall.models import PatrolFinding
from banli.hall.rules.week import FindingEntry, HallWeek, LeaderVisitEntry, PatrolEntry
from banli.hall.selectors.visits import find_demand
from banli.hall.states import DemandState, FindingState
from banli.kernel.actors import Actor
from banli.kernel.records import placed


@transaction.atomic
def load_week(*, data: HallWeek, by: Actor) -> int:
    """Record everything of ``data`` by the ordinary acts, all or nothing; what is on record stays as it is.

    Returns the number of entries. A fault is an :class:`Invalid` whose problem names the entry, such as
    ``patrols.1.findings.0``.
    """
    for place, patrol in enumerate(data.patrols):
        _patrol(f"patrols.{place}", patrol, by)
    for place, remark in enumerate(data.remarks):
        with placed(f"remarks.{place}"):
            record_remark(record=remark, by=by)
    for place, visit in enumerate(data.leader_visits):
        with placed(f"leader_visits.{place}"):
            _visit(visit, by)
    findings = sum(len(patrol.findings) for patrol in data.patrols)
    return len(data.patrols) + findings + len(data.remarks) + len(data.leader_visits)


def _visit(entry: LeaderVisitEntry, by: Actor) -> None:
    """The visit, and the steps the file tells of its demands that they have not gone yet."""
    row = record_leader_visit(record=entry.record(), by=by)
    for place, task in enumerate(entry.tasks):
        with placed(f"tasks.{place}"):
            demand = find_demand(f"{row.public_id}-{task.demand}")
            if demand.state == DemandState.NOTED:
                demand = assign_demand(demand=demand.subject, to=task.department, due_on=task.due_on, by=by)
            if demand.state == DemandState.ASSIGNED and task.closed_on:
                close_demand(demand=demand.subject, on=task.closed_on, proof=task.proof, by=by)


def _patrol(where: str, entry: PatrolEntry, by: Actor) -> None:
    with placed(where):
        row = record_patrol(record=entry.record(), by=by)
    for place, finding in enumerate(entry.findings):
        with placed(f"{where}.findings.{place}"):
            _bring_forward(record_finding(patrol=row.public_id, record=finding.record(), by=by), finding, by)
    for place, one in enumerate(entry.seen_again):
        with placed(f"{where}.seen_again.{place}"):
            see_again(
                patrol=row.public_id, finding=one.finding, public_id=one.public_id, note=one.note, by=by
            )


def _bring_forward(row: PatrolFinding, entry: FindingEntry, by: Actor) -> None:
    """Take a finding the steps the file tells of that it has not gone yet."""
    if row.state == FindingState.OPEN and entry.rectified_on:
        row = rectify(finding=row.public_id, on=entry.rectified_on, rectification=entry.rectification, by=by)
    if row.state == FindingState.RECTIFIED and entry.rechecked_on:
        recheck(finding=row.public_id, on=entry.rechecked_on, by=by)
