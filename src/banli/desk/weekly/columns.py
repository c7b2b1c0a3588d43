"""The columns of an issue in the studio: where each stands, what may be done with it, and why something may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from banli.desk.weekly.acts import Done, Handler, sent
from banli.desk.weekly.names import named
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied
from banli.weekly.service import (
    Issue,
    Standing,
    leave_out_column,
    pass_column,
    return_column,
    return_step,
    send_column,
    sign_column,
    standings,
    take_up_column,
    why_not_step,
    why_not_work,
)
from banli.weekly.states import (
    LEAVE_OUT,
    PASS_COLUMN,
    SEND_COLUMN,
    SIGN_COLUMN,
    TAKE_UP,
    ColumnState,
    ColumnStep,
    Owner,
)

STATES = {
    ColumnState.COLLECTING: (pgettext_lazy("column", "being written"), "warning"),
    ColumnState.IN_REVIEW: (pgettext_lazy("column", "being reviewed"), "action"),
    ColumnState.TO_SIGN: (pgettext_lazy("column", "to be signed off"), "action"),
    ColumnState.SIGNED_OFF: (pgettext_lazy("column", "signed off"), "done"),
    ColumnState.LEFT_OUT: (pgettext_lazy("column", "left out"), ""),
}
FORWARD = (
    (SEND_COLUMN, "column-send", pgettext_lazy("column", "Send it to be reviewed")),
    (PASS_COLUMN, "column-pass", pgettext_lazy("column", "Pass it on to its signer")),
    (SIGN_COLUMN, "column-sign", pgettext_lazy("column", "Sign the column off")),
    (TAKE_UP, "column-take-up", pgettext_lazy("column", "Take it up again")),
)


@dataclass(frozen=True)
class ShownColumn:
    """A column as the studio shows it."""

    standing: Standing
    words: Any
    tone: str
    acts: tuple[tuple[str, Any], ...]
    """Name and label of what ``by`` may do with it now without a word more."""
    may_return: bool
    may_leave_out: bool
    why_not: str
    """Why the step that is next cannot be done by who works on the column; '' where it can, or is another's turn."""
    signer: str


def columns_shown(issue: Issue, by: Actor) -> list[ShownColumn]:
    """The columns of an issue in printed order; nothing for an issue of a single column."""
    return [_shown(issue, one, by) for one in standings(issue)]


def _shown(issue: Issue, one: Standing, by: Actor) -> ShownColumn:
    refused = {step.act: why_not_step(step, issue, one, by) for step, _name, _label in FORWARD}
    here: list[ColumnStep] = [step for step, _name, _label in FORWARD if one.state in step.sources]
    whys = [why for step in here if (why := refused[step.act]) is not None and not isinstance(why, Denied)]
    words, tone = STATES[one.state]
    return ShownColumn(
        one,
        words,
        tone,
        tuple((name, label) for step, name, label in FORWARD if refused[step.act] is None),
        why_not_step(return_step(one), issue, one, by) is None,
        why_not_step(LEAVE_OUT, issue, one, by) is None,
        str(whys[0]) if whys else "",
        named(one.row.signed_by) if one.row.signed_by else "",
    )


def edited_by(issue: Issue, by: Actor) -> set[str] | None:
    """Keys of the columns whose lines ``by`` may change; None for an issue of a single column, which is everybody's."""
    found = standings(issue)
    if not found:
        return None
    return {one.column.key for one in found if why_not_work(issue, by, one.column.key, Owner.EDITOR) is None}


def _simple(act: Callable[..., Issue], words: Any) -> Handler:
    def handler(by: Actor, found: Issue, request: HttpRequest) -> Done:
        act(by=by, issue_id=found.pk, key=request.POST.get("column", ""), version=sent(request, "version"))
        return Done(str(words))

    return handler


def _with_reason(act: Callable[..., Issue], words: Any) -> Handler:
    def handler(by: Actor, found: Issue, request: HttpRequest) -> Done:
        act(
            by=by,
            issue_id=found.pk,
            key=request.POST.get("column", ""),
            version=sent(request, "version"),
            reason=request.POST.get("reason", ""),
        )
        return Done(str(words))

    return handler


COLUMN_ACTS: dict[str, Handler] = {
    "column-send": _simple(send_column, pgettext_lazy("column", "The column is sent to be reviewed.")),
    "column-pass": _simple(pass_column, pgettext_lazy("column", "The column is with its signer.")),
    "column-sign": _simple(sign_column, pgettext_lazy("column", "The column is signed off.")),
    "column-take-up": _simple(take_up_column, pgettext_lazy("column", "The column is being written again.")),
    "column-return": _with_reason(return_column, pgettext_lazy("column", "The column is given back.")),
    "column-leave-out": _with_reason(
        leave_out_column, pgettext_lazy("column", "This issue is printed without the column.")
    ),
}
