"""Windows send in lines: they are asked until a day, reminded, send from their records or write; the editor takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.people.service import department
from banli.weekly.acts.editing import append_line, held_line
from banli.weekly.acts.reading import Read
from banli.weekly.acts.sent_exhibits import take_exhibit
from banli.weekly.acts.transition import locked, moved, note, shared
from banli.weekly.models import Ask, Contribution, Issue, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import check_open_for_lines, check_sendable, clean_line, clean_reason
from banli.weekly.rules.columns import placed
from banli.weekly.rules.outline import Section
from banli.weekly.selectors.columns import issue_columns
from banli.weekly.selectors.records import NOTHING, RecordLine, record_line
from banli.weekly.selectors.windows import deadline, missing_asks
from banli.weekly.states import TAKE_LINE, Sent, State

REMIND_BEFORE = timedelta(hours=24)
"""How long before the deadline the platform reminds by itself."""
OPEN = (State.COLLECTING, State.DRAFT)


@transaction.atomic
def ask_for_lines(
    *, by: Actor, issue_id: int, departments: Sequence[str], due: datetime, seen: str | None = None
) -> Issue:
    """Ask departments for lines until ``due``; asking again moves the deadline and adds departments.

    :param seen: the deadline that was read, as ISO text, '' for none; None does not ask.
    :raises Invalid: where no department is named or the deadline has passed.
    :raises Stale: where somebody else set another deadline since.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = locked(issue_id)
    check_open_for_lines(State(issue.state))
    if seen is not None and seen != deadline(issue):
        raise Stale(gettext_noop("Somebody asked the windows meanwhile. Look at the deadline again."))
    codes = sorted(set(departments))
    problems = []
    if not codes:
        problems.append(Problem("departments", gettext_noop("Choose at least one department.")))
    if due <= clock.now():
        problems.append(Problem("due", gettext_noop("The deadline has to lie ahead.")))
    if problems:
        raise Invalid(problems)
    for code in codes:
        Ask.objects.get_or_create(issue=issue, department=department(code).code)
    issue.lines_due = due
    issue.save(update_fields=["lines_due"])
    note("lines_asked", issue, by, {"departments": codes, "due": due.isoformat()})
    return issue


@transaction.atomic
def send_line(
    *,
    by: Actor,
    issue_id: int,
    section: Section,
    text: str,
    record: str = "",
    topic: str = "fieldwork",
    department_code: str = "",
    piece: Read | None = None,
) -> Contribution:
    """Send a line in for the sender's department: written, or with the ``record`` of ``topic`` that it comes from.

    :param piece: the manuscript it was read from, and the place in it; None where it was typed.
    :raises Refused: where the issue takes no lines any more; after the deadline it still does, marked as late.
    """
    found = _record(topic, record, by) if record else None
    whose = department_code or (found.department if found else "") or by.department
    code = department(whose).code
    GRANTS.require(by, WeeklyPermission.SEND, department=code)
    if found and found.department not in ("", code):
        raise Missing(NOTHING)
    check_sendable(section, found.section if found else None)
    issue = locked(issue_id)
    check_open_for_lines(State(issue.state))
    if found:
        section = placed(issue_columns(issue), found.topic, section)
    sent = Contribution.objects.create(
        issue=issue,
        department=code,
        section=section.value,
        text=clean_line(text),
        source_topic=found.topic if found else "",
        source_subject=record,
        manuscript=piece.manuscript if piece else None,
        sent_by=by.label,
        sent_at=clock.now(),
    )
    Ask.objects.filter(issue=issue, department=code).update(nothing=False)
    told = {"contribution": sent.pk, "department": code, "record": record}
    note("line_sent", issue, by, told | (piece.told if piece else {}))
    return sent


def _record(topic: str, record: str, by: Actor) -> RecordLine:
    """The record that a line comes from; what is of no department is the centre's, and told by the hall's manager."""
    found = record_line(topic, record, by)
    of = found.department
    everywhere = GRANTS.may_everywhere(by, WeeklyPermission.SEND)
    if not (GRANTS.may(by, WeeklyPermission.SEND, department=of) if of else everywhere):
        raise Missing(NOTHING)
    return found


@transaction.atomic
def nothing_to_send(*, by: Actor, issue_id: int) -> Issue:
    """Say for the sender's department that there is nothing to tell this time."""
    GRANTS.require(by, WeeklyPermission.SEND, department=by.department)
    issue = locked(issue_id)
    check_open_for_lines(State(issue.state))
    if not Ask.objects.filter(issue=issue, department=by.department).update(nothing=True):
        raise Missing(gettext_noop("Your department was not asked for lines."))
    note("nothing_to_send", issue, by, {"department": by.department})
    return issue


