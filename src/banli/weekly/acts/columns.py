"""A column of an issue from its editor to its reviewer to its signer, left out with a reason, or opened again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from banli.documents.service import require_glyphs
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Stale
from banli.kernel.text import gettext_noop
from banli.weekly.acts.transition import locked, note
from banli.weekly.models import Issue, IssueColumn
from banli.weekly.rules.checks import clean_reason
from banli.weekly.selectors.columns import Standing, own_lines, return_step, standing, why_not_step
from banli.weekly.states import (
    LEAVE_OUT,
    PASS_COLUMN,
    SEND_COLUMN,
    SIGN_COLUMN,
    TAKE_UP,
    ColumnStep,
)


@transaction.atomic
def send_column(*, by: Actor, issue_id: int, key: str, version: int) -> Issue:
    """Give a column to its reviewer.

    :param version: the version of the column that was read; so in every act here.
    :raises Refused: where it is not its editor's turn, or it has no line; the sentence names the column.
    :raises MissingGlyph: where a character of it could not be printed.
    """
    issue, one = _held(SEND_COLUMN, issue_id, key, version, by)
    require_glyphs(text for line in own_lines(issue, key) for text in (line.heading, line.text))
    one.row.sent_by, one.row.remark = by.label, ""
    return _moved(SEND_COLUMN, issue, one, by)


@transaction.atomic
def pass_column(*, by: Actor, issue_id: int, key: str, version: int) -> Issue:
    """Pass a column on to its signer. Whoever sent it does not review it."""
    issue, one = _held(PASS_COLUMN, issue_id, key, version, by)
    return _moved(PASS_COLUMN, issue, one, by)


@transaction.atomic
def sign_column(*, by: Actor, issue_id: int, key: str, version: int) -> Issue:
    """Sign a column off: it may be printed as it stands. Any change of its lines takes this back."""
    issue, one = _held(SIGN_COLUMN, issue_id, key, version, by)
    one.row.signed_by, one.row.signed_at = by.label, clock.now()
    return _moved(SIGN_COLUMN, issue, one, by)


@transaction.atomic
def return_column(*, by: Actor, issue_id: int, key: str, version: int, reason: str) -> Issue:
    """Give a column back to its editor with a reason: its reviewer while reviewing, its signer instead of signing."""
    why = clean_reason(reason)
    issue = locked(issue_id)
    step = return_step(standing(issue, key))
    one = _fit(step, issue, key, version, by)
    one.row.remark = why
    return _moved(step, issue, one, by, {"reason": why})


@transaction.atomic
def leave_out_column(*, by: Actor, issue_id: int, key: str, version: int, reason: str) -> Issue:
    """Print this issue without a column that has no lines, and say why.

    :raises Refused: for the first column, and where there are lines.
    """
    why = clean_reason(reason)
    issue, one = _held(LEAVE_OUT, issue_id, key, version, by)
    one.row.remark = why
    return _moved(LEAVE_OUT, issue, one, by, {"reason": why})


@transaction.atomic
def take_up_column(*, by: Actor, issue_id: int, key: str, version: int) -> Issue:
    """Work again on a column that was left out."""
    issue, one = _held(TAKE_UP, issue_id, key, version, by)
    one.row.remark = ""
    return _moved(TAKE_UP, issue, one, by)


def _held(step: ColumnStep, issue_id: int, key: str, version: int, by: Actor) -> tuple[Issue, Standing]:
    """The issue under its lock, and its column, fit for ``step`` and unchanged since ``version``."""
    issue = locked(issue_id)
    return issue, _fit(step, issue, key, version, by)


def _fit(step: ColumnStep, issue: Issue, key: str, version: int, by: Actor) -> Standing:
    one = standing(issue, key)
    refused = why_not_step(step, issue, one, by)
    if refused is not None:
        raise refused
    if one.row.version != version:
        raise Stale(
            gettext_noop("Somebody changed the column %(column)s in the meantime. Please look at it again."),
            column=one.column.title,
        )
    return one


def _moved(
    step: ColumnStep, issue: Issue, one: Standing, by: Actor, body: Mapping[str, Any] | None = None
) -> Issue:
    one.row.state = step.target.value
    one.row.version += 1
    one.row.save()
    told = {"column": one.column.key, "column_version": one.row.version}
    note(step.event, issue, by, told | dict(body or {}))
    return issue


def open_columns(issue: Issue, keys: Sequence[str]) -> None:
    """Give a new issue its columns, the first among them, in the order of ``keys``."""
    IssueColumn.objects.bulk_create(
        [IssueColumn(issue=issue, key=key, order=order) for order, key in enumerate(keys)]
    )
