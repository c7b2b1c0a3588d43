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
SEND_TOGETHER = Transition("send_for_review", (State.DRAFT,), State.TO_SIGN, "put_together", Owner.EDITOR)
"""An issue of several columns, each of which its own reviewer has read."""
SIGN_OFF = Transition("sign_off", (State.TO_SIGN,), State.SIGNED, "signed", Owner.SIGNER)
PUBLISH = Transition("publish", (State.SIGNED,), State.PUBLISHED, "published", Owner.EDITOR)

TRANSITIONS: tuple[Transition, ...] = (
    OPEN, OPEN_ERRATUM, COLLECT, ADD_LINE, EDIT_LINE, MEND_LINE, DISMISS_REMARK, TAKE_REWORDING, MOVE_LINE, REMOVE_LINE,
    TAKE_LINE, SET_MODE, WORD_STATEMENT, ADD_EXHIBIT, EDIT_EXHIBIT, SEND, SEND_TOGETHER, PASS, RETURN_FROM_REVIEW,
    RETURN_FROM_SIGNER, SIGN_OFF, PUBLISH,
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


class ColumnState(StrEnum):
    """Where a column of an issue stands."""

    COLLECTING = "collecting"
    """Its editors work on it."""
    IN_REVIEW = "in_review"
    """Its reviewer reads it."""
    TO_SIGN = "to_sign"
    """Reviewed; its signer has it."""
    SIGNED_OFF = "signed_off"
    """It may be printed as it stands; a change takes this back."""
    LEFT_OUT = "left_out"
    """This issue is printed without it; the reason is kept."""


SETTLED = frozenset({ColumnState.SIGNED_OFF, ColumnState.LEFT_OUT})
"""States in which an issue does not wait for a column any more."""


@dataclass(frozen=True)
class ColumnStep:
    """One act on a column: from any of ``sources`` to ``target``, leaving ``event``; ``owner`` is whose act it is."""

    act: str
    sources: tuple[ColumnState, ...]
    target: ColumnState
    event: str
    owner: Owner


_C = ColumnState
SEND_COLUMN = ColumnStep("send_column", (_C.COLLECTING,), _C.IN_REVIEW, "column_sent", Owner.EDITOR)
PASS_COLUMN = ColumnStep("pass_column", (_C.IN_REVIEW,), _C.TO_SIGN, "column_reviewed", Owner.CHECKER)
SIGN_COLUMN = ColumnStep("sign_column", (_C.TO_SIGN,), _C.SIGNED_OFF, "column_signed", Owner.SIGNER)
RETURN_REVIEWED = ColumnStep(
    "return_column", (_C.IN_REVIEW,), _C.COLLECTING, "column_returned", Owner.CHECKER
)
RETURN_UNSIGNED = ColumnStep("return_column", (_C.TO_SIGN,), _C.COLLECTING, "column_returned", Owner.SIGNER)
LEAVE_OUT = ColumnStep("leave_out_column", (_C.COLLECTING,), _C.LEFT_OUT, "column_left_out", Owner.EDITOR)
TAKE_UP = ColumnStep("take_up_column", (_C.LEFT_OUT,), _C.COLLECTING, "column_taken_up", Owner.EDITOR)
REOPEN_COLUMN = ColumnStep(
    "change_column",
    (_C.IN_REVIEW, _C.TO_SIGN, _C.SIGNED_OFF, _C.LEFT_OUT),
    _C.COLLECTING,
    "column_reopened",
    Owner.EDITOR,
)
"""What any change of its lines does to a column that was on its way."""

COLUMN_STEPS: tuple[ColumnStep, ...] = (
    SEND_COLUMN, PASS_COLUMN, SIGN_COLUMN, RETURN_REVIEWED, RETURN_UNSIGNED, LEAVE_OUT, TAKE_UP, REOPEN_COLUMN,
)  # fmt: skip