@transaction.atomic
def take_line_back(*, by: Actor, contribution_id: int) -> Contribution:
    """Take a line back that the editor has not taken yet."""
    sent = _waiting(contribution_id)
    GRANTS.require(by, WeeklyPermission.SEND, department=sent.department)
    sent.state = Sent.TAKEN_BACK.value
    sent.save(update_fields=["state"])
    note("line_taken_back", sent.issue, by, {"contribution": sent.pk})
    return sent


@transaction.atomic
def take_line(
    *, by: Actor, contribution_id: int, in_place_of: int | None = None, version: int | None = None
) -> Issue:
    """Take what a window sent into the issue: in place of the line of its record, else at the end of its section.

    :param in_place_of: the line its draft before became, where it is to say the new words instead.
    :param version: the version of the issue in which that line was looked at.
    :raises Stale: where that line changed since.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    sent = _waiting(contribution_id)
    line: Line | None
    issue = shared(TAKE_LINE, sent.issue_id)
    shown: dict[str, Any] = {}
    if sent.shows:
        line, shown = take_exhibit(issue, sent)
    elif in_place_of is not None:
        line = held_line(issue, in_place_of, -1 if version is None else version)
    else:
        line = _same_record(issue, sent)
    if line is None:
        line = append_line(
            issue,
            Section(sent.section),
            sent.text,
            source_topic=sent.source_topic or "contribution",
            source_subjects=[sent.source_subject or str(sent.pk)],
            drawn=sent.text,
        )
    elif not sent.shows:
        line.text, line.edited, line.version = sent.text, True, issue.version + 1
        line.save(update_fields=["text", "edited", "version"])
    sent.state, sent.line = Sent.TAKEN.value, line
    sent.save(update_fields=["state", "line"])
    return moved(TAKE_LINE, issue, by, {"contribution": sent.pk, "line": line.pk, **shown})


def _same_record(issue: Issue, sent: Contribution) -> Line | None:
    """The line already drawn from the record the window wrote about."""
    if not sent.source_subject:
        return None
    of = {"source_topic": sent.source_topic, "source_subjects": [sent.source_subject]}
    return issue.lines.filter(**of, section=sent.section, heading="", item=True).first()


@transaction.atomic
def decline_line(*, by: Actor, contribution_id: int, reason: str) -> Contribution:
    """Leave a line out and tell its window why."""
    GRANTS.require(by, WeeklyPermission.EDIT)
    sent = _waiting(contribution_id)
    sent.state, sent.reason = Sent.DECLINED.value, clean_reason(reason)
    sent.save(update_fields=["state", "reason"])
    note("line_declined", sent.issue, by, {"contribution": sent.pk, "reason": sent.reason})
    return sent


@transaction.atomic
def remind(*, by: Actor, issue_id: int) -> list[str]:
    """Remind every department that has neither sent a line nor said it has none; their codes.

    :raises Refused: where nobody is missing.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = locked(issue_id)
    check_open_for_lines(State(issue.state))
    found = _remind(by, issue)
    if not found:
        raise Refused(gettext_noop("Every department that was asked has answered."))
    return found


def remind_before_deadlines(*, by: Actor) -> int:
    """Remind once, a day before its deadline, whoever has not answered; how many departments."""
    GRANTS.require(by, WeeklyPermission.EDIT)
    now = clock.now()
    due = Issue.objects.filter(state__in=OPEN, lines_due__gt=now, lines_due__lte=now + REMIND_BEFORE)
    total = 0
    for number in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            total += len(_remind(by, locked(number), once=True))
    return total


def _remind(by: Actor, issue: Issue, *, once: bool = False) -> list[str]:
    asks = [ask for ask in missing_asks(issue) if not (once and ask.reminders)]
    for ask in asks:
        ask.reminders, ask.reminded_at = ask.reminders + 1, clock.now()
        ask.save(update_fields=["reminders", "reminded_at"])
    codes = [ask.department for ask in asks]
    if codes:
        note("reminded", issue, by, {"departments": codes})
    return codes


def _waiting(contribution_id: int) -> Contribution:
    """A line nobody has decided about yet, held until the transaction ends."""
    sent = Contribution.objects.select_for_update().filter(pk=contribution_id).first()
    if sent is None:
        raise Missing(gettext_noop("There is no such line."))
    if sent.state != Sent.WAITING:
        raise Refused(gettext_noop("This line has been decided about already."))
    return sent
