"""The closed tables of supervision: lights, the states of a signal, and who may move it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Light(StrEnum):
    """How a clock, or a case by the worst of its clocks, stands."""

    GREEN = "green"
    BLUE = "blue"
    """About to fall due: one working day left, or a fifth of the limit."""
    YELLOW = "yellow"
    """The promised limit, or the one of a step, has passed."""
    RED = "red"
    """A limit set by law has passed."""


WORSE = (Light.GREEN, Light.BLUE, Light.YELLOW, Light.RED)
"""The lights from good to bad."""
LEVELS = WORSE[1:]
"""The lights that a signal can have."""


class SignalState(StrEnum):
    RAISED = "raised"
    EXPLAINED = "explained"
    CANCELLED = "cancelled"


class SignalOwner(StrEnum):
    """Whose turn it is."""

    DEPARTMENT = "department"
    SUPERVISOR = "supervisor"
    PLATFORM = "platform"
    NOBODY = "nobody"


OWNERS: dict[SignalState, SignalOwner] = {
    SignalState.RAISED: SignalOwner.DEPARTMENT,
    SignalState.EXPLAINED: SignalOwner.SUPERVISOR,
    SignalState.CANCELLED: SignalOwner.NOBODY,
}


@dataclass(frozen=True)
class SignalMove:
    """One act on a signal: from any of ``sources`` to ``target`` (None: it stays), leaving ``event``."""

    act: str
    sources: tuple[SignalState, ...]
    target: SignalState | None
    event: str
    owner: SignalOwner
    also: tuple[SignalOwner, ...] = ()


STANDING = (SignalState.RAISED, SignalState.EXPLAINED)
RAISE = SignalMove("raise", (), SignalState.RAISED, "raised", SignalOwner.PLATFORM)
EXPLAIN = SignalMove(
    "explain", (SignalState.RAISED,), SignalState.EXPLAINED, "explained", SignalOwner.DEPARTMENT
)
CANCEL = SignalMove(
    "cancel",
    STANDING,
    SignalState.CANCELLED,
    "cancelled",
    SignalOwner.SUPERVISOR,
    (SignalOwner.PLATFORM,),
)
URGE = SignalMove("urge", STANDING, None, "urged", SignalOwner.SUPERVISOR)
ANSWER = SignalMove("answer", tuple(SignalState), None, "answered", SignalOwner.DEPARTMENT)
TRANSITIONS = (RAISE, EXPLAIN, CANCEL, URGE, ANSWER)
