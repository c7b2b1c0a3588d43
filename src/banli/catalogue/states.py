"""The state table of an item: which act leads from where to where, who owns each state, what event it leaves.

A definition is drafted, reviewed by somebody else, and published; the item that it defines may then be suspended,
opened again, and retired for good. A change begins with a draft of its own; the published revision stays in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a definition, and once it is published its item, stands."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    RETIRED = "retired"


class Owner(StrEnum):
    """Whose turn it is."""

    APPROVER = "approver"
    """The item's own department, or an administrator who did not draft it."""
    ADMIN = "admin"
    NOBODY = "nobody"


OWNERS: dict[State, Owner] = {
    State.DRAFT: Owner.APPROVER,
    State.REVIEWED: Owner.ADMIN,
    State.PUBLISHED: Owner.ADMIN,
    State.SUSPENDED: Owner.ADMIN,
    State.RETIRED: Owner.NOBODY,
}


@dataclass(frozen=True)
class Transition:
    """One act: from any of ``sources`` to ``target``, leaving ``event`` of the topic ``item``."""

    act: str
    sources: tuple[State, ...]
    target: State
    event: str
    owner: Owner
    """Whose act it is."""
    article: str
    """The rule it stands on."""


DRAFT = Transition("draft", (State.DRAFT, State.REVIEWED), State.DRAFT, "drafted", Owner.ADMIN, "house rule")
"""Begins from nothing as well: the first draft of an item."""
REVIEW = Transition("review", (State.DRAFT,), State.REVIEWED, "draft_reviewed", Owner.APPROVER, "four eyes")
RETURN = Transition(
    "return", (State.DRAFT, State.REVIEWED), State.DRAFT, "draft_returned", Owner.APPROVER, "four eyes"
)
PUBLISH = Transition("publish", (State.REVIEWED,), State.PUBLISHED, "published", Owner.ADMIN, "行政许可法 30")
SUSPEND = Transition(
    "suspend", (State.PUBLISHED,), State.SUSPENDED, "suspended", Owner.ADMIN, "the law that is named"
)
RESUME = Transition(
    "resume", (State.SUSPENDED,), State.PUBLISHED, "reopened", Owner.ADMIN, "the law that is named"
)
RETIRE = Transition(
    "retire",
    (State.PUBLISHED, State.SUSPENDED),
    State.RETIRED,
    "retired",
    Owner.ADMIN,
    "the law that is named",
)

IN_FORCE = "in_force"
"""The event that lists and search show a revision whose day has come; it changes no state."""

TRANSITIONS: tuple[Transition, ...] = (DRAFT, REVIEW, RETURN, PUBLISH, SUSPEND, RESUME, RETIRE)


def acts_from(state: State) -> tuple[Transition, ...]:
    """The transitions that leave ``state``, in the order of the table."""
    return tuple(one for one in TRANSITIONS if state in one.sources)
