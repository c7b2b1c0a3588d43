"""An application taken in without a network stands on the visit of the ticket whose holder it was written for, in
whichever order the two come in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.http import QueryDict

from banli.cases.service import Case, find, together
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.offline.service import Received, find_received, written_for
from banli.tickets.service import Ticket, ticket_of_day, tie_late

VISIT = "visit"
"""Names the record of the ticket among what a device sends of an application."""
TICKETS = ("ticket", "call")
"""Kinds of records that are tickets."""


def visit_of(sent: QueryDict) -> UUID | None:
    """The record of the ticket that an application names; None where it names none."""
    try:
        return UUID(sent.get(VISIT, ""))
    except ValueError:
        return None


def tie_to_ticket(by: Actor, sent: QueryDict, cases: Sequence[Case]) -> None:
    """Tie cases that come in to their ticket where it came in before; else it does so itself when it comes."""
    visit = visit_of(sent)
    row = find_received(visit) if visit else None
    if row is None or row.user_id != by.id or row.kind not in TICKETS:
        return
    ticket = ticket_of_day(row.happened_at.astimezone(clock.SHANGHAI).date(), row.became["title"])
    if ticket is not None:
        tie_late(by=by, ticket=ticket, cases=cases)


def tie_what_came_before(by: Actor, sent: QueryDict, ticket: Ticket) -> None:
    """Tie to a ticket that comes in the cases for its holder that came in before it."""
    for row in written_for(UUID(str(sent["entry"]))):
        if row.user_id == by.id:
            with clock.told(row.happened_at), suppress(Missing):  # a case that is another department's by now
                tie_late(by=by, ticket=ticket, cases=_cases_of(row, by))


def _cases_of(row: Received, by: Actor) -> Sequence[Case]:
    """What an application became: a case, or those of a bundle."""
    number = row.became["title"]
    return together.handed_in_together(number) if row.kind.startswith("bundle:") else [find(number, by)]
