"""The line as it stands: who waits in which order, who is at which window, how long it will take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from banli.kernel import clock
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import normal_code
from banli.tickets.models import Ticket
from banli.tickets.rules.order import Waiting, in_order
from banli.tickets.rules.plan import Plan, Service
from banli.tickets.rules.wait import MEMORY, Wait, expected_wait
from banli.tickets.selectors.plan import plan
from banli.tickets.states import AHEAD, AT_WINDOW, Lane, TicketState

MANNED = timedelta(minutes=45)
"""A window that called somebody so lately is taken for open."""
SHOWN = 8
"""Calls a wall shows."""
NO_TICKET = gettext_noop("There is no such ticket today.")


@dataclass(frozen=True)
class Line:
    """One service of the hall: how many wait, and how long somebody who comes now will wait."""

    service: Service
    waiting: int
    wait: Wait | None


@dataclass(frozen=True)
class Standing:
    """Where a ticket stands: ``ahead`` are called before it."""

    ahead: int
    wait: Wait | None
    near: bool
    """So few are before it that its holder should come to the hall."""


def ticket_of(code: str) -> Ticket:
    """The ticket its holder opens. Raises :class:`Missing`."""
    found = Ticket.objects.select_related("window").filter(code=normal_code(code)).first()
    if found is None:
        raise Missing(NO_TICKET)
    return found


def ticket_numbered(number: str) -> Ticket:
    """A ticket of today by its number. Raises :class:`Missing`."""
    asked = number.strip().upper()[:8]
    found = Ticket.objects.select_related("window").filter(day=clock.today(), number=asked).first()
    if found is None:
        raise Missing(NO_TICKET)
    return found


def ticket_of_day(day: date, number: str) -> Ticket | None:
    """The ticket of that day and number; None where there is none."""
    return Ticket.objects.filter(day=day, number=number).first()


def at_window(window: str) -> Ticket | None:
    """The ticket that a window has called or serves."""
    return Ticket.objects.filter(window_id=window, state__in=AT_WINDOW).first() if window else None


def parked_at(window: str) -> list[Ticket]:
    """The tickets whose holders come back to this window."""
    rows = Ticket.objects.filter(window_id=window, state=TicketState.PARKED, day=clock.today())
    return list(rows.order_by("place"))


def line_of(services: Collection[str], day: date | None = None) -> list[Ticket]:
    """Who waits for these services, in the order in which they are called."""
    rows = Ticket.objects.filter(day=day or clock.today(), state__in=AHEAD, service__in=list(services))
    return _ordered(rows, services)


def ahead_of(ticket: Ticket, place: int) -> int:
    """How many are called before ``ticket`` once it stands in line at ``place``."""
    rows = Ticket.objects.filter(day=ticket.day, state__in=AHEAD, service=ticket.service)
    ticket.place = place
    return [one.pk for one in _ordered([*rows, ticket], [ticket.service])].index(ticket.pk)


def _ordered(rows: Iterable[Ticket], services: Collection[str]) -> list[Ticket]:
    found = {one.pk: one for one in rows}
    waiting = (Waiting(one.pk, one.place, Lane(one.lane), one.lets_go) for one in found.values())
    return [found[one.id] for one in in_order(waiting, _in_a_row(services), plan().turns.first)]


def _in_a_row(services: Collection[str]) -> int:
    """How many of a priority group or by appointment were called one after the other for these services until now."""
    rows = Ticket.objects.filter(
        day=clock.today(), service__in=list(services), called_at__isnull=False
    ).order_by("-called_at", "-id")
    lanes = list(rows.values_list("lane", flat=True)[: plan().turns.first])
    return next((place for place, lane in enumerate(lanes) if lane == Lane.ORDINARY), len(lanes))


def lines(found: Plan | None = None) -> list[Line]:
    """Every service with who waits and how long somebody of no priority group will wait, in four queries."""
    found = found or plan()
    waiting = Counter(
        Ticket.objects.filter(day=clock.today(), state__in=AHEAD).values_list("service", flat=True)
    )
    day = _today()
    return [Line(one, waiting[one.key], _wait(one, waiting[one.key], day)) for one in found.services]


def standing(ticket: Ticket) -> Standing | None:
    """Where a waiting ticket stands; None where it does not wait."""
    found = plan()
    service = found.service(ticket.service)
    if ticket.state not in AHEAD or service is None:
        return None
    order = [one.pk for one in line_of([ticket.service], ticket.day)]
    if ticket.pk not in order:
        return None  # it was called since it was read; the next look tells
    ahead = order.index(ticket.pk)
    wait = wait_now(service, ahead, Lane(ticket.lane))
    return Standing(ahead, wait, ahead <= found.turns.told_at)


@dataclass(frozen=True)
class Day:
    """What the day has shown: how long services took, which windows call, how many go first."""

    took: Mapping[str, Sequence[float]]
    manned: Mapping[str, bool]
    """The windows that called somebody lately, and whether they have somebody now."""
    first: Mapping[str, float]
    """By service the part of its tickets that goes before ordinary ones: a priority group, an appointment."""


def _today() -> Day:
    return Day(_took(), _manned(), _first())


def wait_now(service: Service, ahead: int, lane: Lane) -> Wait | None:
    """How long somebody of that lane with ``ahead`` before them will wait."""
    return _wait(service, ahead, _today(), lane)


def _wait(service: Service, ahead: int, day: Day, lane: Lane = Lane.ORDINARY) -> Wait | None:
    here = [day.manned[one] for one in service.windows if one in day.manned]
    return expected_wait(
        ahead,
        len(here) or 1,
        day.took.get(service.key, ()),
        service.minutes * 60,
        busy=sum(here),
        overtaken=0.0 if lane is not Lane.ORDINARY else day.first.get(service.key, 0.0),
    )


def _first() -> dict[str, float]:
    came, first = Counter[str](), Counter[str]()
    rows = Ticket.objects.filter(day=clock.today(), taken_at__isnull=False)
    for service, lane in rows.values_list("service", "lane"):
        came[service] += 1
        first[service] += lane != Lane.ORDINARY
    return {service: first[service] / came[service] for service in came}


def _took() -> dict[str, list[float]]:
    """How long the latest services of today took, in seconds, by service, newest last."""
    rows = Ticket.objects.filter(day=clock.today(), state=TicketState.DONE, begun_at__isnull=False)
    found: dict[str, list[float]] = {}
    for service, begun, ended in rows.order_by("-ended_at").values_list("service", "begun_at", "ended_at"):
        took = found.setdefault(service, [])
        if begun and ended and len(took) < MEMORY:
            took.append((ended - begun).total_seconds())
    return {service: took[::-1] for service, took in found.items()}


def _manned() -> dict[str, bool]:
    since = clock.now() - MANNED
    rows = Ticket.objects.filter(day=clock.today(), window__isnull=False).filter(
        Q(called_at__gte=since) | Q(state__in=AT_WINDOW)
    )
    found: dict[str, bool] = {}
    for window, state in rows.values_list("window_id", "state"):
        found[str(window)] = found.get(str(window), False) or state in AT_WINDOW
    return found


def board() -> list[Ticket]:
    """What the wall shows: who was called and is served now, the latest call first."""
    rows = Ticket.objects.filter(day=clock.today(), state__in=AT_WINDOW).select_related("window")
    return list(rows.order_by("-called_at", "-id")[:SHOWN])


def counts(day: date) -> dict[str, int]:
    """How many tickets of ``day`` are in each state."""
    return dict(Counter(Ticket.objects.filter(day=day).values_list("state", flat=True)))


def to_lapse() -> Iterable[int]:
    """Ids of tickets whose day is over, and of those that nobody took in time."""
    late = clock.now() - timedelta(minutes=plan().turns.take_within)
    open_ = [state for state in TicketState if state not in (TicketState.DONE, TicketState.LEFT)]
    over = Ticket.objects.filter(day__lt=clock.today(), state__in=open_).exclude(state=TicketState.LAPSED)
    never = Ticket.objects.filter(state=TicketState.DRAWN, drawn_at__lt=late)
    return [*over.values_list("pk", flat=True), *never.values_list("pk", flat=True)]
