"""Comments on a place of an issue, their answers, and that they are dealt with."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.weekly.acts.transition import locked, note
from banli.weekly.models import Comment, Issue, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import check_discussed, clean_comment
from banli.weekly.states import State


@transaction.atomic
def comment(*, by: Actor, issue_id: int, text: str, line_id: int | None = None, quote: str = "") -> Comment:
    """Say something about a line, about ``quote`` in it, or about the issue as a whole.

    The same said again about the same place while it is open is a second click, and is the first one.

    :raises Invalid: where nothing is said, or the line does not say ``quote``.
    :raises Missing: where the line is no longer part of the issue.
    """
    GRANTS.require(by, WeeklyPermission.COMMENT)
    words = clean_comment(text)
    issue = _discussed(issue_id)
    line = _line(issue, line_id) if line_id is not None else None
    place = quote.strip() if line else ""
    if line and place not in line.text:
        raise Invalid([Problem("quote", gettext_noop("These words do not stand in the line."))])
    same = {"issue": issue, "line": line, "quote": place, "text": words, "said_by": by.label}
    said = Comment.objects.filter(**same, answers=None, done_by="").first()
    if said:
        return said
    made = Comment.objects.create(**same, said_at=clock.now())
    told = {"comment": made.pk, "line": line_id, "quote": place, "text": words}
    note("comment_made", issue, by, told)
    return made


@transaction.atomic
def answer_comment(*, by: Actor, comment_id: int, text: str) -> Comment:
    """Answer a comment; the same answer twice from the same hand is one."""
    GRANTS.require(by, WeeklyPermission.COMMENT)
    words = clean_comment(text)
    asked = _comment(comment_id)
    issue = _discussed(asked.issue_id)
    last = asked.replies.order_by("pk").last()
    if last and (last.text, last.said_by) == (words, by.label):
        return last
    made = Comment.objects.create(
        issue=issue, answers=asked, text=words, said_by=by.label, said_at=clock.now()
    )
    note("comment_answered", issue, by, {"comment": asked.pk, "text": words})
    return made


@transaction.atomic
def settle_comment(*, by: Actor, comment_id: int, done: bool) -> Comment:
    """Say that a comment is dealt with, or that it is not; what stands so already is left as it is."""
    GRANTS.require(by, WeeklyPermission.COMMENT)
    issue = _discussed(_comment(comment_id).issue_id)
    found = _comment(comment_id)
    if bool(found.done_by) == done:
        return found
    found.done_by, found.done_at = (by.label, clock.now()) if done else ("", None)
    found.save(update_fields=["done_by", "done_at"])
    note("comment_done" if done else "comment_opened_again", issue, by, {"comment": found.pk})
    return found


def _discussed(issue_id: int) -> Issue:
    """The issue under its lock, while there is something to say about it."""
    issue = locked(issue_id)
    check_discussed(State(issue.state))
    return issue


def _comment(comment_id: int) -> Comment:
    found = Comment.objects.filter(pk=comment_id, answers=None).first()
    if found is None:
        raise Missing(gettext_noop("There is no such comment of the report."))
    return found


def _line(issue: Issue, line_id: int) -> Line:
    found = issue.lines.filter(pk=line_id).first()
    if found is None:
        raise Missing(gettext_noop("This line is no longer part of the issue."))
    return found
