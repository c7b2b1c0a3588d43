"""An appointment is made, moved, cancelled, kept or missed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import connection, transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Missing, Problem, Refused
from banli.kernel.errors import Invalid as Wrong
from banli.kernel.printable import fault
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import normal_code
from banli.ledger.service import append
from banli.notices.service import mail_of, mobile_of
from banli.tickets.acts.drawing import drawn, random_code
from banli.tickets.models import Booking
from banli.tickets.permissions import GRANTS, TicketPermission, may_book
from banli.tickets.rules.moves import checked
from banli.tickets.rules.plan import Plan, Service
from banli.tickets.rules.slots import (
    HELD_ALREADY,
    NO_SLOT,
    Slot,
    free_seat,
    why_not_arrive,
    why_not_book,
    why_not_booking,
    why_not_rebook,
)
from banli.tickets.selectors.bookings import (
    NO_BOOKING,
    TOPIC,
    booking_of,
    has_lost_ticket,
    not_come,
    offered,
    to_come,
    why_not_holder,
)
from banli.tickets.selectors.plan import plan
from banli.tickets.states import Lane, TicketChannel
from banli.tickets.states.bookings import (
    ARRIVE,
    BOOK,
    CANCEL,
    HELD,
    NOT_COME,
    REBOOK,
    BookingMove,
    BookingState,
)

CHOOSE = gettext_noop("Please choose a time.")


@transaction.atomic
def book(
    *,
    by: Actor,
    service: str,
    day: date | None,
    begins: time | None,
    group: str = "",
    holder: str = "",
    contact: str = "",
) -> Booking:
    """Book a seat in the slot of ``service`` that begins then.

    :param holder: whom it is kept for (:func:`holder_of`); they have one appointment to come in each line, and none
        while they missed too many.
    :param contact: a mobile number or an e-mail address that is told where the hall calls it off; '' for none.
    :raises Refused: where the slot is closed, over or booked out, or the holder may not.
    :raises Invalid: at the place of what there is not.
    """
    found = plan()
    line, first = checked(found, service, group)
    told = reached_by(contact)
    if day is None or begins is None:
        raise Wrong([Problem("slot", CHOOSE)])
    hold_slots(line.key, day)
    if error := why_not_holder(holder):
        raise error
    if to_come(holder, line.key):
        raise Refused(HELD_ALREADY)
    slot = _open_slot(found, line, day, begins)
    booking = Booking.objects.create(
        day=day,
        begins=slot.begins,
        ends=slot.ends,
        service=line.key,
        seat=_seat(line, day, begins),
        group=first.key if first else "",
        code=random_code(),
        holder=holder,
        contact=told,
        state=BookingState.BOOKED,
        made_at=clock.now(),
    )
    _noted(booking, BOOK, by, _when(booking))
    return booking


def reached_by(contact: str) -> str:
    """The mobile number or address as it is sent to; '' for none. Raises :class:`Invalid` for what is neither."""
    if unprintable := fault(contact, lines=False):
        raise Wrong([unprintable.at("contact")])
    found = mobile_of(contact) or mail_of(contact)
    if contact.strip() and not found:
        wrong = gettext_noop("Please give a mobile number or an e-mail address, or leave it empty.")
        raise Wrong([Problem("contact", wrong)])
    return found


def forget_contacts(*, by: Actor, before: datetime) -> int:
    """Remove what was left for appointments of days before ``before``; how many it was."""
    GRANTS.require(by, TicketPermission.RUN)
    rows = Booking.objects.filter(day__lt=before.astimezone(clock.SHANGHAI).date()).exclude(contact="")
    return rows.update(contact="")


@transaction.atomic
def rebook(*, by: Actor, code: str, day: date | None, begins: time | None) -> Booking:
    """Move an appointment to another slot of the same line; the seat it had is free."""
    if day is not None:
        # Before its row: whoever closes slots holds them first and asks for the rows then.
        hold_slots(booking_of(code).service, day)
    booking, found = booking_held(code), plan()
    line = found.service(booking.service)
    if error := why_not_booking(REBOOK, booking.state) or why_not_rebook(booking.moves, found.appointments):
        raise error
    if line is None:
        raise Refused(NO_SLOT)
    if day is None or begins is None:
        raise Wrong([Problem("slot", CHOOSE)])
    if (day, begins) == (booking.day, booking.begins):
        return booking
    slot = _open_slot(found, line, day, begins)
    values = {"day": day, "begins": slot.begins, "ends": slot.ends, "seat": _seat(line, day, begins)}
    return changed(booking, REBOOK, by, None, holder=True, **values, moves=booking.moves + 1)


@transaction.atomic
def cancel(*, by: Actor, code: str) -> Booking:
    """Give an appointment back; its seat is free. It counts as nothing missed."""
    return changed(booking_held(code), CANCEL, by, {}, holder=True, ended_at=clock.now())


@transaction.atomic
def arrive(*, by: Actor, code: str, channel: TicketChannel = TicketChannel.PHONE) -> Booking:
    """Let the holder in who came in time: a ticket is drawn, called after priority groups and before ordinary ones.

    A second time the same ticket is shown, unless it lapsed in nobody's hand.
    """
    booking, found = booking_held(code), plan()
    if booking.state == BookingState.ARRIVED and not has_lost_ticket(booking):
        return booking
    if error := why_not_booking(ARRIVE, booking.state):
        raise error
    if error := why_not_arrive(booking.day, booking.begins, clock.now(), found.appointments):
        raise error
    line = found.service(booking.service)
    if line is None:
        raise Refused(NO_SLOT)
    first = found.group(booking.group) if booking.group else None
    ticket = drawn(line, first, Lane.PRIORITY if first else Lane.BOOKED, channel, by)
    body = {"ticket": ticket.subject}
    return changed(booking, ARRIVE, by, body, holder=True, ticket=ticket, ended_at=clock.now())


def miss_bookings(*, by: Actor) -> int:
    """Write down whose holders did not come in time, each in its own transaction; how many."""
    GRANTS.require(by, TicketPermission.RUN)
    return sum(_missed(key, by) for key in not_come())


@transaction.atomic
def _missed(key: int, by: Actor) -> bool:
    booking = Booking.objects.select_for_update().filter(pk=key, state=BookingState.BOOKED).first()
    if booking is None or key not in not_come():
        return False
    changed(booking, NOT_COME, by, {}, ended_at=clock.now())
    return True


def hold_slots(service: str, day: date) -> None:
    """Whoever books or closes slots of this line and day waits until the one before is done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('banli.tickets.book'), hashtext(%s))",
            [f"{service} {day.isoformat()}"],
        )


