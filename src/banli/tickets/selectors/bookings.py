"""Appointments as they stand: which days and slots are open, who has which, what the hall closed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import normal_code
from banli.ledger.service import Event
from banli.tickets.models import Booking, Closure
from banli.tickets.rules.plan import Plan, Service
from banli.tickets.rules.slots import Closed, Slot, arrival, slots, why_not_bar, why_not_book
from banli.tickets.selectors.plan import plan
from banli.tickets.states import TicketState
from banli.tickets.states.bookings import BY_EVENT, HELD, BookingState
from banli.worktime.service import calendar

TOPIC = "booking"
NO_BOOKING = gettext_noop("There is no such appointment.")
OWN_SHOWN = 20
AHEAD = timedelta(days=120)
"""No day later than this is looked at for a working one."""


@dataclass(frozen=True)
class Offered:
    """A day on which a line takes appointments: its slots, and of each why it cannot be booked now (None: it can)."""

    day: date
    slots: tuple[tuple[Slot, Refused | None], ...]

    @property
    def left(self) -> int:
        """Seats that can be booked now."""
        return sum(one.left for one, why in self.slots if why is None)


def bookable_days(found: Plan) -> Iterator[date]:
    """The working days of whole known years on which appointments are made, today first."""
    known, day, left = calendar(), clock.today(), found.appointments.days
    last = day + AHEAD
    while left and day <= last and known.covers(day):
        if known.is_working(day):
            yield day
            left -= 1
        day += timedelta(days=1)


def offered(service: Service, found: Plan | None = None) -> list[Offered]:
    """Every day of ``service`` with its slots, in two queries."""
    found = found or plan()
    days = list(bookable_days(found))
    taken = Counter(
        Booking.objects.filter(service=service.key, day__in=days, state__in=HELD).values_list("day", "begins")
    )
    closed = _closed(days)
    now = clock.now()
    return [
        Offered(
            day,
            tuple(
                (one, why_not_book(one, day, now, found.appointments))
                for one in slots(
                    found,
                    service,
                    {begins: taken[on, begins] for on, begins in taken if on == day},
                    closed.get(day, ()),
                )
            ),
        )
        for day in days
    ]


def _closed(days: Collection[date]) -> dict[date, list[Closed]]:
    found: dict[date, list[Closed]] = {}
    for one in Closure.objects.filter(day__in=days, withdrawn_at=None).order_by("pk"):
        found.setdefault(one.day, []).append(Closed(one.reason, one.service, one.begins, one.ends))
    return found


def booking_of(code: str) -> Booking:
    """The appointment its holder opens. Raises :class:`Missing`."""
    rows = Booking.objects.select_related("ticket", "closure")
    found = rows.filter(code=normal_code(code)).first()
    if found is None:
        raise Missing(NO_BOOKING)
    return found


def holder_of(by: Actor, device: str) -> str:
    """Whom a booking is kept for: the account that is signed in, else the device."""
    return f"account:{by.id}" if by.id is not None else f"device:{device}" if device else ""


def bookings_of(holders: Collection[str]) -> list[Booking]:
    """The latest appointments of these holders, those to come first."""
    rows = Booking.objects.filter(holder__in=[one for one in holders if one]).select_related("ticket")
    latest = list(rows.order_by("-day", "-begins", "-pk")[:OWN_SHOWN])
    return sorted(
        latest, key=lambda one: (one.state != BookingState.BOOKED, -one.day.toordinal(), one.begins)
    )


def to_come(holder: str, service: str) -> Booking | None:
    """The appointment that this holder still has in a line."""
    rows = Booking.objects.filter(holder=holder, service=service, state=BookingState.BOOKED)
    return rows.first() if holder else None


def why_not_holder(holder: str) -> Refused | None:
    """Why this holder may book nothing now: too many appointments were missed."""
    rule = plan().appointments.no_show
    since = clock.today() - timedelta(days=rule.within + rule.days)
    rows = Booking.objects.filter(holder=holder, state=BookingState.NO_SHOW, day__gte=since)
    return why_not_bar(rows.values_list("day", flat=True), clock.today(), rule) if holder else None


def bookings_on(day: date) -> list[Booking]:
    """Every appointment of a day in the order of its hours."""
    rows = Booking.objects.filter(day=day).select_related("ticket", "closure")
    return list(rows.order_by("begins", "service", "seat", "pk"))


def booking_counts(day: date) -> dict[str, int]:
    """How many appointments of ``day`` are in each state."""
    return dict(Counter(Booking.objects.filter(day=day).values_list("state", flat=True)))


def recounted_bookings(day: date) -> dict[str, int]:
    """The same by their events and nothing else: the last one that names a day says which day it is."""
    named = Event.objects.filter(topic=TOPIC, body__contains=day.isoformat()).values("subject")
    state: dict[str, BookingState] = {}
    on: dict[str, str] = {}
    rows = Event.objects.filter(topic=TOPIC, subject__in=named).order_by("subject", "seq")
    for subject, name, body in rows.values_list("subject", "name", "body"):
        state[subject] = BY_EVENT[name].target
        on[subject] = json.loads(body or "{}").get("day", on.get(subject, ""))
    return dict(Counter(str(state[one]) for one, its in on.items() if its == day.isoformat()))


def closures_from(day: date) -> list[Closure]:
    """Closures of that day and later ones that were not withdrawn."""
    return list(Closure.objects.filter(day__gte=day, withdrawn_at=None).order_by("day", "begins", "pk"))


def let_in(booking: Booking) -> tuple[datetime, datetime]:
    """From when until when its holder is let in."""
    return arrival(booking.day, booking.begins, clock.now(), plan().appointments)


def has_lost_ticket(booking: Booking) -> bool:
    """True where its ticket lapsed in nobody's hand, so that another may be given."""
    lost = booking.ticket
    return lost is not None and lost.state == TicketState.LAPSED and lost.taken_at is None


def not_come() -> list[int]:
    """Ids of appointments whose holders did not come in time."""
    latest = clock.today()
    rows = Booking.objects.filter(state=BookingState.BOOKED, day__lte=latest).order_by("pk")
    return [one.pk for one in rows if let_in(one)[1] < clock.now()]
