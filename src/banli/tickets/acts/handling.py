"""What is handled for the holder of a ticket: cases are tied to the visit, one matter after the other."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from banli.cases.service import Case, find
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.tickets.acts.moving import moved
from banli.tickets.models import Handled, Ticket
from banli.tickets.rules.moves import why_not_move
from banli.tickets.selectors.line import NO_TICKET, at_window
from banli.tickets.states import HANDLE, HANDLE_LATE, NEXT_MATTER, TicketState

NO_CASE = gettext_noop("There is no such case, or it is not yours to see.")
TIED = gettext_noop("This case is tied to the ticket already.")


@transaction.atomic
def tie_cases(*, by: Actor, cases: Sequence[Case]) -> Ticket | None:
    """Tie cases that were just handled to the ticket that is served at the window of ``by``; together they are one
    matter. A second time nothing happens; None where nobody with a ticket is served there.
    """
    ticket = _served(by)
    known = {one.case_id: one for one in Handled.objects.filter(ticket=ticket)} if ticket else {}
    for one in cases:
        # Somebody who only asked about it at first, and then something was done: the case counts that visit itself.
        if one.pk in known and known[one.pk].asked:
            Handled.objects.filter(pk=known[one.pk].pk).update(asked=False)
            assert ticket is not None
            moved(ticket, HANDLE, by, {"case": one.number, "matter": known[one.pk].matter})
    new = [one for one in cases if one.pk not in known and not one.source]
    return _tied(ticket, new, by, asked=False) if ticket and new else ticket


@transaction.atomic
def ask_about(*, by: Actor, number: str) -> Ticket:
    """The holder of the ticket came about a case and nothing is done to it now: a visit of that case all the same.

    :raises Refused: where nobody is served at the window. :raises Invalid: where there is no such case for ``by``.
    """
    here = at_window(by.window)
    if here is None:
        raise Missing(NO_TICKET)
    if error := why_not_move(HANDLE, here.state):
        raise error
    try:
        case = find(number.strip()[:80], by)
    except Missing as error:
        raise Invalid([Problem("case", NO_CASE)]) from error
    ticket = Ticket.objects.select_for_update().get(pk=here.pk)
    if Handled.objects.filter(ticket=ticket, case=case).exists():
        raise Refused(TIED)
    return _tied(ticket, [case], by, asked=True)


@transaction.atomic
def tie_late(*, by: Actor, ticket: Ticket, cases: Sequence[Case]) -> None:
    """Tie cases that were taken in for the holder of ``ticket`` without a network, at the moment of the present block
    (``clock.told``), whatever became of the ticket since. Together they are one matter; a second time nothing happens.
    """
    row = Ticket.objects.select_for_update().get(pk=ticket.pk)
    known = set(Handled.objects.filter(ticket=row).values_list("case_id", flat=True))
    matter = _last_matter(row) + 1
    for one in (one for one in cases if one.pk not in known and not one.source):
        Handled.objects.create(ticket=row, case=one, matter=matter, at=clock.now())
        body = {"case": one.number, "matter": matter, "offline": True}
        moved(row, HANDLE_LATE, by, body, matters=max(matter, row.matters))


def _served(by: Actor) -> Ticket | None:
    rows = Ticket.objects.select_for_update().filter(window_id=by.window, state=TicketState.SERVING)
    return rows.first() if by.window else None


def _tied(ticket: Ticket, cases: Sequence[Case], by: Actor, *, asked: bool) -> Ticket:
    """``cases`` as the matter that comes next; the first matter of a ticket began with the service."""
    matter = _last_matter(ticket) + 1
    if matter > ticket.matters:
        moved(ticket, NEXT_MATTER, by, {"matters": matter}, matters=matter)
    for one in cases:
        Handled.objects.create(ticket=ticket, case=one, matter=matter, asked=asked, at=clock.now())
        moved(
            ticket, HANDLE, by, {"case": one.number, "matter": matter, **({"asked": True} if asked else {})}
        )
    return ticket


def _last_matter(ticket: Ticket) -> int:
    rows = Handled.objects.filter(ticket=ticket).order_by("-matter")
    return rows.values_list("matter", flat=True).first() or 0
