"""The closed tables of ratings: grades, channels, the states of a rating, and who may move it.

GB/T 39734-2020 (政务服务“一次一评”“一事一评”工作规范) and 国办发〔2019〕51号: five grades, the last two are bad
(差评); each bad one is looked into, mended and answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from banli.kernel.text import Words


class Grade(IntEnum):
    """满意度 with its national code."""

    VERY_SATISFIED = 1
    SATISFIED = 2
    BASICALLY_SATISFIED = 3
    DISSATISFIED = 4
    VERY_DISSATISFIED = 5


GRADE_NAMES: dict[Grade, Words] = {
    Grade.VERY_SATISFIED: Words(zh="非常满意", en="very satisfied"),
    Grade.SATISFIED: Words(zh="满意", en="satisfied"),
    Grade.BASICALLY_SATISFIED: Words(zh="基本满意", en="basically satisfied"),
    Grade.DISSATISFIED: Words(zh="不满意", en="dissatisfied"),
    Grade.VERY_DISSATISFIED: Words(zh="非常不满意", en="very dissatisfied"),
}
BAD = frozenset({Grade.DISSATISFIED, Grade.VERY_DISSATISFIED})
"""差评."""


class RatingChannel(StrEnum):
    """Where it was given."""

    ONLINE = "online"
    """On the page of the case."""
    CODE = "code"
    """By the code on the receipt."""
    SCREEN = "screen"
    """At the second screen of a window."""
    REPORTED = "reported"
    """In another system, which reported it."""


CHANNEL_NAMES: dict[RatingChannel, Words] = {
    RatingChannel.ONLINE: Words(zh="网上", en="online"),
    RatingChannel.CODE: Words(zh="二维码", en="by code"),
    RatingChannel.SCREEN: Words(zh="窗口评价屏", en="at the window's screen"),
    RatingChannel.REPORTED: Words(zh="部门系统汇入", en="reported by another system"),
}


class RatingState(StrEnum):
    RECORDED = "recorded"
    """No bad one: it counts, nothing follows."""
    TO_CALL = "to_call"
    TO_MEND = "to_mend"
    APPEALED = "appealed"
    TO_REPLY = "to_reply"
    REPLIED = "replied"
    RATED_AGAIN = "rated_again"
    VOID = "void"
    """Deemed not valid: it stays on record and counts no more."""


class RatingOwner(StrEnum):
    """Whose turn it is."""

    RATER = "rater"
    CENTRE = "centre"
    DEPARTMENT = "department"
    NOBODY = "nobody"


OWNERS: dict[RatingState, RatingOwner] = {
    RatingState.RECORDED: RatingOwner.NOBODY,
    RatingState.TO_CALL: RatingOwner.CENTRE,
    RatingState.TO_MEND: RatingOwner.DEPARTMENT,
    RatingState.APPEALED: RatingOwner.CENTRE,
    RatingState.TO_REPLY: RatingOwner.CENTRE,
    RatingState.REPLIED: RatingOwner.RATER,
    RatingState.RATED_AGAIN: RatingOwner.NOBODY,
    RatingState.VOID: RatingOwner.NOBODY,
}
OPEN = (RatingState.TO_CALL, RatingState.TO_MEND, RatingState.APPEALED, RatingState.TO_REPLY)
"""Bad ones that somebody still has to do something about."""


@dataclass(frozen=True)
class RatingMove:
    """One act on a rating: from any of ``sources`` to ``target``, leaving ``event``."""

    act: str
    sources: tuple[RatingState, ...]
    target: RatingState
    event: str
    owner: RatingOwner


S, Owner = RatingState, RatingOwner
RATE_WELL = RatingMove("rate_well", (), S.RECORDED, "rated", Owner.RATER)
RATE_BADLY = RatingMove("rate_badly", (), S.TO_CALL, "rated", Owner.RATER)
CALL_BACK = RatingMove("call_back", (S.TO_CALL,), S.TO_MEND, "called_back", Owner.CENTRE)
MEND = RatingMove("mend", (S.TO_MEND,), S.TO_REPLY, "mended", Owner.DEPARTMENT)
APPEAL = RatingMove("appeal", (S.TO_MEND,), S.APPEALED, "appealed", Owner.DEPARTMENT)
REJECT_APPEAL = RatingMove("reject_appeal", (S.APPEALED,), S.TO_MEND, "appeal_rejected", Owner.CENTRE)
VOID = RatingMove("void", (S.APPEALED,), S.VOID, "voided", Owner.CENTRE)
REPLY = RatingMove("reply", (S.TO_REPLY,), S.REPLIED, "replied", Owner.CENTRE)
RATE_AGAIN = RatingMove("rate_again", (S.REPLIED,), S.RATED_AGAIN, "rated_again", Owner.RATER)
TRANSITIONS = (RATE_WELL, RATE_BADLY, CALL_BACK, MEND, APPEAL, REJECT_APPEAL, VOID, REPLY, RATE_AGAIN)
BY_ACT = {move.act: move for move in TRANSITIONS}
