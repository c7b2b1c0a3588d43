"""Remarks of the house style: mended as the rule that found them proposes, or let stand with a reason."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused, Stale
from banli.kernel.text import gettext_noop
from banli.weekly.acts.editing import held_line
from banli.weekly.acts.transition import moved, shared
from banli.weekly.models import Dismissal, Issue, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import clean_line, clean_reason
from banli.weekly.rules.columns import column_of
from banli.weekly.rules.outline import Section
from banli.weekly.rules.style import Remark, mended
from banli.weekly.selectors.columns import check_work, issue_columns
from banli.weekly.selectors.style import check_issue
from banli.weekly.states import DISMISS_REMARK, MEND_LINE


@transaction.atomic
def mend_line(*, by: Actor, issue_id: int, version: int, line_id: int, key: str) -> Issue:
    """Put the words a remark proposes into the line.

    :param version: the version of the issue in which the remark was read.
    :param key: the remark, as :attr:`Remark.key` names it.
    :raises Stale: where the line has changed since, or the remark stands no longer.
    :raises Refused: where the remark proposes nothing.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = shared(MEND_LINE, issue_id)
    line = held_line(issue, line_id, version)
    one = _remark(issue, line, key)
    if not one.edits:
        raise Refused(gettext_noop("Nobody but you knows the right words here. Please rewrite the line."))
    before = line.text
    line.text = clean_line(mended(before, one))
    line.edited, line.version = True, issue.version + 1
    line.save(update_fields=["text", "edited", "version"])
    told = {"rule": one.rule.value, "found": one.found, "meant": one.meant}
    return moved(MEND_LINE, issue, by, {"line": line.pk, **told, "before": before, "text": line.text})


@transaction.atomic
def dismiss_remark(*, by: Actor, issue_id: int, version: int, line_id: int, key: str, reason: str) -> Issue:
    """Let a remark stand, with the reason; it comes back once the line says something else.

    :raises Invalid: where no reason is given.
    :raises Stale: as for :func:`mend_line`.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    why = clean_reason(reason)
    issue = shared(DISMISS_REMARK, issue_id)
    line = held_line(issue, line_id, version)
    check_work(issue, by, column_of(issue_columns(issue), Section(line.section)).key)
    one = _remark(issue, line, key)
    told = {"rule": one.rule.value, "found": one.found, "meant": one.meant}
    Dismissal.objects.create(
        line=line,
        said=line.text,
        reason=why,
        dismissed_by=by.label,
        dismissed_at=clock.now(),
        **told,
    )
    return moved(DISMISS_REMARK, issue, by, {"line": line.pk, **told, "reason": why})


def _remark(issue: Issue, line: Line, key: str) -> Remark:
    """The remark of that name on the line as it stands."""
    found = next((one for one in check_issue(issue).get(line.pk, ()) if one.key == key), None)
    if found is None:
        raise Stale(gettext_noop("This remark stands no longer. Please look at the line again."))
    return found
