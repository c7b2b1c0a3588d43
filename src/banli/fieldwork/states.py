"""The life of an activity: most are done when recorded, a talk is followed up on an agreed day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class ActivityState(StrEnum):
    """Where an activity stands."""

    AWAITING = "awaiting"
    """待回访: a day of follow-up was agreed."""
    DONE = "done"
    """已完成."""


STATE_NAMES: dict[ActivityState, Words] = {
    ActivityState.AWAITING: Words(zh="待回访", en="to be followed up"),
    ActivityState.DONE: Words(zh="已完成", en="done"),
}


class ActivityOwner(StrEnum):
    """Whose turn it is."""

    DEPARTMENT = "department"
    PLATFORM = "platform"
    NOBODY = "nobody"


OWNERS: dict[ActivityState, ActivityOwner] = {
    ActivityState.AWAITING: ActivityOwner.DEPARTMENT,
    ActivityState.DONE: ActivityOwner.NOBODY,
}


@dataclass(frozen=True)
class Transition:
    """One act: from any of ``sources`` to ``target``, leaving ``event``; ``owner`` is whose act it is."""

    act: str
    sources: tuple[ActivityState, ...]
    target: ActivityState
    event: str
    owner: ActivityOwner


RECORD = Transition("record", (), ActivityState.DONE, "activity_recorded", ActivityOwner.DEPARTMENT)
RECORD_TO_FOLLOW_UP = Transition(
    "record_talk", (), ActivityState.AWAITING, "activity_recorded", ActivityOwner.DEPARTMENT
)
FOLLOW_UP = Transition(
    "follow_up",
    (ActivityState.AWAITING,),
    ActivityState.DONE,
    "activity_followed_up",
    ActivityOwner.DEPARTMENT,
)

TRANSITIONS: tuple[Transition, ...] = (RECORD, RECORD_TO_FOLLOW_UP, FOLLOW_UP)


class OutingState(StrEnum):
    """Where a planned activity stands."""

    PLANNED = "planned"
    """已排期."""
    HELD = "held"
    """已开展: its activity is recorded."""
    CANCELLED = "cancelled"
    """已取消."""


OUTING_NAMES: dict[OutingState, Words] = {
    OutingState.PLANNED: Words(zh="已排期", en="planned"),
    OutingState.HELD: Words(zh="已开展", en="held"),
    OutingState.CANCELLED: Words(zh="已取消", en="cancelled"),
}


@dataclass(frozen=True)
class OutingStep:
    """One act on a plan: from any of ``sources`` to ``target`` (None: the state stays), leaving ``event``."""

    act: str
    sources: tuple[OutingState, ...]
    target: OutingState | None
    event: str
    owner: ActivityOwner = ActivityOwner.DEPARTMENT


OUT = OutingState
PLAN = OutingStep("plan_outing", (), OUT.PLANNED, "outing_planned")
LIST = OutingStep("list_attendee", (OUT.PLANNED,), None, "attendee_listed")
SIGN_IN = OutingStep("sign_in_attendee", (OUT.PLANNED,), None, "attendee_signed_in")
HOLD = OutingStep("record", (OUT.PLANNED,), OUT.HELD, "outing_held")
CALL_OFF = OutingStep("call_off_outing", (OUT.PLANNED,), OUT.CANCELLED, "outing_cancelled")
FORGET = OutingStep(
    "forget_attendees", tuple(OUT), None, "attendee_names_deleted", owner=ActivityOwner.PLATFORM
)
OUTING_TRANSITIONS: tuple[OutingStep, ...] = (PLAN, LIST, SIGN_IN, HOLD, CALL_OFF, FORGET)


class MatterKind(StrEnum):
    """What came up at an activity."""

    QUESTION = "question"
    """问题: somebody asked, or told of a difficulty."""
    DEMAND = "demand"
    """整改要求: what a talk demanded."""


MATTER_NAMES: dict[MatterKind, Words] = {
    MatterKind.QUESTION: Words(zh="问题", en="question"),
    MatterKind.DEMAND: Words(zh="整改要求", en="demand"),
}


class MatterState(StrEnum):
    """Where a question or demand stands."""

    NOTED = "noted"
    """已记录: answered on the spot, or nobody has to do anything."""
    ASSIGNED = "assigned"
    """已交办: a department has to settle it by a day."""
    CLOSED = "closed"
    """已办结: settled, with what shows it."""
    RECHECKED = "rechecked"
    """已复查: looked at again and confirmed."""


MATTER_STATES: dict[MatterState, Words] = {
    MatterState.NOTED: Words(zh="已记录", en="noted"),
    MatterState.ASSIGNED: Words(zh="办理中", en="assigned"),
    MatterState.CLOSED: Words(zh="已办结", en="closed"),
    MatterState.RECHECKED: Words(zh="已复查", en="looked at again"),
}


class MatterOwner(StrEnum):
    """Whose turn it is."""

    ASKED = "asked_department"
    """The department whose activity it was."""
    ASSIGNEE = "assignee"
    """The department that has to settle it."""


@dataclass(frozen=True)
class MatterStep:
    """One act on a question or demand: from any of ``sources`` to ``target``, leaving ``event``."""

    act: str
    sources: tuple[MatterState, ...]
    target: MatterState
    event: str
    owner: MatterOwner


MS, MO = MatterState, MatterOwner
NOTE_MATTER = MatterStep("note_matter", (), MS.NOTED, "matter_noted", MO.ASKED)
ASSIGN_MATTER = MatterStep("assign_matter", (MS.NOTED, MS.ASSIGNED), MS.ASSIGNED, "matter_assigned", MO.ASKED)
CLOSE_MATTER = MatterStep("close_matter", (MS.ASSIGNED,), MS.CLOSED, "matter_closed", MO.ASSIGNEE)
RECHECK_MATTER = MatterStep("recheck_matter", (MS.CLOSED,), MS.RECHECKED, "matter_rechecked", MO.ASKED)
REOPEN_MATTER = MatterStep(
    "reopen_matter", (MS.CLOSED, MS.RECHECKED), MS.ASSIGNED, "matter_reopened", MO.ASKED
)
MATTER_TRANSITIONS: tuple[MatterStep, ...] = (
    NOTE_MATTER,
    ASSIGN_MATTER,
    CLOSE_MATTER,
    RECHECK_MATTER,
    REOPEN_MATTER,
)


class OpinionState(StrEnum):
    """Where the opinion of somebody visited stands."""

    ASKED = "asked"
    """未评价: asked, nothing said. It counts as not rated, never as satisfied."""
    GIVEN = "given"
    """已评价."""


class OpinionChannel(StrEnum):
    """How an opinion of an activity came."""

    CODE = "code"
    PAPER = "paper"


@dataclass(frozen=True)
class OpinionStep:
    """One act on an opinion."""

    act: str
    sources: tuple[OpinionState, ...]
    target: OpinionState
    event: str
    owner: str


ASK_OPINION = OpinionStep("ask_opinion", (), OpinionState.ASKED, "satisfaction_asked", "department")
GIVE_OPINION = OpinionStep(
    "give_opinion", (OpinionState.ASKED,), OpinionState.GIVEN, "satisfaction_given", "visited"
)
OPINION_TRANSITIONS: tuple[OpinionStep, ...] = (ASK_OPINION, GIVE_OPINION)
