"""The closed tables of expert review: where a seat stands, why somebody is not drawn, what an expert may say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class SeatState(StrEnum):
    """Where a drawn expert stands."""

    SITTING = "sitting"
    STANDBY = "standby"
    """递补: moves up in drawn order when somebody leaves."""
    DECLINED = "declined"
    """Could not or would not take part."""
    RECUSED = "recused"
    """回避: must not take part, found after the draw."""


SEAT_NAMES: dict[SeatState, Words] = {
    SeatState.SITTING: Words(zh="参加评审", en="on the panel"),
    SeatState.STANDBY: Words(zh="递补人选", en="stand-in"),
    SeatState.DECLINED: Words(zh="不能参加", en="declined"),
    SeatState.RECUSED: Words(zh="已回避", en="recused"),
}


@dataclass(frozen=True)
class Transition:
    """One act on a seat: from any of ``sources`` to ``target``, leaving ``event``."""

    act: str
    sources: tuple[SeatState, ...]
    target: SeatState
    event: str


DRAW = Transition("draw_panel", (), SeatState.SITTING, "panel_drawn")
DECLINE = Transition("decline", (SeatState.SITTING, SeatState.STANDBY), SeatState.DECLINED, "expert_declined")
RECUSE = Transition("recuse", (SeatState.SITTING, SeatState.STANDBY), SeatState.RECUSED, "expert_recused")
MOVE_UP = Transition("move_up", (SeatState.STANDBY,), SeatState.SITTING, "stand_in_seated")

TRANSITIONS: tuple[Transition, ...] = (DRAW, DECLINE, RECUSE, MOVE_UP)


class ExclusionGround(StrEnum):
    """Why an expert of the field was not drawn, in the order in which it is asked."""

    SUSPENDED = "suspended_expert"
    OWN_REQUEST = "own_request"
    EARLIER_WORK = "earlier_work"
    EMPLOYER = "employer"
    INTEREST = "interest"
    KINSHIP = "kinship"
    SAME_EMPLOYER = "same_employer"
    """Another expert of the same employer was drawn before."""


EXCLUSION_NAMES: dict[ExclusionGround, Words] = {
    ExclusionGround.SUSPENDED: Words(zh="已暂停参加评审", en="suspended"),
    ExclusionGround.OWN_REQUEST: Words(zh="本人申请回避", en="at the expert's own request"),
    ExclusionGround.EARLIER_WORK: Words(zh="曾参与本事项的评审", en="worked on this matter before"),
    ExclusionGround.EMPLOYER: Words(
        zh="任职于申请人或者其关联单位", en="employed by the applicant or an affiliate"
    ),
    ExclusionGround.INTEREST: Words(
        zh="与申请人或者其关联单位有利害关系", en="has an interest in the applicant or an affiliate"
    ),
    ExclusionGround.KINSHIP: Words(
        zh="本人或者近亲属是申请人的法定代表人、代理人或者主要人员",
        en="is, or is kin of, the legal representative, the agent or an officer",
    ),
    ExclusionGround.SAME_EMPLOYER: Words(
        zh="同一单位已有专家被抽取", en="another expert of the same employer was drawn"
    ),
}


class Verdict(StrEnum):
    """What one expert says."""

    AGREES = "agrees"
    AGREES_WITH_CONDITIONS = "agrees_with_conditions"
    DISAGREES = "disagrees"


VERDICT_NAMES: dict[Verdict, Words] = {
    Verdict.AGREES: Words(zh="同意", en="agrees"),
    Verdict.AGREES_WITH_CONDITIONS: Words(zh="有条件同意", en="agrees with conditions"),
    Verdict.DISAGREES: Words(zh="不同意", en="does not agree"),
}


class Outcome(StrEnum):
    """What the panel says by the majority of its members."""

    FOR = "panel_for"
    FOR_WITH_CONDITIONS = "panel_for_with_conditions"
    AGAINST = "panel_against"
    DIVIDED = "panel_divided"
    """Neither side has more than half."""


OUTCOME_NAMES: dict[Outcome, Words] = {
    Outcome.FOR: Words(zh="专家组同意", en="the panel agrees"),
    Outcome.FOR_WITH_CONDITIONS: Words(zh="专家组有条件同意", en="the panel agrees with conditions"),
    Outcome.AGAINST: Words(zh="专家组不同意", en="the panel does not agree"),
    Outcome.DIVIDED: Words(zh="未形成多数意见", en="no majority"),
}


class PanelState(StrEnum):
    """Where a panel stands; read from its seats and opinions."""

    WAITING = "waiting_for_opinions"
    READY = "ready_to_conclude"
    SHORT = "short_of_experts"
    """A member left and no stand-in is left: another panel must be drawn."""
    CONCLUDED = "concluded"


PANEL_NAMES: dict[PanelState, Words] = {
    PanelState.WAITING: Words(zh="等待专家意见", en="waiting for opinions"),
    PanelState.READY: Words(zh="可以形成结论", en="ready to conclude"),
    PanelState.SHORT: Words(zh="人数不足，须重新抽取", en="short of experts: draw again"),
    PanelState.CONCLUDED: Words(zh="已形成结论", en="concluded"),
}
