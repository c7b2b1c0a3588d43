"""A week of the hall as its file would tell it."""

from __future__ import annotations

from datetime import date

from banli.hall.models import LeaderVisit, Patrol, PatrolFinding, PatrolRemark
from banli.hall.rules.records import LeaderVisitRecord, RemarkRecord
from banli.hall.rules.week import (
    DemandTask,
    FindingEntry,
    HallWeek,
    LeaderVisitEntry,
    PatrolEntry,
    SeenAgain,
)
from banli.hall.selectors.visits import leader_visits


def hall_week(start: date, end: date) -> HallWeek:
    """What the record tells of the days from ``start`` to ``end``; photographs and papers are not in it."""
    rounds = Patrol.objects.filter(day__range=(start, end)).prefetch_related(
        "findings__person", "remarks__finding"
    )
    remarks = PatrolRemark.objects.filter(start__gte=start, end__lte=end).order_by("start", "id")
    return HallWeek(
        patrols=[_patrol(one) for one in rounds.order_by("day", "id")],
        remarks=[_remark(one) for one in remarks],
        leader_visits=[_visit(one) for one in leader_visits(start, end)],
    )


def _patrol(row: Patrol) -> PatrolEntry:
    return PatrolEntry(
        public_id=row.public_id,
        day=row.day,
        slot=row.slot,
        inspectors=row.inspectors,
        route=row.route,
        note=row.note,
        findings=[_finding(one) for one in sorted(row.findings.all(), key=lambda one: one.pk)],
        seen_again=[
            SeenAgain(public_id=one.public_id, finding=one.finding.public_id, note=one.note)
            for one in sorted(row.remarks.all(), key=lambda one: one.pk)
        ],
    )


def _finding(row: PatrolFinding) -> FindingEntry:
    return FindingEntry(
        public_id=row.public_id,
        dimension=row.dimension,
        sub_item=row.sub_item,
        severity=row.severity,
        department=row.department_id,
        window=row.window_id or "",
        person=row.person.username if row.person else "",
        place=row.place,
        note=row.note,
        rectified_on=row.rectified_on,
        rectification=row.rectification,
        rechecked_on=row.rechecked_on,
    )


def _remark(row: PatrolRemark) -> RemarkRecord:
    told = {name: getattr(row, name) or None for name in ("dimension", "grade")}
    kept = {name: getattr(row, name) for name in ("public_id", "start", "end", "text", "reason")}
    return RemarkRecord.model_validate({**kept, **told})


def _visit(row: LeaderVisit) -> LeaderVisitEntry:
    plain = ("public_id", "day", "day_text", "reported_on", "order", "leader_title", "place", "heard")
    demands = sorted(row.demands.all(), key=lambda one: one.place)
    record = LeaderVisitRecord(
        **{name: getattr(row, name) for name in plain},
        department=row.department_id,
        demands=[one.text for one in demands],
        report_text=row.report_text,
    )
    tasks = [
        DemandTask(
            demand=one.place,
            department=one.department_id,
            due_on=one.due_on,
            closed_on=one.closed_on,
            proof=one.proof,
        )
        for one in demands
        if one.department_id and one.due_on
    ]
    return LeaderVisitEntry(**record.model_dump(), tasks=tasks)
