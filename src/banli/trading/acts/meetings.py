"""Rooms for the meetings of consultations, in the one calendar of the rooms."""

from __future__ import annotations

from django.db import transaction

from banli.consultations.service import GRANTS as CONSULTATION_GRANTS
from banli.consultations.service import TOPIC as CONSULTATION
from banli.consultations.service import Consultation, ConsultationPermission, find_consultation
from banli.consultations.states import ConsultationState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.trading.acts.common import number
from banli.trading.acts.sessions import held, room_called, told_of
from banli.trading.models import RoomBooking
from banli.trading.rules.records import SessionRecord, check_reason, check_session
from banli.trading.selectors.book import ROOMS, required_book
from banli.trading.selectors.rooms import meeting_room
from banli.trading.states import BOOK, CANCEL, BookingState


@transaction.atomic
def book_meeting_room(
    *, consultation: str, record: SessionRecord, by: Actor, version: int | None = None
) -> RoomBooking:
    """Hold a room for the meeting of a consultation; whoever asked for it books.

    :raises Invalid: where the room is held in a part of that time, for whatever it is.
    :raises Refused: where the consultation has ended, or a room is held for its meeting already.
    """
    row = _asked(consultation, by, version)
    if row.state != ConsultationState.ASKED:
        raise Refused(gettext_noop("The consultation has ended: no room is booked for it."))
    if meeting_room(consultation) is not None:
        raise Refused(gettext_noop("A room is booked for its meeting already: give that one back first."))
    begins, ends = check_session(record, clock.today(), required_book(), clock.now(), clock.SHANGHAI)
    made = held(
        RoomBooking(
            public_id=number("CD"),
            room=room_called(record.room),
            consultation=consultation,
            purpose=row.matter,
            begins_at=begins,
            ends_at=ends,
            state=str(BookingState.BOOKED),
            booked_by_id=by.id,
            recorded_at=clock.now(),
        )
    )
    _note(made, BOOK.event, by, **told_of(made))
    return made


@transaction.atomic
def cancel_meeting_room(
    *, consultation: str, reason: str, by: Actor, version: int | None = None
) -> RoomBooking:
    """Give the room of a consultation's meeting back, with the reason; also once the consultation has ended."""
    _asked(consultation, by, version)
    found = meeting_room(consultation)
    if found is None:
        raise Refused(gettext_noop("No room is booked for its meeting."))
    found.state, found.reason = str(BookingState.CANCELLED), check_reason(reason)
    found.save(update_fields=["state", "reason"])
    _note(found, CANCEL.event, by, reason=found.reason)
    return found


def _asked(consultation: str, by: Actor, version: int | None) -> Consultation:
    """The consultation, locked, where ``by`` is of the department that asked."""
    seen = find_consultation(consultation, by)
    CONSULTATION_GRANTS.require(by, ConsultationPermission.ASK, department=seen.department_id)
    Consultation.objects.select_for_update().get(pk=seen.pk)
    check_unchanged(topic=CONSULTATION, subject=consultation, version=version)
    return find_consultation(consultation, by)


def _note(booking: RoomBooking, event: str, by: Actor, **body: str) -> None:
    told = {**body, "consultation": booking.consultation}
    append(topic=ROOMS, subject=booking.public_id, name=event, by=by, scope=by.department or "", body=told)
