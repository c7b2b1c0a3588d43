"""Rooms and sessions: booked, moved, cancelled, held; and the draw of the experts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from banli.experts.service import Panel, PanelRecord, draw_panel
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, events
from banli.trading.acts.common import free_room, moved, note, number, opened
from banli.trading.models import Room, RoomBooking, TradingProject
from banli.trading.permissions import GRANTS, TradingPermission
from banli.trading.rules.moves import why_not_enough
from banli.trading.rules.records import RoomRecord, SessionRecord, check_reason, check_session
from banli.trading.selectors.book import ROOMS, TOPIC, required_book
from banli.trading.selectors.projects import booking_of, panels
from banli.trading.selectors.rooms import find_room, overlapping
from banli.trading.states import BOOK, CANCEL, CHANGE, DRAW, HOLD, BookingState, TradingKind


@transaction.atomic
def book_session(
    *, project: str, record: SessionRecord, by: Actor, version: int | None = None
) -> RoomBooking:
    """Hold a room for the session of a project.

    :raises Invalid: where the room is held in a part of that time, or the day is too early, with the day it may be.
    """
    row = opened(project, by, BOOK, version)
    assert row.closes_on is not None
    room = room_called(record.room)
    begins, ends = check_session(record, row.closes_on, required_book(), clock.now(), clock.SHANGHAI)
    made = held(
        RoomBooking(
            public_id=number("CD"),
            room=room,
            project=row,
            purpose=row.title,
            begins_at=begins,
            ends_at=ends,
            state=str(BookingState.BOOKED),
            booked_by_id=by.id,
            recorded_at=clock.now(),
        )
    )
    note(row, BOOK, by, **told_of(made))
    return made


@transaction.atomic
def move_session(
    *, project: str, record: SessionRecord, by: Actor, version: int | None = None
) -> RoomBooking:
    """Move a session to another room or time, with the same rules; the old time is free at once."""
    row = opened(project, by, CHANGE, version)
    booking = booking_of(row)
    assert booking is not None
    assert row.closes_on is not None
    room = room_called(record.room)
    before = told_of(booking)
    moments = check_session(record, row.closes_on, required_book(), clock.now(), clock.SHANGHAI)
    booking.room, (booking.begins_at, booking.ends_at) = room, moments
    held(booking)
    note(row, CHANGE, by, **told_of(booking), before=before)
    return booking


@transaction.atomic
def cancel_session(*, project: str, reason: str, by: Actor, version: int | None = None) -> RoomBooking | None:
    """Give the room of a session back, with the reason; the project stays announced."""
    row = opened(project, by, CANCEL, version)
    freed = free_room(row, check_reason(reason))
    note(row, CANCEL, by, reason=reason.strip())
    return freed


@transaction.atomic
def book_room(*, record: RoomRecord, by: Actor) -> RoomBooking:
    """Hold a room for something else the hall does, such as the meeting of a consultation: one calendar for all.

    The same record twice is one booking.
    """
    GRANTS.require(by, TradingPermission.KEEP, department=by.department)
    again = RoomBooking.objects.filter(public_id=record.public_id).first() if record.public_id else None
    if again is not None:
        return again
    room, today = room_called(record.room), clock.today()
    begins, ends = check_session(record, today, required_book(), clock.now(), clock.SHANGHAI)
    made = held(
        RoomBooking(
            public_id=record.public_id or number("CD"),
            room=room,
            purpose=record.held_for,
            begins_at=begins,
            ends_at=ends,
            state=str(BookingState.BOOKED),
            booked_by_id=by.id,
            recorded_at=clock.now(),
        )
    )
    scope = by.department or ""
    append(topic=ROOMS, subject=made.public_id, name=BOOK.event, by=by, scope=scope, body=told_of(made))
    return made


@transaction.atomic
def cancel_room(*, booking: str, reason: str, by: Actor) -> RoomBooking:
    """Give a room back that was held for no project and no consultation, with the reason."""
    GRANTS.require(by, TradingPermission.KEEP, department=by.department)
    rows = RoomBooking.objects.select_for_update(of=("self",)).filter(
        project=None, public_id=booking, consultation=""
    )
    found = rows.first()
    if found is None:
        raise Missing(gettext_noop("There is no such booking."))
    if found.state != BookingState.BOOKED:
        raise Refused(gettext_noop("This booking was cancelled before."))
    found.state, found.reason = str(BookingState.CANCELLED), check_reason(reason)
    found.save(update_fields=["state", "reason"])
    body = {"reason": found.reason}
    append(topic=ROOMS, subject=booking, name=CANCEL.event, by=by, scope=by.department or "", body=body)
    return found


@transaction.atomic
def hold_session(*, project: str, bidders: int, by: Actor, version: int | None = None) -> TradingProject:
    """Note that the session was held, and how many took part.

    :raises Refused: where fewer took part than the law of its kind asks for: the project has failed then.
    """
    row = opened(project, by, HOLD, version)
    if error := why_not_enough(bidders, required_book().of(TradingKind(row.kind))):
        raise error
    row.bidders, row.held_at = bidders, clock.now()
    return moved(row, HOLD, by, "bidders", "held_at", bidders=bidders)


@transaction.atomic
def draw_experts(
    *,
    project: str,
    record: PanelRecord,
    by: Actor,
    requests: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Panel:
    """Draw a panel for a project by the draw of the expert pool; its seed is the digest of the project's latest event.

    Whoever tenders or sells is always among those whose people keep out. The same record twice is one panel.
    """
    row = opened(project, by, DRAW, version)
    drawn = {one.public_id: one for one in panels(row)}
    if record.public_id and record.public_id in drawn:
        return drawn[record.public_id]
    organisations = list(dict.fromkeys([row.party, *record.organisations]))
    told = {
        "topic": TOPIC,
        "subject": project,
        "department": row.department_id,
        "organisations": organisations,
    }
    latest = events(TOPIC, project)[-1]
    panel = draw_panel(
        record=record.model_copy(update=told),
        seed=bytes(latest.digest),
        seed_source=f"{project} #{latest.seq}",
        by=by,
        requests=requests,
    )
    note(row, DRAW, by, panel=panel.public_id)
    return panel


def room_called(key: str) -> Room:
    """The room of a form. Raises :class:`Invalid` at its field."""
    try:
        return find_room(key)
    except Missing as error:
        raise Invalid([Problem("room", error.message)]) from None


def held(booking: RoomBooking) -> RoomBooking:
    """Save the booking; two at once for one room and time: the database lets one of them through."""
    try:
        with transaction.atomic():
            booking.save()
    except IntegrityError:
        raise Invalid([_taken(booking.room, booking.begins_at, booking.ends_at)]) from None
    return booking


def _taken(room: Room, begins: datetime, ends: datetime) -> Problem:
    other = overlapping(room, begins, ends)
    if other is None:
        return Problem("room", gettext_noop("The room was booked a moment ago: look at the calendar again."))
    first, last = (at.astimezone(clock.SHANGHAI) for at in (other.begins_at, other.ends_at))
    told = (("purpose", other.purpose), ("term", f"{first:%Y-%m-%d %H:%M}–{last:%H:%M}"))
    return Problem("room", gettext_noop("The room is held for “%(purpose)s”, %(term)s."), told)


def told_of(booking: RoomBooking) -> dict[str, str]:
    """What the event says of a booking: room, begin and end."""
    first, last = (at.astimezone(clock.SHANGHAI) for at in (booking.begins_at, booking.ends_at))
    return {"room": booking.room.key, "begins": f"{first:%Y-%m-%d %H:%M}", "ends": f"{last:%Y-%m-%d %H:%M}"}
