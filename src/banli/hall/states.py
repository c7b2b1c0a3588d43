"""The life of a patrol finding: found, put right, looked at again."""

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
