"""Whether the call of a ticket that was made without a network stands, once it comes in. Pure."""

from __future__ import annotations

from enum import StrEnum

from banli.tickets.states import BEGIN, CALL, FINISH, TicketMove, TicketState

S = TicketState


class Stands(StrEnum):
    """What becomes of the call and of what followed it."""

    RECORDED = "recorded"
    CALLED = "called"
    """Another window called it meanwhile, and here nobody had come: that call stands."""
    SERVED = "served"
    """It was served by somebody with a network meanwhile: that stands."""
    LEFT = "left"
    """Its holder gave it back."""
    OVER = "over"
    """Its day is over, and here it was not finished."""
    BUSY = "busy"
    """Somebody else is at the window by now: it stays in line."""


def what_stands(state: TicketState, last: TicketMove, *, own: bool, busy: bool) -> Stands:
    """What becomes of a call made without a network.

    Whoever says that the holder was served had the holder in front of them: against that no call of another window
    stands, but a service that is on record does.

    :param state: of the ticket, now that the call comes in.
    :param last: what was done last without a network: called, missed, begun or finished.
    :param own: the ticket is on record at the window that sends.
    :param busy: another ticket is at that window now.
    """
    if state is S.LEFT:
        return Stands.LEFT
    if state is S.LAPSED and last is not FINISH:
        return Stands.OVER
    if state in (S.DONE, S.PARKED) or (state is S.SERVING and not own):
        return Stands.SERVED
    if state is S.CALLED and not own and last not in (BEGIN, FINISH):
        return Stands.CALLED
    if busy and last in (CALL, BEGIN):
        return Stands.BUSY
    return Stands.RECORDED
