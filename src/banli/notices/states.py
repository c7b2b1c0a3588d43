"""Which events the applicant of a case and the holder of a certificate are told of, and how a message is sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TOLD: frozenset[str] = frozenset(
    {
        "correction_asked",
        "accepted",
        "deemed_accepted",
        "not_accepted",
        "not_required",
        "paused",
        "resumed",
        "extended",
        "refusal_told",
        "hearing_called",
        "hearing_held",
        "promise_broken",
        "forwarded",
        "answer_awaited",
        "answered",
        "granted",
        "refused",
        "certificate_issued",
        "delivered",
        "revoked",
        "terminated",
        "voided",
        "closed_with_item",
        "recounted",
    }
)

ENDS: frozenset[str] = frozenset(
    {
        "answered",
        "not_accepted",
        "forwarded",
        "granted",
        "refused",
        "terminated",
        "voided",
        "closed_with_item",
    }
)
"""These happen to a case once. One that is said again, because its days could only be counted later, is no news."""
TOLD_OF_CERTIFICATES: frozenset[str] = frozenset(
    {"reminded", "suspended", "restored", "revoked", "withdrawn", "cancelled", "replaced", "deemed_renewed"}
)
TOLD_OF_CREDIT: frozenset[str] = frozenset({"ban_proposed", "ban_confirmed", "ban_dismissed"})
"""Of a proposed ban; the subject of these is the proposal."""
TOLD_OF_RATINGS: frozenset[str] = frozenset({"replied"})
"""Whoever rated badly is told what was mended."""
TOLD_OF_SUGGESTIONS: frozenset[str] = frozenset({"suggestion_answered", "suggestion_set_aside"})
"""Whoever left a number reads that it was answered."""
TOLD_OF_APPOINTMENTS: frozenset[str] = frozenset({"called_off"})
"""Whoever has an appointment is told that the hall calls it off; what they do themselves they know."""
TOLD_BY_TOPIC = {
    "case": TOLD,
    "certificate": TOLD_OF_CERTIFICATES,
    "credit": TOLD_OF_CREDIT,
    "rating": TOLD_OF_RATINGS,
    "suggestion": TOLD_OF_SUGGESTIONS,
    "booking": TOLD_OF_APPOINTMENTS,
}


class Channel(StrEnum):
    """By what a message reaches its reader."""

    SITE = "site"
    """The platform itself: among the own cases, and with the case."""
    SMS = "sms"
    MAIL = "mail"


class DispatchState(StrEnum):
    """Where one message stands on one channel."""

    WAITING = "waiting"
    HELD = "held"
    """Waits for the morning."""
    SENDING = "sending"
    """A job has taken it; one that was killed over it leaves it to the next after a few minutes."""
    SENT = "sent"
    """The channel took it."""
    DELIVERED = "delivered"
    """The channel says that it reached its reader."""
    FAILED = "failed"
    """The channel refused it, or says that it did not arrive."""
    GIVEN_UP = "given_up"
    """The channel was silent for too long."""


TO_SEND: tuple[DispatchState, ...] = (DispatchState.WAITING, DispatchState.HELD, DispatchState.SENDING)
"""What a job takes once it is due; of those being sent, what a killed job left."""
AGAIN: tuple[DispatchState, ...] = (DispatchState.SENT, DispatchState.FAILED, DispatchState.GIVEN_UP)
"""What an officer may send once more."""


@dataclass(frozen=True)
class DispatchMove:
    """What happens to a dispatch: from any of ``sources`` to ``target``."""

    act: str
    sources: tuple[DispatchState, ...]
    target: DispatchState


_D = DispatchState
MOVES: tuple[DispatchMove, ...] = (
    DispatchMove("take", TO_SEND, _D.SENDING),
    DispatchMove("put_back", (_D.SENDING,), _D.WAITING),
    DispatchMove("hold", (_D.SENDING,), _D.HELD),
    DispatchMove("note_sent", (_D.SENDING,), _D.SENT),
    DispatchMove("note_refused", (_D.SENDING,), _D.FAILED),
    DispatchMove("give_up", (_D.SENDING,), _D.GIVEN_UP),
    DispatchMove("give_up_closed", TO_SEND, _D.GIVEN_UP),
    DispatchMove("report_delivered", (_D.SENDING, _D.WAITING, _D.SENT, _D.GIVEN_UP), _D.DELIVERED),
    DispatchMove("report_failed", (_D.SENDING, _D.WAITING, _D.SENT), _D.FAILED),
)
"""Each move of a dispatch. A report may come before the answer of the gateway is written down."""
MOVE = {move.act: move for move in MOVES}
