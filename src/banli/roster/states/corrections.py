"""The closed tables of attendance: what a shift came to, and where a correction of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class Standing(StrEnum):
    """What a shift came to, by the pure rule against the roster."""

    TO_COME = "shift_to_come"
    AWAITED = "person_awaited"
    """It has begun, and the person has not been seen yet."""
    PRESENT = "person_present"
    """Came in time; the shift runs."""
    ON_TIME = "person_on_time"
    LATE = "person_late"
    EARLY = "person_left_early"
    ABSENT = "person_absent"
    ON_LEAVE = "person_on_leave"
    UNKNOWN = "attendance_unknown"
    """The record of sign-ins of that day is gone, and no terminal and no correction says anything."""


STANDING_NAMES: dict[Standing, Words] = {
    Standing.TO_COME: Words(zh="未开始", en="to come"),
    Standing.AWAITED: Words(zh="未到岗", en="not here yet"),
    Standing.PRESENT: Words(zh="在岗", en="here"),
    Standing.ON_TIME: Words(zh="正常", en="in time"),
    Standing.LATE: Words(zh="迟到", en="late"),
    Standing.EARLY: Words(zh="早退", en="left early"),
    Standing.ABSENT: Words(zh="缺勤", en="absent"),
    Standing.ON_LEAVE: Words(zh="请假", en="on leave"),
    Standing.UNKNOWN: Words(zh="无记录", en="not known"),
}


class Seen(StrEnum):
    """How it is known when somebody came and left."""

    TERMINAL = "by_terminal"
    SIGN_IN = "by_sign_in"
    CORRECTION = "by_correction"


SEEN_NAMES: dict[Seen, Words] = {
    Seen.TERMINAL: Words(zh="考勤机", en="terminal"),
    Seen.SIGN_IN: Words(zh="当日首次登录", en="first sign-in of the day"),
    Seen.CORRECTION: Words(zh="更正", en="correction"),
}


class CorrectionState(StrEnum):
    """Where a correction stands."""

    ASKED = "correction_asked"
    GRANTED = "correction_granted"
    REFUSED = "correction_refused"


STATE_NAMES: dict[CorrectionState, Words] = {
    CorrectionState.ASKED: Words(zh="待审批", en="to be decided"),
    CorrectionState.GRANTED: Words(zh="已更正", en="granted"),
    CorrectionState.REFUSED: Words(zh="不予更正", en="refused"),
}


@dataclass(frozen=True)
class CorrectionMove:
    """One act: from any of ``sources`` to ``target``, leaving ``event``; ``owner`` says whose act it is."""

    act: str
    sources: tuple[CorrectionState, ...]
    target: CorrectionState
    event: str
    owner: str


ASK = CorrectionMove("ask_correction", (), CorrectionState.ASKED, "correction_asked", "person")
GRANT = CorrectionMove(
    "grant_correction", (CorrectionState.ASKED,), CorrectionState.GRANTED, "correction_granted", "head"
)
REFUSE = CorrectionMove(
    "refuse_correction", (CorrectionState.ASKED,), CorrectionState.REFUSED, "correction_refused", "head"
)
TRANSITIONS = (ASK, GRANT, REFUSE)
