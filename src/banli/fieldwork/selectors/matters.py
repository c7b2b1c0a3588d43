"""Reads of questions and demands."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Q, QuerySet

from banli.fieldwork.models import Activity, Matter
from banli.fieldwork.states import MatterState
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

PAGE = 50
NAME = re.compile(r"(.+)-([0-9]{1,3})")


def matters_of(activity: Activity) -> list[Matter]:
    """What came up at it, in order."""
    return list(_matters().filter(activity=activity).order_by("place"))


def find_matter(name: str) -> Matter:
    """The question or demand called ``name``: its activity and its place there. Raises :class:`Missing`."""
    told = NAME.fullmatch(name)
    found = _matters().filter(activity__public_id=told[1], place=int(told[2])).first() if told else None
    if found is None:
        raise Missing(gettext_noop("There is no question or demand “%(matter)s”."), matter=name)
    return found


def overdue_matters(until: date, limit: int = PAGE) -> list[Matter]:
    """What was due before or on ``until`` and was not closed by then, in the order of their days."""
    late = Q(state=MatterState.ASSIGNED) | Q(closed_on__gt=until)
    return list(_matters().filter(late, due_on__lte=until).order_by("due_on", "id")[:limit])


def papers_of_matters(start: date, end: date) -> list[Matter]:
    """What came up at activities reported from ``start`` to ``end`` and a paper or photograph shows to be settled."""
    found = _matters().filter(activity__reported_on__range=(start, end), file__isnull=False)
    return list(found.order_by("id"))


def matter_names(subjects: list[str]) -> frozenset[str]:
    """Those of the subjects that are questions or demands; the others are activities."""
    told = [found for one in subjects if (found := NAME.fullmatch(one))]
    rows = Matter.objects.filter(activity__public_id__in=[one[1] for one in told]).select_related("activity")
    return frozenset(row.subject for row in rows) & frozenset(subjects)


def _matters() -> QuerySet[Matter]:
    return Matter.objects.select_related("activity", "activity__department", "department", "file")
