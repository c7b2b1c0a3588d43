"""When a ticket may be moved, and what is wrong with what was asked. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.tickets.rules.plan import Group, Plan, Service
from banli.tickets.states import TicketMove, TicketState

WHY_NOT: dict[TicketState, str] = {
    TicketState.DRAWN: gettext_noop("Nobody has taken this ticket yet."),
    TicketState.WAITING: gettext_noop("This ticket is in line and was not called."),
    TicketState.CALLED: gettext_noop("This ticket was called; begin, call again, or let it be missed."),
    TicketState.SERVING: gettext_noop("This ticket is being served."),
    TicketState.PARKED: gettext_noop("Its holder fetches something and comes back to the same window."),
    TicketState.MISSED: gettext_noop(
        "This ticket was called and missed; its holder may join the line again."
    ),
    TicketState.DONE: gettext_noop("This ticket was served; that ends it."),
    TicketState.LEFT: gettext_noop("This ticket was given back."),
    TicketState.LAPSED: gettext_noop("This ticket is from another day, or nobody took it: it has lapsed."),
}
BUSY = gettext_noop(
    "Ticket %(number)s is still at your window; finish it, park it or let it be missed first."
)
NOT_YOURS = gettext_noop("Your window does not call this line: %(service)s.")
ELSEWHERE = gettext_noop("This ticket is at another window: %(window)s.")
CLOSED = gettext_noop("The hall is closed now. Tickets are given on working days while it is open.")
TOO_MANY = gettext_noop(
    "Too many tickets or times were taken from your network. Please wait %(n)s minutes, or take a ticket in the hall."
)
NO_WINDOW = gettext_noop("You work at no window; an administrator can give you one.")
TOO_FEW_CALLS = gettext_noop("Call it %(n)s times before it is missed; it was called %(called)s times.")


def why_not_move(move: TicketMove, state: str) -> Refused | None:
    """Why the table has no such move from ``state``."""
    return None if state in move.sources else Refused(WHY_NOT[TicketState(state)])


def why_not_call(window: str, at_window: str, service: Service | None, named: object) -> Refused | None:
    """Why a window may not call now: it has none, one is there, or it does not call this line.

    :param at_window: the number of the ticket that is there; '' for none.
    :param service: the service of the ticket; None to ask about the next one.
    """
    if not window:
        return Refused(NO_WINDOW)
    if at_window:
        return Refused(BUSY, number=at_window)
    if service is not None and window not in service.windows:
        return Refused(NOT_YOURS, service=named)
    return None


def why_not_miss(calls: int, least: int) -> Refused | None:
    """Why a ticket is not missed yet: it is called several times first."""
    return Refused(TOO_FEW_CALLS, n=least, called=calls) if calls < least else None


def why_not_draw(plan: Plan, now: datetime, *, working: bool) -> Refused | None:
    """Why no ticket is given now: it is no working day, or the hall is closed at this hour."""
    return None if working and plan.open_at(now.time()) else Refused(CLOSED)


def checked(plan: Plan, service: str, group: str) -> tuple[Service, Group | None]:
    """The line and the group somebody chose. Raises :class:`Invalid` at the place of what there is not."""
    found, problems = plan.service(service), []
    if found is None:
        problems.append(Problem("service", gettext_noop("Please choose what you came for.")))
    chosen = plan.group(group) if group else None
    if group and chosen is None:
        problems.append(Problem("group", gettext_noop("Please choose one of the groups, or none.")))
    if found is None or problems:
        raise Invalid(problems)
    return found, chosen


def ticket_number(letter: str, serial: int) -> str:
    """``A007``: the letter of the line and the serial of its day."""
    return f"{letter}{serial:03d}"


def called_before(numbers: Sequence[str], number: str) -> int:
    """How many of ``numbers`` are called before ``number``; all of them where it is not among them."""
    return numbers.index(number) if number in numbers else len(numbers)
