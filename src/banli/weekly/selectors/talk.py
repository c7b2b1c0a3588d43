"""Comments and proposed rewordings of an issue."""

from __future__ import annotations

from banli.weekly.models import Comment, Issue, Rewording
from banli.weekly.states import Sent


def comments(issue: Issue) -> list[tuple[Comment, list[Comment]]]:
    """Every comment in the order they were made, each with its answers."""
    every = list(issue.comments.select_related("line"))
    replies: dict[int, list[Comment]] = {}
    for one in every:
        if one.answers_id is not None:
            replies.setdefault(one.answers_id, []).append(one)
    return [(one, replies.get(one.pk, [])) for one in every if one.answers_id is None]


def rewordings(issue: Issue) -> list[Rewording]:
    """Every proposal in the order they were made."""
    return list(issue.rewordings.select_related("line"))


def unsettled(issue: Issue) -> tuple[int, int]:
    """How many comments are open, and how many proposals nobody decided about."""
    return (
        issue.comments.filter(answers=None, done_by="").count(),
        issue.rewordings.filter(state=Sent.WAITING).count(),
    )
