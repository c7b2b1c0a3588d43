"""Other words for a line: proposed by whoever may comment, taken or declined by the editor."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Missing, Problem, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.weekly.acts.editing import held_line
from banli.weekly.acts.transition import locked, moved, note, shared
from banli.weekly.models import Issue, Line, Rewording
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import check_discussed, check_writable, clean_line, clean_reason
from banli.weekly.rules.exhibits import clean_caption
from banli.weekly.rules.outline import Section
from banli.weekly.states import TAKE_REWORDING, Sent, State


@transaction.atomic
def propose_rewording(*, by: Actor, issue_id: int, version: int, line_id: int, text: str) -> Rewording:
    """Propose other words for a line. It is never refused because the line changed meanwhile: it says so instead.

    :param version: the version of the issue in which the line was read; its words then are kept beside.
    :raises Invalid: where nothing is said, or nothing else than the line says.
    """
    GRANTS.require(by, WeeklyPermission.COMMENT)
    issue = locked(issue_id)
    check_discussed(State(issue.state))
    line = issue.lines.select_related("exhibit").filter(pk=line_id).first()
    if line is None:
        raise Missing(gettext_noop("This line is no longer part of the issue."))
    clean = clean_caption(text) if line.exhibited else clean_line(text)
    if line.exhibited is None:
        check_writable(Section(line.section))
    before = _said_then(issue, line, version)
    if clean == before:
        raise Invalid([Problem("text", gettext_noop("These are the words of the line already."))])
    same = {"line": line, "before": before, "text": clean, "proposed_by": by.label}
    made = issue.rewordings.filter(**same, state=Sent.WAITING).first()
    if made is None:
        made = Rewording.objects.create(issue=issue, **same, proposed_at=clock.now())
        told = {"rewording": made.pk, "line": line.pk, "before": before, "text": clean}
        note("rewording_proposed", issue, by, told)
    return made


@transaction.atomic
def take_rewording(*, by: Actor, rewording_id: int, version: int, over: bool = False) -> Issue:
    """Put the proposed words in place of the line's.

    :param version: the version of the issue in which both were looked at.
    :param over: True where the page said that the line says something else by now, and these words are wanted still.
    :raises Stale: where the line changed after ``version``, or after the proposal and nobody said ``over``.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = shared(TAKE_REWORDING, _issue_of(rewording_id))
    made = _waiting(rewording_id)
    if made.line_id is None:
        raise Refused(gettext_noop("The line was taken out; these words have no place any more."))
    line = held_line(issue, made.line_id, version)
    if line.text != made.before and not over:
        raise Stale(
            gettext_noop("Somebody changed this line in the meantime. It says now: %(theirs)s"),
            theirs=line.text,
        )
    before, line.text, line.edited, line.version = line.text, made.text, True, issue.version + 1
    line.save(update_fields=["text", "edited", "version"])
    _decide(made, by, Sent.TAKEN)
    told = {"rewording": made.pk, "line": line.pk, "before": before, "text": made.text}
    return moved(TAKE_REWORDING, issue, by, told | {"proposed_by": made.proposed_by})


@transaction.atomic
def decline_rewording(*, by: Actor, rewording_id: int, reason: str) -> Rewording:
    """Leave the words of the line as they are, and say why. Raises :class:`Invalid` where no reason is given."""
    GRANTS.require(by, WeeklyPermission.EDIT)
    why = clean_reason(reason)
    issue = locked(_issue_of(rewording_id))
    made = _waiting(rewording_id)
    made.reason = why
    _decide(made, by, Sent.DECLINED)
    note("rewording_declined", issue, by, {"rewording": made.pk, "reason": why})
    return made


@transaction.atomic
def take_rewording_back(*, by: Actor, rewording_id: int) -> Rewording:
    """Take one's own proposal back. Raises :class:`Denied` for somebody else's."""
    GRANTS.require(by, WeeklyPermission.COMMENT)
    issue = locked(_issue_of(rewording_id))
    made = _waiting(rewording_id)
    if made.proposed_by != by.label:
        raise Denied(gettext_noop("You are not allowed to do this."))
    _decide(made, by, Sent.TAKEN_BACK)
    note("rewording_taken_back", issue, by, {"rewording": made.pk})
    return made


def _said_then(issue: Issue, line: Line, version: int) -> str:
    """The words of the line in that version of the issue; its words now where it was not there."""
    kept = issue.versions.filter(number=version).first()
    rows = kept.content if kept else ()
    return next((row["text"] for row in rows if row["line"] == line.pk), line.text)


def _issue_of(rewording_id: int) -> int:
    found = Rewording.objects.filter(pk=rewording_id).values_list("issue_id", flat=True).first()
    if found is None:
        raise Missing(gettext_noop("There is no such proposal."))
    return found


def _waiting(rewording_id: int) -> Rewording:
    """A proposal nobody has decided about, read under the lock of its issue."""
    made = Rewording.objects.get(pk=rewording_id)
    if made.state != Sent.WAITING:
        raise Refused(gettext_noop("This proposal has been decided about already."))
    return made


def _decide(made: Rewording, by: Actor, state: Sent) -> None:
    made.state, made.decided_by, made.decided_at = state.value, by.label, clock.now()
    made.save()
