"""What the list of standings says on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from banli.licences.models import Certificate
from banli.licences.rules.status_list import MARKS, Mark
from banli.licences.rules.validity import HOLDING
from banli.licences.selectors.certificates import standing_of
from banli.licences.states import LIVE, Status


@dataclass(frozen=True)
class Marks:
    """How many certificates bear tokens, which of them are marked, and which hold beyond their term."""

    count: int
    marks: dict[int, Mark]
    extended: frozenset[int]


def marks_on(day: date) -> Marks:
    """The marks on ``day``. A certificate whose term is over needs none: its token tells its last day."""
    bearing = Certificate.objects.filter(status_index__isnull=False)
    last = bearing.aggregate(last=Max("status_index"))["last"]
    running = bearing.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    rows = running.exclude(status=Status.VALID).values_list("status_index", "status", "suspended_until")
    marks = {
        index: MARKS[Status(status)]
        for index, status, until in rows
        if index is not None
        if status != Status.SUSPENDED or until is None or until >= day
    }
    over = bearing.filter(valid_to__lt=day, status__in=LIVE).select_related("case", "revision")
    held = (one.status_index for one in over if standing_of(one) in HOLDING)
    extended = frozenset(index for index in held if index is not None)
    return Marks(0 if last is None else last + 1, marks, extended)
