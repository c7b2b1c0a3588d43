"""What the platform's own acts look for: silence, dates to count again, open cases of an item."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from banli.cases.models import Case, Promise
from banli.cases.states import State
from banli.kernel import clock
from banli.worktime.service import OPEN_END

CHUNK = 500


def silent() -> list[str]:
    """Numbers of applications that stand unanswered after their five days (art. 32(4))."""
    found = _own().filter(completed_at__isnull=True, state=State.SUBMITTED, due_on__lt=clock.today())
    return list(found.order_by("id").values_list("number", flat=True))


def counted_here() -> Iterator[str]:
    """Numbers of the cases with a date that a calendar made: open ones, decided ones not handed over, and those with a
    promise that still awaits its day."""
    dated = Q(completed_at__isnull=True) | Q(due_on__isnull=False)
    waits = Promise.objects.filter(kept__isnull=True, until=OPEN_END, case=OuterRef("pk"))
    dated |= Q(Exists(waits))
    found = _own().filter(dated).order_by("id").values_list("number", flat=True)
    yield from found.iterator(chunk_size=CHUNK)


def open_of_item(slug: str) -> list[str]:
    """Numbers of the open cases under any revision of an item."""
    found = _own().filter(completed_at__isnull=True, revision__item__slug=slug)
    return list(found.order_by("id").values_list("number", flat=True))


def _own() -> QuerySet[Case]:
    return Case.objects.filter(source="")
