"""Visits that ended in a period, by what came of them: a case was handled, somebody asked about one, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Value, When
from django.db.models.fields import CharField

from banli.kernel.errors import Missing
from banli.tickets.models import Handled, Ticket
from banli.tickets.selectors.line import NO_TICKET
from banli.tickets.states import TicketState

PAGE = 50


class CameOf(StrEnum):
    """What came of a visit."""

    HANDLED = "handled"
    """Something was done to a case, which counts the visit itself."""
    ASKED = "asked"
    """Somebody asked about a case and nothing was done to it: the page of the case counts it, no indicator does."""
    NOTHING = "without"
    """No case at all: somebody asked something, or was sent elsewhere."""


def _ended(first: date, last: date) -> QuerySet[Any]:
    """Visits of these days whose service is over, each with ``came_of``."""
    own = Handled.objects.filter(ticket=OuterRef("pk"))
    what = Case(
        When(Exists(own.filter(asked=False)), then=Value(str(CameOf.HANDLED))),
        When(Exists(own), then=Value(str(CameOf.ASKED))),
        default=Value(str(CameOf.NOTHING)),
        output_field=CharField(),
    )
    return Ticket.objects.filter(day__range=(first, last), state=TicketState.DONE).annotate(came_of=what)


def visits_ended(first: date, last: date) -> Mapping[CameOf, int]:
    """How many visits ended from ``first`` to ``last``, by what came of them."""
    rows = _ended(first, last).order_by().values_list("came_of").annotate(Count("pk"))
    found = {CameOf(what): count for what, count in rows}
    return {one: found.get(one, 0) for one in CameOf}


def visits_listed(first: date, last: date, of: CameOf, after: int = 0) -> list[Ticket]:
    """A page of the visits behind such a number, the latest first; those before the key ``after``."""
    rows = _ended(first, last).filter(came_of=str(of)).select_related("window")
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:PAGE])


def visit_of(key: int) -> Ticket:
    """One visit whose service is over. Raises :class:`Missing`."""
    found = Ticket.objects.filter(pk=key, state=TicketState.DONE).select_related("window").first()
    if found is None:
        raise Missing(NO_TICKET)
    return found


def visit_keys(subjects: Iterable[str]) -> dict[str, int]:
    """The keys of tickets by how the record calls them (day and number); one that is gone is left out."""
    wanted = {one for one in subjects if "/" in one}
    rows = Ticket.objects.filter(
        day__in={one.partition("/")[0] for one in wanted},
        number__in={one.partition("/")[2] for one in wanted},
    )
    return {one.subject: one.pk for one in rows if one.subject in wanted}
