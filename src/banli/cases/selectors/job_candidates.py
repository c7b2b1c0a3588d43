"""What the platform's own acts look for: silence, dates to count again, open cases of an item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import reduce
from operator import and_

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from banli.cases.models import Case, Promise
from banli.cases.states import State
from banli.kernel import clock
from banli.ledger.service import Event, events
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


COUNTED = ("promised_due", "statutory_due", "limit_days", "took_days")
"""What the event that ends a case says of its time."""


def ended_uncounted(year: int) -> Iterator[str]:
    """Numbers of the cases that ended from ``year`` on, or with a limit still open, and whose end does not say all of
    their time."""
    text = Cast(OuterRef("pk"), TextField())
    ends = Event.objects.filter(topic="case", subject=text, at=OuterRef("completed_at"))
    whole = reduce(and_, (Q(body__contains=f'"{key}":') for key in COUNTED))
    late = Q(completed_at__gte=datetime(year, 1, 1, tzinfo=clock.SHANGHAI)) | Q(statutory_due_on=OPEN_END)
    found = _own().filter(late, completed_at__isnull=False, accepted_at__isnull=False)
    found = found.exclude(limits={}).filter(~Exists(ends.filter(whole))).order_by("id")
    yield from found.values_list("number", flat=True).iterator(chunk_size=CHUNK)


def end_of(case: Case) -> Event | None:
    """The event that ended the case, as it was said last; None where it says nothing of its time."""
    told = [event for event in events("case", str(case.pk)) if event.at == case.completed_at]
    return next((event for event in reversed(told) if '"accepted_on":' in (event.body or "")), None)


def open_of_item(slug: str) -> list[str]:
    """Numbers of the open cases under any revision of an item."""
    found = _own().filter(completed_at__isnull=True, revision__item__slug=slug)
    return list(found.order_by("id").values_list("number", flat=True))


def _own() -> QuerySet[Case]:
    return Case.objects.filter(source="")
