"""The life of a patrol finding: found, put right, looked at again; and of what a leader demands in the hall."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class FindingState(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    """待整改."""
    RECTIFIED = "rectified"
    """已整改: the window says it is put right."""
    RECHECKED = "rechecked"
    """已复查: somebody of the hall has looked again."""


STATE_NAMES: dict[FindingState, Words] = {
    FindingState.OPEN: Words(zh="待整改", en="to be put right"),
    FindingState.RECTIFIED: Words(zh="已整改", en="put right"),
    FindingState.RECHECKED: Words(zh="已复查", en="looked at again"),
}


class FindingOwner(StrEnum):
    """Whose turn it is."""

    WINDOW = "window"
    HALL = "hall"
    NOBODY = "nobody"


OWNERS: dict[FindingState, FindingOwner] = {
    FindingState.OPEN: FindingOwner.WINDOW,
    FindingState.RECTIFIED: FindingOwner.HALL,
    FindingState.RECHECKED: FindingOwner.NOBODY,
}


@dataclass(frozen=True)
class Transition:
    """One act: from any of ``sources`` to ``target``, leaving ``event``; ``owner`` is whose act it is."""

    act: str
    sources: tuple[FindingState, ...]
    target: FindingState
    event: str
    owner: FindingOwner


RECORD = Transition("record_finding", (), FindingState.OPEN, "finding_recorded", FindingOwner.HALL)
RECTIFY = Transition(
    "rectify", (FindingState.OPEN,), FindingState.RECTIFIED, "finding_rectified", FindingOwner.WINDOW
)
RECHECK = Transition(
    "recheck", (FindingState.RECTIFIED,), FindingState.RECHECKED, "finding_rechecked", FindingOwner.HALL
)
REOPEN = Transition(
    "reopen", (FindingState.RECTIFIED,), FindingState.OPEN, "finding_reopened", FindingOwner.HALL
)

TRANSITIONS: tuple[Transition, ...] = (RECORD, RECTIFY, RECHECK, REOPEN)


class PhotographStage(StrEnum):
    """What a photograph of a finding shows."""

    FOUND = "found"
    """What was found."""
    MENDED = "mended"
    """How it was put right."""
    REJECTED = "rejected"
    """How it was said to be put right, which a second look did not confirm."""


class DemandState(StrEnum):
    """Where a leader's demand stands."""

    NOTED = "noted"
    """已记录: the words alone; nobody has to prove anything."""
    ASSIGNED = "assigned"
    """办理中: a department has to do it by a day."""
    CLOSED = "closed"
    """已办结: done, with the proof of it."""


DEMAND_NAMES: dict[DemandState, Words] = {
    DemandState.NOTED: Words(zh="已记录", en="noted"),
    DemandState.ASSIGNED: Words(zh="办理中", en="assigned"),
    DemandState.CLOSED: Words(zh="已办结", en="closed"),
}


class DemandOwner(StrEnum):
    """Whose turn it is."""

    HALL = "hall"
    DEPARTMENT = "department"


@dataclass(frozen=True)
class DemandStep:
    """One act on a demand: from any of ``sources`` to ``target``, leaving ``event``."""

    act: str
    sources: tuple[DemandState, ...]
    target: DemandState
    event: str
    owner: DemandOwner


NOTE_DEMAND = DemandStep("note_demand", (), DemandState.NOTED, "leader_visit_recorded", DemandOwner.HALL)
ASSIGN_DEMAND = DemandStep(
    "assign_demand",
    (DemandState.NOTED, DemandState.ASSIGNED),
    DemandState.ASSIGNED,
    "demand_assigned",
    DemandOwner.HALL,
)
CLOSE_DEMAND = DemandStep(
    "close_demand", (DemandState.ASSIGNED,), DemandState.CLOSED, "demand_closed", DemandOwner.DEPARTMENT
)
REOPEN_DEMAND = DemandStep(
    "reopen_demand", (DemandState.CLOSED,), DemandState.ASSIGNED, "demand_reopened", DemandOwner.HALL
)
DEMAND_TRANSITIONS: tuple[DemandStep, ...] = (NOTE_DEMAND, ASSIGN_DEMAND, CLOSE_DEMAND, REOPEN_DEMAND)


class PlanState(StrEnum):
    """Where a planned visit stands."""

    PLANNED = "planned"
    """已排期."""
    HELD = "held"
    """已开展: its visit is recorded."""
    CANCELLED = "cancelled"
    """已取消."""
