"""The state table of an issue, from collecting to published; whose turn it is, what event each act leaves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an issue stands."""

    COLLECTING = "collecting"
    """Opened; nothing drawn from the record yet."""
    DRAFT = "draft"
    """Drawn from the record; the editor works on it."""
    IN_REVIEW = "in_review"
    """The checker reads it."""
    TO_SIGN = "to_sign"
    """Checked; the signer has it."""
    SIGNED = "signed"
    """签发: numbered, dated, frozen."""
    PUBLISHED = "published"
    """Set as DOCX, PDF and JSON, which are kept."""


class Owner(StrEnum):
    """Whose turn it is."""

    EDITOR = "editor"
    CHECKER = "checker"
    SIGNER = "signer"
    NOBODY = "nobody"


OWNERS: dict[State, Owner] = {
    State.COLLECTING: Owner.EDITOR,
    State.DRAFT: Owner.EDITOR,
    State.IN_REVIEW: Owner.CHECKER,
    State.TO_SIGN: Owner.SIGNER,
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


def _in_draft(act: str, event: str) -> Transition:
    return Transition(act, (State.DRAFT,), State.DRAFT, event, Owner.EDITOR)


OPEN = Transition("open_issue", (), State.COLLECTING, "opened", Owner.EDITOR)
OPEN_ERRATUM = Transition("open_erratum", (), State.DRAFT, "erratum_opened", Owner.EDITOR)
COLLECT = Transition("collect", (State.COLLECTING, State.DRAFT), State.DRAFT, "collected", Owner.EDITOR)
ADD_LINE = _in_draft("add_line", "line_added")
EDIT_LINE = _in_draft("edit_line", "line_edited")
MOVE_LINE = _in_draft("move_line", "line_moved")
MEND_LINE = _in_draft("mend_line", "line_mended")
DISMISS_REMARK = _in_draft("dismiss_remark", "remark_dismissed")
TAKE_REWORDING = _in_draft("take_rewording", "rewording_taken")
REMOVE_LINE = _in_draft("remove_line", "line_removed")
TAKE_LINE = _in_draft("take_line", "line_taken")
SET_MODE = _in_draft("set_mode", "mode_set")
WORD_STATEMENT = _in_draft("word_statement", "statement_worded")
ADD_EXHIBIT = _in_draft("add_exhibit", "exhibit_added")
EDIT_EXHIBIT = _in_draft("edit_exhibit", "exhibit_edited")
SEND = Transition("send_for_review", (State.DRAFT,), State.IN_REVIEW, "sent_for_review", Owner.EDITOR)
PASS = Transition("pass_review", (State.IN_REVIEW,), State.TO_SIGN, "reviewed", Owner.CHECKER)
RETURN_FROM_REVIEW = Transition("return_issue", (State.IN_REVIEW,), State.DRAFT, "returned", Owner.CHECKER)
RETURN_FROM_SIGNER = Transition("return_issue", (State.TO_SIGN,), State.DRAFT, "returned", Owner.SIGNER)
SIGN_OFF = Transition("sign_off", (State.TO_SIGN,), State.SIGNED, "signed", Owner.SIGNER)
PUBLISH = Transition("publish", (State.SIGNED,), State.PUBLISHED, "published", Owner.EDITOR)

TRANSITIONS: tuple[Transition, ...] = (
    OPEN, OPEN_ERRATUM, COLLECT, ADD_LINE, EDIT_LINE, MEND_LINE, DISMISS_REMARK, TAKE_REWORDING, MOVE_LINE, REMOVE_LINE,
    TAKE_LINE, SET_MODE, WORD_STATEMENT, ADD_EXHIBIT, EDIT_EXHIBIT, SEND, PASS, RETURN_FROM_REVIEW, RETURN_FROM_SIGNER,
    SIGN_OFF, PUBLISH,
)  # fmt: skip

DISCUSSED = frozenset({State.DRAFT, State.IN_REVIEW, State.TO_SIGN})
"""States in which people comment on an issue and propose other words for its lines."""
FROZEN = frozenset({State.SIGNED, State.PUBLISHED})
"""States in which no word changes any more."""


class Sent(StrEnum):
    """What became of a line a window sent in, or of other words somebody proposed for a line."""

    WAITING = "waiting"
    TAKEN = "taken"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class Entered(StrEnum):
    """What an entry of the dictionary of the house is."""

    NAME = "name"
    POST = "post"
    LAW = "law"
    PHRASE = "phrase"
    TERM = "term"


class From(StrEnum):
    """Where the pieces of a manuscript come from."""

    WORD = "word"
    """A Word file somebody wrote."""
    PASTED = "pasted"
    """Text that was pasted."""
    RETURNED = "returned"
    """The issue itself, edited in Word."""


class ExhibitKind(StrEnum):
    """What stands among the lines of an issue beside words."""

    PICTURE = "picture"
    """A photograph, of a record or uploaded."""
    TABLE = "table"
    """A free table, typed or pasted."""
    FIGURES = "figures"
    """A table of the issue's figures, each of which opens."""
    CHART = "chart"
    """A chart of such figures."""


def acts_from(state: State) -> tuple[Transition, ...]:
    """The transitions that leave ``state``, in the order of the table."""
    return tuple(transition for transition in TRANSITIONS if state in transition.sources)
