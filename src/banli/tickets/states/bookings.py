"""The closed table of appointments (预约): states, whose turn it is, and every move.

A booking is a seat in a slot of a line. Its holder comes within the window of time that the pack says and gets a
ticket; who does not come has missed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BookingState(StrEnum):
    BOOKED = "booked"
    ARRIVED = "arrived"
    """Its holder came and has a ticket; from here on the ticket tells."""
    CANCELLED = "cancelled"
    """Given back by its holder."""
    CALLED_OFF = "called_off"
    """The hall closed its slot, with a reason."""
    NO_SHOW = "no_show"
    """Nobody came (爽约)."""


class BookingOwner(StrEnum):
    """Whose turn it is."""

    HOLDER = "holder"
    HALL = "hall"
    PLATFORM = "platform"
    NOBODY = "nobody"


OWNERS: dict[BookingState, BookingOwner] = {
    BookingState.BOOKED: BookingOwner.HOLDER,
    BookingState.ARRIVED: BookingOwner.NOBODY,
    BookingState.CANCELLED: BookingOwner.NOBODY,
    BookingState.CALLED_OFF: BookingOwner.NOBODY,
    BookingState.NO_SHOW: BookingOwner.NOBODY,
}


@dataclass(frozen=True)
class BookingMove:
    """One act on a booking: from any of ``sources`` to ``target``, leaving ``event``."""

    act: str
    sources: tuple[BookingState, ...]
    target: BookingState
    event: str
    owner: BookingOwner


S, Owner = BookingState, BookingOwner
BOOK = BookingMove("book", (), S.BOOKED, "booked", Owner.HOLDER)
REBOOK = BookingMove("rebook", (S.BOOKED,), S.BOOKED, "rebooked", Owner.HOLDER)
CANCEL = BookingMove("cancel", (S.BOOKED,), S.CANCELLED, "cancelled", Owner.HOLDER)
ARRIVE = BookingMove("arrive", (S.BOOKED, S.ARRIVED), S.ARRIVED, "arrived", Owner.HOLDER)
"""A second time only where the first ticket lapsed in nobody's hand."""
CALL_OFF = BookingMove("call_off", (S.BOOKED,), S.CALLED_OFF, "called_off", Owner.HALL)
NOT_COME = BookingMove("not_come", (S.BOOKED,), S.NO_SHOW, "no_show", Owner.PLATFORM)
TRANSITIONS = (BOOK, REBOOK, CANCEL, ARRIVE, CALL_OFF, NOT_COME)
BY_EVENT = {move.event: move for move in TRANSITIONS}
HELD = (S.BOOKED, S.ARRIVED)
"""A seat in one of these states is nobody else's."""
