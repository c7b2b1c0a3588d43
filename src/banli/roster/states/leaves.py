"""The closed table of leave (请假): where a request stands, each act, whose act it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class LeaveState(StrEnum):
    """Where a leave stands. That it is over is a moment and no state: nobody has to do anything for it."""

    ASKED = "leave_asked"
    GRANTED = "leave_granted"
    REFUSED = "leave_refused"
    WITHDRAWN = "leave_withdrawn"


STATE_NAMES: dict[LeaveState, Words] = {
    LeaveState.ASKED: Words(zh="待批准", en="to be decided"),
    LeaveState.GRANTED: Words(zh="已批准", en="granted"),
    LeaveState.REFUSED: Words(zh="未批准", en="refused"),
    LeaveState.WITHDRAWN: Words(zh="已撤回", en="withdrawn"),
}
STANDING = (LeaveState.ASKED, LeaveState.GRANTED)
"""Days of these belong to nobody else's request of the same person."""


class LeaveOwner(StrEnum):
    """Whose turn it is."""

    PERSON = "person"
    HEAD = "head"
    """The head of the window: an approver of the department, or the hall's manager."""
    NOBODY = "nobody"


OWNERS: dict[LeaveState, LeaveOwner] = {
    LeaveState.ASKED: LeaveOwner.HEAD,
    LeaveState.GRANTED: LeaveOwner.NOBODY,
    LeaveState.REFUSED: LeaveOwner.NOBODY,
    LeaveState.WITHDRAWN: LeaveOwner.NOBODY,
}


@dataclass(frozen=True)
class LeaveMove:
    """One act: from any of ``sources`` to ``target`` (None: the state stays), leaving ``event``."""

    act: str
    sources: tuple[LeaveState, ...]
    target: LeaveState | None
    event: str
    owner: LeaveOwner


S, O = LeaveState, LeaveOwner  # noqa: E741
ASK = LeaveMove("ask", (), S.ASKED, "leave_asked", O.PERSON)
GRANT = LeaveMove("grant", (S.ASKED,), S.GRANTED, "leave_granted", O.HEAD)
REFUSE = LeaveMove("refuse", (S.ASKED,), S.REFUSED, "leave_refused", O.HEAD)
WITHDRAW = LeaveMove("withdraw", (S.ASKED, S.GRANTED), S.WITHDRAWN, "leave_withdrawn", O.PERSON)
COME_BACK = LeaveMove("come_back", (S.GRANTED,), None, "leave_ended_early", O.PERSON)
CHANGE_OFFICER = LeaveMove("change_officer", (S.ASKED, S.GRANTED), None, "leave_officer_changed", O.HEAD)
TRANSITIONS = (ASK, GRANT, REFUSE, WITHDRAW, COME_BACK, CHANGE_OFFICER)
