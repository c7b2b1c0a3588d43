"""Which cases were handled at which visit, and how often somebody came for a case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from banli.cases.service import Case
from banli.tickets.models import Handled, Ticket
from banli.tickets.states import TicketState


@dataclass(frozen=True)
class VisitsOf:
    """How often somebody came for a case: ``counted`` by what was done at the counter, ``asked`` by tickets of people
    who came about it and nothing was done; ``declared`` is what the item promises (最多跑一次)."""

    counted: int
    asked: int
    declared: int
    tickets: tuple[Handled, ...] = ()

    @property
    def number(self) -> int:
        """All of them."""
        return self.counted + self.asked

    @property
    def over(self) -> bool:
        """True where more were needed than the item declares."""
        return self.number > self.declared


def visits_of(case: Case, declared: int) -> VisitsOf:
    """How often somebody came for ``case``, with the tickets it was handled at."""
    rows = Handled.objects.filter(case=case).select_related("ticket", "ticket__window").order_by("at", "pk")
    found = tuple(rows)
    return VisitsOf(case.visits, sum(one.asked for one in found), declared, found)


def asked_of(cases: Collection[int]) -> dict[int, int]:
    """By case the visits at which nothing was done to it."""
    rows = Handled.objects.filter(case_id__in=cases, asked=True).values_list("case_id").annotate(Count("pk"))
    return dict(rows)


def handled_at(ticket: Ticket) -> list[Handled]:
    """The cases of one visit in the order of its matters."""
    return list(Handled.objects.filter(ticket=ticket).select_related("case").order_by("matter", "pk"))


def served_at(window: str) -> Ticket | None:
    """The ticket whose holder is being served at this window."""
    rows = Ticket.objects.filter(window_id=window, state=TicketState.SERVING)
    return rows.first() if window else None


def last_case(ticket: Ticket) -> Case | None:
    """The case handled last at this visit: whoever it belongs to needs not say again who they are."""
    rows = (
        Handled.objects.filter(ticket=ticket, asked=False).select_related("case").order_by("-matter", "-pk")
    )
    found = rows.first()
    return found.case if found else None
