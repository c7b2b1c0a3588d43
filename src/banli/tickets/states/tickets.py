"""The closed tables of the queue: states of a ticket, whose turn it is, lanes, and every move.

A ticket counts when its holder has it: one that no printer and no phone took lapses and is never called.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class TicketState(StrEnum):
    DRAWN = "drawn"
    """Made, and not yet in anybody's hand."""
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    """Sent away for a copy or a form and expected back at the same window (暂挂)."""
    MISSED = "missed"
    """Called and not come (过号)."""
    DONE = "done"
    LEFT = "left"
    """Given back by its holder."""
    LAPSED = "lapsed"
    """Its day ended, or nobody took it."""


class TicketOwner(StrEnum):
    """Whose turn it is."""

    HOLDER = "holder"
    WINDOW = "window"
    PLATFORM = "platform"
    NOBODY = "nobody"


OWNERS: dict[TicketState, TicketOwner] = {
    TicketState.DRAWN: TicketOwner.HOLDER,
    TicketState.WAITING: TicketOwner.WINDOW,
    TicketState.CALLED: TicketOwner.HOLDER,
    TicketState.SERVING: TicketOwner.WINDOW,
    TicketState.PARKED: TicketOwner.HOLDER,
    TicketState.MISSED: TicketOwner.HOLDER,
    TicketState.DONE: TicketOwner.NOBODY,
    TicketState.LEFT: TicketOwner.NOBODY,
    TicketState.LAPSED: TicketOwner.NOBODY,
}


class Lane(StrEnum):
    """In which order a ticket is called."""

    PRIORITY = "priority"
    """A group that law or the province lets go first."""
    BOOKED = "booked"
    """Somebody who made an appointment and came in its time."""
    ORDINARY = "ordinary"


class TicketChannel(StrEnum):
    KIOSK = "kiosk"
    PHONE = "phone"
    COUNTER = "counter"


CHANNEL_NAMES: dict[TicketChannel, Words] = {
    TicketChannel.KIOSK: Words(zh="取号机", en="kiosk"),
    TicketChannel.PHONE: Words(zh="手机", en="phone"),
    TicketChannel.COUNTER: Words(zh="咨询台", en="information desk"),
}


@dataclass(frozen=True)
class TicketMove:
    """One act on a ticket: from any of ``sources`` to ``target`` (None: the state stays), leaving ``event``."""

    act: str
    sources: tuple[TicketState, ...]
    target: TicketState | None
    event: str
    owner: TicketOwner
    also: tuple[TicketOwner, ...] = ()


S, Owner = TicketState, TicketOwner
DRAW = TicketMove("draw", (), S.DRAWN, "drawn", Owner.HOLDER, (Owner.WINDOW,))
TAKE = TicketMove("take", (S.DRAWN,), S.WAITING, "taken", Owner.HOLDER)
CALL = TicketMove("call", (S.WAITING, S.MISSED), S.CALLED, "called", Owner.WINDOW)
CALL_LATE = TicketMove(
    "call_late", (S.WAITING, S.MISSED, S.CALLED, S.LAPSED), S.CALLED, "called_late", Owner.WINDOW
)
"""A ticket that others drew was called at a window without a network, and the call came in afterwards."""
RECALL = TicketMove("recall", (S.CALLED,), None, "recalled", Owner.WINDOW)
BEGIN = TicketMove("begin", (S.CALLED,), S.SERVING, "begun", Owner.WINDOW)
MISS = TicketMove("miss", (S.CALLED,), S.MISSED, "missed", Owner.WINDOW)
REJOIN = TicketMove("rejoin", (S.MISSED,), S.WAITING, "rejoined", Owner.HOLDER, (Owner.WINDOW,))
PARK = TicketMove("park", (S.SERVING,), S.PARKED, "parked", Owner.WINDOW)
RESUME = TicketMove("resume", (S.PARKED,), S.SERVING, "resumed", Owner.WINDOW)
TRANSFER = TicketMove("transfer", (S.CALLED, S.SERVING), S.WAITING, "transferred", Owner.WINDOW)
NEXT_MATTER = TicketMove("next_matter", (S.SERVING,), None, "next_matter", Owner.WINDOW)
HANDLE = TicketMove("handle", (S.SERVING,), None, "handled", Owner.WINDOW)
"""A case was taken in or handled for its holder."""
HANDLE_LATE = TicketMove(
    "handle_late",
    (S.WAITING, S.CALLED, S.SERVING, S.PARKED, S.MISSED, S.DONE, S.LEFT, S.LAPSED),
    None,
    "handled_late",
    Owner.WINDOW,
)
"""A case that was taken in for its holder without a network came in, whatever became of the ticket since."""
FINISH = TicketMove("finish", (S.SERVING,), S.DONE, "finished", Owner.WINDOW)
LEAVE = TicketMove(
    "leave", (S.DRAWN, S.WAITING, S.MISSED, S.PARKED), S.LEFT, "left", Owner.HOLDER, (Owner.WINDOW,)
)
LAPSE = TicketMove(
    "lapse",
    (S.DRAWN, S.WAITING, S.CALLED, S.SERVING, S.PARKED, S.MISSED),
    S.LAPSED,
    "lapsed",
    Owner.PLATFORM,
)
TRANSITIONS = (
    *(
        DRAW,
        TAKE,
        CALL,
        CALL_LATE,
        RECALL,
        BEGIN,
        MISS,
        REJOIN,
        PARK,
        RESUME,
        TRANSFER,
        NEXT_MATTER,
        HANDLE,
        HANDLE_LATE,
        FINISH,
        LEAVE,
        LAPSE,
    ),
)
BY_ACT = {move.act: move for move in TRANSITIONS}
BY_EVENT = {move.event: move for move in TRANSITIONS}
OPEN = tuple(state for state, owner in OWNERS.items() if owner is not Owner.NOBODY)
AHEAD = (S.WAITING,)
"""Who stands in line; a ticket that nobody took does not."""
AT_WINDOW = (S.CALLED, S.SERVING)
"""A window has one such ticket at most."""
