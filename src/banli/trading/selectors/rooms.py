"""The calendar of the rooms, and what a period has of projects."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.trading.models import Room, RoomBooking
from banli.trading.rules.sums import Sums, Traded, sums
from banli.trading.selectors.projects import TOLD, visible_projects
from banli.trading.states import BookingState, TradingKind, TradingState


def bookings(first: date, last: date) -> list[RoomBooking]:
    """What the rooms are held for from ``first`` to ``last``, in the order of time."""
    begins = datetime.combine(first, time(), clock.SHANGHAI)
    ends = datetime.combine(last + timedelta(days=1), time(), clock.SHANGHAI)
    rows = RoomBooking.objects.filter(state=str(BookingState.BOOKED), begins_at__lt=ends, ends_at__gt=begins)
    return list(rows.select_related("room", "project").order_by("begins_at", "room_id"))


def overlapping(room: Room, begins: datetime, ends: datetime) -> RoomBooking | None:
    """What holds the room in a part of that time; None for nothing."""
    rows = RoomBooking.objects.filter(state=str(BookingState.BOOKED), room=room)
    return rows.filter(begins_at__lt=ends, ends_at__gt=begins).order_by("begins_at").first()


def find_room(key: str) -> Room:
    """A room that can be booked. Raises :class:`Missing`."""
    found = Room.objects.filter(key=key, in_use=True).first()
    if found is None:
        raise Missing(gettext_noop("There is no such room."))
    return found


def meeting_room(consultation: str) -> RoomBooking | None:
    """The room held for the meeting of a consultation; None for none."""
    rows = RoomBooking.objects.filter(state=str(BookingState.BOOKED), consultation=consultation)
    return rows.select_related("room").first() if consultation else None


def period_sums(by: Actor, first: date, last: date) -> list[Sums]:
    """Each kind's counts and sums of the projects that ``by`` may see."""
    rows = [
        Traded(
            kind=TradingKind(one.kind),
            registered_on=one.recorded_at.astimezone(clock.SHANGHAI).date(),
            amount=one.amount,
            result=one.result if one.state in TOLD else None,
            result_on=one.result_on if one.state in TOLD else None,
            failed_on=one.ended_on if one.state == TradingState.FAILED else None,
        )
        for one in visible_projects(by)
    ]
    return sums(rows, first, last)