def _open_slot(found: Plan, line: Service, day: date, begins: time) -> Slot:
    """The slot, which can be booked now. Raises :class:`Refused`."""
    days = {one.day: one for one in offered(line, found)}
    there = days[day].slots if day in days else ()
    slot = next((one for one, _why in there if one.begins == begins), None)
    if error := why_not_book(slot, day, clock.now(), found.appointments):
        raise error
    assert slot is not None
    return slot


def _seat(line: Service, day: date, begins: time) -> int:
    rows = Booking.objects.filter(service=line.key, day=day, begins=begins, state__in=HELD)
    return free_seat(set(rows.values_list("seat", flat=True)))


def booking_held(code: str) -> Booking:
    """The appointment of a code, locked until the act ends. Raises :class:`Missing`."""
    found = Booking.objects.select_for_update().filter(code=normal_code(code)).first()
    if found is None:
        raise Missing(NO_BOOKING)
    return found


def changed(
    booking: Booking,
    move: BookingMove,
    by: Actor,
    body: Mapping[str, Any] | None,
    *,
    holder: bool = False,
    **values: Any,
) -> Booking:
    """The appointment after ``move``, with ``values`` in its row; ``body`` None: its event says when it is now.

    :raises Denied: where it is not the actor's act.
    :raises Refused: where its state has no such move.
    """
    if not may_book(by, move, holder=holder):
        raise Denied(gettext_noop("You are not allowed to do this."))
    if error := why_not_booking(move, booking.state):
        raise error
    values = {**values, "state": move.target}
    for name, value in values.items():
        setattr(booking, name, value)
    booking.save(update_fields=list(values))
    _noted(booking, move, by, _when(booking) if body is None else body)
    return booking


def _when(booking: Booking) -> dict[str, str]:
    return {
        "service": booking.service,
        "day": booking.day.isoformat(),
        "begins": booking.begins.isoformat("minutes"),
    }


def _noted(booking: Booking, move: BookingMove, by: Actor, body: Mapping[str, Any]) -> None:
    append(topic=TOPIC, subject=booking.subject, name=move.event, by=by, body=dict(body))
