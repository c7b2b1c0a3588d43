"""A frozen figure told in a draft: a line that names it, so that the issue proves it as it proves its statement."""

from __future__ import annotations

from django.db import transaction

from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.statistics.service import figure
from banli.weekly.acts.editing import append_line
from banli.weekly.acts.transition import moved, shared
from banli.weekly.models import Issue
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.columns import placed
from banli.weekly.selectors.columns import issue_columns
from banli.weekly.selectors.records import FIGURE, told_figure
from banli.weekly.states import ADD_LINE

THERE = gettext_noop("This figure stands in the draft already.")


@transaction.atomic
def tell_figure(*, by: Actor, issue_id: int, figure_id: int) -> Issue:
    """Put a frozen figure into a draft as a line of its own; the editor may move and reword it like any other.

    :raises Missing: where there is no such figure.
    :raises Refused: where the issue is no draft, or a line of it names this figure.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    one = figure(figure_id)
    told, issue = told_figure(one), shared(ADD_LINE, issue_id)
    section = placed(issue_columns(issue), f"{FIGURE}:{one.topic}", told.section)
    if issue.lines.filter(source_topic=FIGURE, source_subjects__contains=[told.subject]).exists():
        raise Refused(THERE)
    line = append_line(
        issue, section, told.text, source_topic=FIGURE, source_subjects=[told.subject], drawn=told.text
    )
    body = {"line": line.pk, "section": section.value, "text": told.text, "figure": figure_id}
    return moved(ADD_LINE, issue, by, body)
