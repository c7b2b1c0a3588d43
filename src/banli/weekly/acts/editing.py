"""The editor's hand: adding, rewriting and removing lines of a draft."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.weekly.acts.path import moved, taken
from banli.weekly.models import Issue, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import check_writable, clean_line
from banli.weekly.rules.outline import Section
from banli.weekly.states import ADD_LINE, EDIT_LINE, REMOVE_LINE


@transaction.atomic
def add_line(*, by: Actor, issue_id: int, version: int, section: Section, text: str) -> Issue:
    """Add a numbered line at the end of ``section``; it names no record and says so in the data file.

    :raises Invalid: where there is no text, or too much.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    check_writable(section)
    clean = clean_line(text)
    issue = taken(ADD_LINE, issue_id, version)
    last = issue.lines.aggregate(last=Max("order"))["last"] or 0
    line = Line.objects.create(issue=issue, section=section, order=last + 1, text=clean, edited=True)
    return moved(ADD_LINE, issue, by, {"line": line.pk, "section": section.value, "text": clean})


@transaction.atomic
def edit_line(*, by: Actor, issue_id: int, version: int, line_id: int, text: str) -> Issue:
    """Rewrite a line; its record stays named, and the ledger keeps the words before and after.

    :raises Stale: where the issue has changed since ``version``.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    clean = clean_line(text)
    issue = taken(EDIT_LINE, issue_id, version)
    line = _line(issue, line_id)
    before, line.text, line.edited = line.text, clean, True
    line.save(update_fields=["text", "edited"])
    return moved(EDIT_LINE, issue, by, {"line": line.pk, "before": before, "text": clean})


@transaction.atomic
def remove_line(*, by: Actor, issue_id: int, version: int, line_id: int) -> Issue:
    """Take a line out of the draft; collecting again brings a line of the record back."""
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = taken(REMOVE_LINE, issue_id, version)
    line = _line(issue, line_id)
    line.delete()
    return moved(REMOVE_LINE, issue, by, {"line": line_id, "before": line.text})


def _line(issue: Issue, line_id: int) -> Line:
    """A line of this issue that may be edited by hand."""
    line = issue.lines.filter(pk=line_id).first()
    if line is None:
        raise Missing(gettext_noop("This line is no longer part of the issue."))
    check_writable(Section(line.section))
    return line
