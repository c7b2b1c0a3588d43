"""The queue on the demo's morning: some were served, one is at a window, one was missed, some wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from banli.kernel import clock
from banli.kernel.actors import VISITOR
from banli.province.worked.player import Player, actor
from banli.tickets import service as tickets
from banli.tickets.states import TicketChannel


@dataclass(frozen=True)
class Drawn:
    """A ticket that is drawn so many minutes after nine."""

    minute: int
    service: str
    group: str
    channel: TicketChannel


@dataclass(frozen=True)
class Served:
    """Who calls the next one, when the service begins and ends, and for how many matters."""

    minute: int
    clerk: str
    ends: int
    matters: int


KIOSK, PHONE = TicketChannel.KIOSK, TicketChannel.PHONE
DRAWN = (
    Drawn(1, "social-security", "", KIOSK),
    Drawn(2, "social-security", "old", KIOSK),
    Drawn(3, "transport", "", KIOSK),
    Drawn(4, "medical-insurance", "", PHONE),
    Drawn(6, "social-security", "", PHONE),
    Drawn(8, "health", "mother", KIOSK),
    Drawn(11, "social-security", "", KIOSK),
    Drawn(14, "transport", "", KIOSK),
    Drawn(16, "social-security", "", KIOSK),
    Drawn(19, "market", "", KIOSK),
    Drawn(22, "medical-insurance", "soldier", KIOSK),
    Drawn(24, "transport", "", PHONE),
)
SERVED = (
    Served(2, "clerk.hrss", 9, 1),
    Served(3, "clerk.hrss10", 8, 2),
    Served(5, "clerk.medical", 12, 1),
    Served(4, "clerk.transport", 20, 1),
    Served(12, "clerk.hrss", 20, 1),
)
NOW = ("clerk.hrss10", 21)
"""Who has somebody at the window, since when."""
BOOKED = (("transport", 10, ""), ("transport", 14, "old"), ("health", 10, ""), ("social-security", 9, ""))
"""Appointments of the next working day: line, hour, group."""
CLOSED = 2
"""On which bookable day after today a line is closed in the afternoon."""
MISSED = ("clerk.hrss", 22)


def morning(_play: Player) -> None:
    """Play the first half hour of the hall; nothing on a day on which it is closed."""
    if not tickets.plan().services or clock.now() < _at(25):
        return
    happens: tuple[Drawn | Served, ...] = (*DRAWN, *SERVED)
    for one in sorted(happens, key=lambda each: (each.minute, isinstance(each, Served))):
        with clock.at(_at(one.minute)):
            if isinstance(one, Served):
                _serve(one)
            else:
                _draw(one)
    name, minute = NOW
    with clock.at(_at(minute)):
        by = actor(name)
        tickets.begin(by=by, number=tickets.call_next(by=by).number)
    name, minute = MISSED
    with clock.at(_at(minute)):
        by = actor(name)
        number = tickets.call_next(by=by).number
        for _call in range(1, tickets.plan().turns.calls):
            tickets.recall(by=by, number=number)
        tickets.miss(by=by, number=number)


def _at(minute: int) -> datetime:
    return clock.now().replace(hour=9, minute=minute, second=0, microsecond=0)


def _draw(one: Drawn) -> None:
    ticket = tickets.draw(by=VISITOR, service=one.service, group=one.group, channel=one.channel)
    tickets.take_ticket(by=VISITOR, code=ticket.code)


def _serve(one: Served) -> None:
    by = actor(one.clerk)
    number = tickets.call_next(by=by).number
    tickets.begin(by=by, number=number)
    for _matter in range(1, one.matters):
        tickets.next_matter(by=by, number=number)
    with clock.at(_at(one.ends)):
        tickets.finish(by=by, number=number)


def appointments(_play: Player) -> None:
    """Some appointments of the next working day, and an afternoon on which a line is closed."""
    found = tickets.plan()
    line = found.service("transport")
    days = tickets.offered(line, found) if line else []
    if len(days) < CLOSED + 1:
        return
    for service, hour, group in BOOKED:
        tickets.book(by=VISITOR, service=service, day=days[1].day, begins=time(hour), group=group)
    tickets.close_slots(
        by=actor("hall"),
        day=days[CLOSED].day,
        service="transport",
        begins=time(13),
        ends=time(17),
        reason="业务培训",
    )
