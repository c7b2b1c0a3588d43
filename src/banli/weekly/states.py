"""The state table of an issue: collecting, draft, signed, published; whose turn it is, what event each act leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an issue stands."""

    COLLECTING = "collecting"
    """Opened; nothing drawn from the record yet."""
    DRAFT = "draft"
    """Drawn from the record; the editor works on it."""
    SIGNED = "signed"
    """签发: numbered, dated, frozen."""
    PUBLISHED = "published"
    """Set as DOCX, PDF and JSON, which are kept."""


class Owner(StrEnum):
    """Whose turn it is."""

    EDITOR = "editor"
    SIGNER = "signer"
    NOBODY = "nobody"


OWNERS: dict[State, Owner] = {
    State.COLLECTING: Owner.EDITOR,
    State.DRAFT: Owner.EDITOR,
    State.SIGNED: Owner.EDITOR,
    State.PUBLISHED: Owner.NOBODY,
}


@dataclass(frozen=True)
class Transition:
    """One act: from any of ``sources`` to ``target``, leaving ``event``; ``owner`` is whose act it is."""

    act: str
    sources: tuple[State, ...]
    target: State
    event: str
    owner: Owner


OPEN = Transition("open_issue", (), State.COLLECTING, "opened", Owner.EDITOR)
COLLECT = Transition("collect", (State.COLLECTING, State.DRAFT), State.DRAFT, "collected", Owner.EDITOR)
ADD_LINE = Transition("add_line", (State.DRAFT,), State.DRAFT, "line_added", Owner.EDITOR)
EDIT_LINE = Transition("edit_line", (State.DRAFT,), State.DRAFT, "line_edited", Owner.EDITOR)
REMOVE_LINE = Transition("remove_line", (State.DRAFT,), State.DRAFT, "line_removed", Owner.EDITOR)
SIGN_OFF = Transition("sign_off", (State.DRAFT,), State.SIGNED, "signed", Owner.SIGNER)
PUBLISH = Transition("publish", (State.SIGNED,), State.PUBLISHED, "published", Owner.EDITOR)

TRANSITIONS: tuple[Transition, ...] = (OPEN, COLLECT, ADD_LINE, EDIT_LINE, REMOVE_LINE, SIGN_OFF, PUBLISH)

FROZEN = frozenset({State.SIGNED, State.PUBLISHED})
"""States in which no word changes any more."""


def acts_from(state: State) -> tuple[Transition, ...]:
    """The transitions that leave ``state``, in the order of the table."""
    return tuple(transition for transition in TRANSITIONS if state in transition.sources)
