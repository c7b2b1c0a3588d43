"""From the editor to the checker to the signer, and back with a reason."""

from __future__ import annotations

from django.db import transaction

from banli.documents.service import require_glyphs
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.numbering.service import take
from banli.weekly.acts.setup import in_all, in_year
from banli.weekly.acts.transition import locked, moved, taken
from banli.weekly.models import Issue
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import (
    check_act,
    check_complete,
    check_other_person,
    check_version,
    clean_reason,
)
from banli.weekly.rules.columns import FIRST
from banli.weekly.rules.outline import Entry
from banli.weekly.rules.periods import Span
from banli.weekly.rules.warnings import check_confirmed
from banli.weekly.selectors.columns import check_together, check_work
from banli.weekly.selectors.exhibits import entries
from banli.weekly.selectors.issues import lines
from banli.weekly.selectors.style import concerns
from banli.weekly.states import (
    PASS,
    RETURN_FROM_REVIEW,
    RETURN_FROM_SIGNER,
    SEND,
    SEND_TOGETHER,
    SIGN_OFF,
    Owner,
    State,
)


@transaction.atomic
def send_for_review(*, by: Actor, issue_id: int, version: int, confirmed: str = "") -> Issue:
    """Give the draft to the checker; from here on the editor changes nothing until it comes back.

    An issue of several columns goes to the signer at once: each column has been read by its own reviewer.

    :param confirmed: the token of the concerns that were seen and are let stand; the event keeps them.
    :raises Unconfirmed: where there are others; it holds them.
    :raises Refused: where the statement is missing.
    :raises MissingGlyph: where a character could not be printed.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = taken(SEND, issue_id, version)
    check_work(issue, by, FIRST)
    check_together(issue)
    check_complete(_entries(issue), issue.first_day, clock.today(), erratum=issue.mends_id is not None)
    seen = check_confirmed(concerns(issue), confirmed)
    issue.sent_by, issue.remark = by.label, ""
    return moved(SEND_TOGETHER if issue.columns.exists() else SEND, issue, by, seen)


@transaction.atomic
def pass_review(*, by: Actor, issue_id: int, version: int, confirmed: str = "") -> Issue:
    """Pass the issue on to the signer.

    :raises Unconfirmed: as for :func:`send_for_review`.
    :raises Refused: where whoever sent it would check it.
    """
    GRANTS.require(by, WeeklyPermission.CHECK)
    issue = taken(PASS, issue_id, version)
    check_other_person(by.label, issue.sent_by)
    return moved(PASS, issue, by, check_confirmed(concerns(issue), confirmed))


@transaction.atomic
def return_issue(*, by: Actor, issue_id: int, version: int, reason: str) -> Issue:
    """Give the issue back to the editor: the checker while checking, the signer instead of signing.

    :raises Invalid: where no reason is given.
    """
    issue = locked(issue_id)
    step = RETURN_FROM_SIGNER if issue.state == State.TO_SIGN else RETURN_FROM_REVIEW
    GRANTS.require(by, WeeklyPermission.SIGN if step is RETURN_FROM_SIGNER else WeeklyPermission.CHECK)
    check_work(issue, by, FIRST, step.owner)
    why = clean_reason(reason)
    check_version(version, issue.version)
    check_act(step, State(issue.state))
    issue.remark = why
    return moved(step, issue, by, {"reason": why})


@transaction.atomic
def sign_off(*, by: Actor, issue_id: int, version: int, confirmed: str = "") -> Issue:
    """Sign the issue off today: it takes the next number of the year and of all, and changes no more.

    :raises Unconfirmed: as for :func:`send_for_review`.
    :raises Refused: where its period is not over, the statement is missing, or a column is neither signed off nor left
        out.
    :raises MissingGlyph: where a character could not be printed.
    """
    GRANTS.require(by, WeeklyPermission.SIGN)
    issue = taken(SIGN_OFF, issue_id, version)
    check_work(issue, by, FIRST, Owner.SIGNER)
    check_together(issue)
    today = clock.today()
    check_complete(_entries(issue), issue.last_day, today, erratum=issue.mends_id is not None)
    seen = check_confirmed(concerns(issue), confirmed)
    kind = Span(issue.kind)
    issue.year, issue.signed_on, issue.signed_by = today.year, today, by.label
    issue.number_in_all = take(in_all(kind))
    issue.number_in_year = take(in_year(kind, today.year))
    numbers = {
        "year": issue.year,
        "number_in_year": issue.number_in_year,
        "number_in_all": issue.number_in_all,
    }
    return moved(SIGN_OFF, issue, by, {**numbers, "on": today.isoformat(), **seen})


def _entries(issue: Issue) -> list[Entry]:
    found = entries(issue, lines(issue))
    require_glyphs(text for entry in found for text in (entry.heading, entry.text))
    shown = [entry.inset for entry in found if entry.inset]
    require_glyphs(text for one in shown for text in (one.source, one.unit))
    require_glyphs(cell for one in shown for row in one.rows for cell in row)
    return found
