"""Reads of the hall: what the report says of a period, and the lists of the desk, latest first by key."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from banli.hall.models import FindingPhotograph, Patrol, PatrolFinding, PatrolRemark
from banli.hall.rules.grades import DimensionLine, Said, Seen, summarise
from banli.hall.rules.plan import Grade
from banli.hall.selectors.plan import plan
from banli.hall.states import FindingState
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

PAGE = 50
Key = tuple[date, int]
"""Where a page ended: the day and id of its last row."""


def patrol_summary(start: date, end: date) -> list[DimensionLine]:
    """The dimensions of the patrols from ``start`` to ``end``, in order, as they stand now; none without a plan."""
    rules = plan()
    if rules is None:
        return []
    rounds = Patrol.objects.filter(day__range=(start, end)).count()
    rows = PatrolFinding.objects.filter(patrol__day__range=(start, end)).order_by("id")
    seen = [
        Seen(dimension, points, poor, FindingState(state))
        for dimension, points, poor, state in rows.values_list(
            "dimension", "points", "poor_while_open", "state"
        )
    ]
    said = {
        row.dimension: Said(row.text, Grade(row.grade) if row.grade else None, row.reason)
        for row in _remarks(start, end).exclude(dimension="")
    }
    return list(summarise(rules, rounds, seen, said))


def patrol_remark(start: date, end: date, dimension: str) -> PatrolRemark | None:
    """What a person set in the rule's place for one dimension of that period."""
    return _remarks(start, end).filter(dimension=dimension).first()


def patrol_opening(start: date, end: date) -> str:
    """The sentence that opens the patrol part of the report; '' where none was written."""
    row = _remarks(start, end).filter(dimension="").first()
    return row.text if row else ""


def latest_patrols(after: Key | None = None, limit: int = PAGE) -> list[Patrol]:
    """Patrols with their findings, latest first, a page after ``after`` (day, id)."""
    found = Patrol.objects.prefetch_related("findings__department")
    if after:
        found = found.filter(Q(day__lt=after[0]) | Q(day=after[0], id__lt=after[1]))
    return list(found.order_by("-day", "-id")[:limit])


def open_findings(department: str = "", after: int = 0, limit: int = PAGE) -> list[PatrolFinding]:
    """Findings not yet put right, oldest first, of one department or all, a page after the id ``after``."""
    found = PatrolFinding.objects.filter(state=FindingState.OPEN, id__gt=after)
    if department:
        found = found.filter(department_id=department)
    return list(found.select_related("department", "window", "patrol").order_by("id")[:limit])


def findings_of(start: date, end: date, dimension: str) -> list[PatrolFinding]:
    """What was found in one dimension on the rounds from ``start`` to ``end``, mended or not, in order."""
    found = PatrolFinding.objects.filter(patrol__day__range=(start, end), dimension=dimension)
    return list(found.select_related("department", "patrol").order_by("id"))


def unmended_findings(start: date, end: date, department: str) -> list[PatrolFinding]:
    """What rounds from ``start`` to ``end`` found at a department and is still open, in order."""
    found = PatrolFinding.objects.filter(
        patrol__day__range=(start, end), department_id=department, state=FindingState.OPEN
    )
    return list(found.select_related("patrol").order_by("patrol__day", "id"))


def findings_to_recheck(after: int = 0, limit: int = PAGE) -> list[PatrolFinding]:
    """Findings that their windows say are put right and nobody has looked at again, oldest first."""
    found = PatrolFinding.objects.filter(state=FindingState.RECTIFIED, id__gt=after)
    return list(found.select_related("department", "patrol").order_by("id")[:limit])


def find_photograph(pk: int) -> FindingPhotograph:
    """A photograph of a finding. Raises :class:`Missing`."""
    row = FindingPhotograph.objects.select_related("file", "finding").filter(pk=pk).first()
    if row is None:
        raise Missing(gettext_noop("There is no such photograph."))
    return row


def photographs_of(start: date, end: date) -> list[FindingPhotograph]:
    """The photographs of what rounds from ``start`` to ``end`` found, with their rounds, in order."""
    found = FindingPhotograph.objects.filter(finding__patrol__day__range=(start, end))
    return list(found.select_related("file", "finding__patrol", "finding__department").order_by("id"))


def find_patrol(public_id: str) -> Patrol:
    """The patrol of that name, with its findings. Raises :class:`Missing`."""
    whole = Patrol.objects.prefetch_related(
        "findings__department",
        "findings__person",
        "findings__photographs",
        "findings__remarks__patrol",
        "remarks__finding__patrol",
    )
    row = whole.filter(public_id=public_id).first()
    if row is None:
        raise Missing(gettext_noop("There is no patrol “%(patrol)s”."), patrol=public_id)
    return row


def _remarks(start: date, end: date) -> QuerySet[PatrolRemark]:
    return PatrolRemark.objects.filter(start=start, end=end)
