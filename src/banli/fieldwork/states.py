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
