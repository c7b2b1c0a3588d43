"""Slots of a line on a day: when they are, how many seats are left, why one is closed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.tickets.rules.plan import Appointments, Hours, NoShow, Plan, Service
from banli.tickets.states.bookings import BookingMove, BookingState

NO_SLOT = gettext_noop("There is no such time. Please choose one of those that are shown.")
FULL = gettext_noop("This time is booked out. Please choose another one.")
TOO_LATE = gettext_noop(
    "This time is too near or over. It can be booked up to %(n)s minutes before it begins."
)
CLOSED = gettext_noop("Closed at this time: %(reason)s")
HELD_ALREADY = gettext_noop("You have an appointment in this line already. Move it or cancel it first.")
BARRED = gettext_noop(
    "Appointments were missed %(n)s times within %(days)s days. You can book again from %(day)s; "
    "tickets without appointment are given as ever."
)
MOVED_ENOUGH = gettext_noop(
    "An appointment is moved %(n)s times at most. You can cancel it and come without."
)
EARLY = gettext_noop("It is too early. Please come on %(day)s from %(time)s on.")
LATE = gettext_noop("The time of this appointment is over. Please take a ticket without appointment.")
WHY_NOT: dict[BookingState, str] = {
    BookingState.BOOKED: gettext_noop("This appointment is still to come."),
    BookingState.ARRIVED: gettext_noop("Its holder has come; the ticket says what happens."),
    BookingState.CANCELLED: gettext_noop("This appointment was cancelled."),
    BookingState.CALLED_OFF: gettext_noop("The hall called this appointment off."),
    BookingState.NO_SHOW: gettext_noop("Nobody came to this appointment in its time."),
}


@dataclass(frozen=True)
class Closed:
    """A stretch in which a line takes nobody by appointment: ``service`` '' for all, ``begins`` None for the day."""

    reason: str
    service: str = ""
    begins: time | None = None
    ends: time | None = None

    def covers(self, service: str, begins: time, ends: time) -> bool:
        """True where any minute from ``begins`` to ``ends`` of that line is inside."""
        if self.service and self.service != service:
            return False
        return (self.begins or time.min) < ends and begins < (self.ends or time.max)


@dataclass(frozen=True)
class Slot:
    """One slot: ``taken`` of ``room`` seats; ``closed`` is why nobody can book it, '' for open."""

    begins: time
    ends: time
    room: int
    taken: int
    closed: str = ""

    @property
    def left(self) -> int:
        """Seats that are left."""
        return 0 if self.closed else max(0, self.room - self.taken)


def cut(hours: Sequence[Hours], minutes: int) -> Iterator[tuple[time, time]]:
    """The slots of a working day: each stretch of hours cut into pieces of ``minutes``; a rest is no slot."""
    for stretch in hours:
        begins, end = _minute(stretch.begins), _minute(stretch.ends)
        while begins + minutes <= end:
            yield _time(begins), _time(begins + minutes)
            begins += minutes


def _minute(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def slots(
    plan: Plan, service: Service, taken: Mapping[time, int], closures: Iterable[Closed]
) -> tuple[Slot, ...]:
    """Every slot of ``service`` on a working day, with ``taken`` seats by when it begins."""
    closed = list(closures)
    return tuple(
        Slot(
            begins,
            ends,
            service.booked,
            taken.get(begins, 0),
            next((one.reason for one in closed if one.covers(service.key, begins, ends)), ""),
        )
        for begins, ends in (cut(plan.hours, plan.appointments.slot) if service.booked else ())
    )


def free_seat(taken: Collection[int]) -> int:
    """The lowest seat nobody has."""
    return next(one for one in range(len(taken) + 1) if one not in taken)


def why_not_book(found: Slot | None, day: date, now: datetime, rule: Appointments) -> Refused | None:
    """Why a slot of ``day`` cannot be booked: there is none, it is closed, too near, or booked out."""
    if found is None:
        return Refused(NO_SLOT)
    if found.closed:
        return Refused(CLOSED, reason=found.closed)
    if _moment(day, found.begins, now) - timedelta(minutes=rule.notice) < now:
        return Refused(TOO_LATE, n=rule.notice)
    return Refused(FULL) if not found.left else None


def barred_until(missed: Iterable[date], today: date, rule: NoShow) -> date | None:
    """From when somebody who missed appointments on these days books again; None where they may now."""
    latest = sorted(missed)
    for place in range(len(latest) - rule.after, -1, -1):
        last = latest[place + rule.after - 1]
        if (last - latest[place]).days < rule.within:
            until = last + timedelta(days=rule.days)
            return until if today < until else None
    return None


def why_not_bar(missed: Iterable[date], today: date, rule: NoShow) -> Refused | None:
    """Why somebody who missed appointments on these days cannot book."""
    until = barred_until(missed, today, rule)
    return Refused(BARRED, n=rule.after, days=rule.within, day=until.isoformat()) if until else None


def why_not_rebook(moves: int, rule: Appointments) -> Refused | None:
    """Why an appointment that was moved so often is moved no more."""
    return Refused(MOVED_ENOUGH, n=rule.moves) if moves >= rule.moves else None


def why_not_booking(move: BookingMove, state: str) -> Refused | None:
    """Why the table has no such move from ``state``."""
    return None if state in move.sources else Refused(WHY_NOT[BookingState(state)])


def arrival(day: date, begins: time, now: datetime, rule: Appointments) -> tuple[datetime, datetime]:
    """From when until when the holder of a slot is let in."""
    starts = _moment(day, begins, now)
    return starts - timedelta(minutes=rule.early), starts + timedelta(minutes=rule.late)


def why_not_arrive(day: date, begins: time, now: datetime, rule: Appointments) -> Refused | None:
    """Why somebody is not let in now: it is too early or over."""
    since, until = arrival(day, begins, now, rule)
    if now < since:
        return Refused(EARLY, day=day.isoformat(), time=since.strftime("%H:%M"))
    return Refused(LATE) if now > until else None


def _moment(day: date, hour: time, now: datetime) -> datetime:
    return datetime.combine(day, hour, tzinfo=now.tzinfo)
