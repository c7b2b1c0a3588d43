"""A ticket is drawn, taken, given back, or lapses."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.verification_code import CODE_LENGTH, code_from
from banli.numbering.service import take
from banli.people.service import once_more
from banli.tickets.acts.moving import held, moved, noted
from banli.tickets.models import Ticket
from banli.tickets.permissions import GRANTS, TicketPermission
from banli.tickets.rules.moves import TOO_MANY, checked, ticket_number, why_not_draw
from banli.tickets.rules.plan import Group, Service
from banli.tickets.selectors.line import ahead_of, to_lapse, wait_now
from banli.tickets.selectors.plan import plan
from banli.tickets.states import DRAW, LAPSE, LEAVE, REJOIN, TAKE, Lane, TicketChannel, TicketState
from banli.worktime.service import calendar


@transaction.atomic
def draw(*, by: Actor, service: str, group: str = "", channel: TicketChannel = TicketChannel.KIOSK) -> Ticket:
    """Draw a ticket for ``service``; it stands in line once its holder has it (:func:`take_ticket`).

    :param group: the priority group somebody belongs to; '' for none. The window looks at the paper that shows it.
    :raises Refused: while the hall is closed.
    :raises Invalid: at the place of what there is not.
    """
    found, now = plan(), clock.now()
    if error := why_not_draw(found, now, working=calendar().is_working(now.date())):
        raise error
    line, first = checked(found, service, group)
    return drawn(line, first, Lane.PRIORITY if first else Lane.ORDINARY, channel, by)


def count_try(*, address: str) -> None:
    """Count a ticket drawn or a time booked from outside the hall, before it is.

    :raises Refused: where there were as many from this network as the pack allows.
    """
    limit = plan().limit
    within = timedelta(minutes=limit.minutes)
    if not once_more(what="tickets", address=address, most=limit.times, within=within):
        raise Refused(TOO_MANY, n=limit.minutes)


def series_of(letter: str, day: date) -> str:
    """The series of a line's numbers of a day."""
    return f"ticket:{day.isoformat()}:{letter}"


def drawn(
    line: Service,
    first: Group | None,
    lane: Lane,
    channel: TicketChannel,
    by: Actor,
    *,
    serial: int | None = None,
) -> Ticket:
    """A new ticket of ``line``, in nobody's hand yet.

    :param serial: a number that was taken from the line's series before; None takes the next one.
    """
    now = clock.now()
    day = now.date()
    ticket = Ticket.objects.create(
        day=day,
        number=ticket_number(line.letter, serial or take(series_of(line.letter, day))),
        code=random_code(),
        service=line.key,
        group=first.key if first else "",
        lane=lane,
        channel=channel,
        state=TicketState.DRAWN,
        place=0,
        drawn_at=now,
    )
    noted(ticket, DRAW, by, {"service": line.key, "lane": str(lane), "channel": str(channel)})
    return ticket


def random_code() -> str:
    """What a holder's page is opened by."""
    return code_from([secrets.randbelow(1 << 16) for _one in range(CODE_LENGTH)])


@transaction.atomic
def take_ticket(*, by: Actor, code: str) -> Ticket:
    """Printer or phone has the ticket: from now on it counts and stands in line. A second time nothing happens."""
    ticket = held(code)
    if ticket.state != TicketState.DRAWN and ticket.taken_at is not None:
        return ticket
    service = plan().service(ticket.service)
    place = take(f"line:{ticket.day.isoformat()}")
    ahead = ahead_of(ticket, place)
    wait = wait_now(service, ahead, Lane(ticket.lane)) if service else None
    values = {
        "taken_at": clock.now(),
        "place": place,
        "wait_least": wait.least if wait else None,
        "wait_most": wait.most if wait else None,
    }
    told = {"least": wait.least, "most": wait.most} if wait else {}
    return moved(ticket, TAKE, by, {"ahead": ahead, **told}, holder=True, **values)


@transaction.atomic
def rejoin(*, by: Actor, code: str) -> Ticket:
    """Whoever missed the call is back: in line again, after as many others as the pack says."""
    return moved(held(code), REJOIN, by, holder=True, lets_go=plan().turns.behind, calls=0)


@transaction.atomic
def leave(*, by: Actor, code: str) -> Ticket:
    """Give a ticket back, so that nobody waits for its holder."""
    return moved(held(code), LEAVE, by, holder=True, ended_at=clock.now())


def lapse_tickets(*, by: Actor) -> int:
    """Let tickets lapse whose day is over or which nobody took, each in its own transaction; how many did."""
    GRANTS.require(by, TicketPermission.RUN)
    return sum(_lapsed(key, by) for key in to_lapse())


@transaction.atomic
def _lapsed(key: int, by: Actor) -> bool:
    ticket = Ticket.objects.select_for_update().filter(pk=key).first()
    if ticket is None or ticket.state not in LAPSE.sources or key not in to_lapse():
        return False
    moved(ticket, LAPSE, by, ended_at=clock.now())
    return True
