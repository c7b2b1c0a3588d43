"""Lines that windows send in, seen by the editor and by the window; where an issue went, and who read it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from banli.desk.kit.frame import actor, screen, show
from banli.desk.weekly.acts import section_of, sent
from banli.desk.weekly.names import named
from banli.desk.weekly.sheet import Attempt, may_do
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Refused
from banli.kernel.printable import require
from banli.kernel.text import gettext_noop
from banli.weekly.service import (
    HEADINGS,
    RETENTIONS,
    SENDABLE,
    Answer,
    Issue,
    RecordLine,
    Section,
    answers,
    archived,
    ask_of,
    compared,
    completions,
    confirm_receipt,
    deadline,
    deliveries,
    departments_with_windows,
    issue_called,
    issue_for,
    issue_line,
    nothing_to_send,
    own_contributions,
    own_records,
    record_line,
    send_line,
    take_line_back,
)
from banli.weekly.states import Sent, State

BECAME = {
    Sent.WAITING: (pgettext_lazy("weekly", "waiting"), "warning"),
    Sent.TAKEN: (pgettext_lazy("weekly", "taken"), "done"),
    Sent.DECLINED: (pgettext_lazy("weekly", "left out"), "overdue"),
    Sent.TAKEN_BACK: (pgettext_lazy("weekly", "taken back"), ""),
}


def windows_page(
    request: HttpRequest, by: Actor, issue: Issue, tried: Attempt, status: int = 200
) -> HttpResponse:
    """The editor's overview: what came, from whom, what is missing; asking, reminding, taking."""
    rows = [_row(issue, one) for one in answers(issue)]
    context = {
        "issue": issue,
        "rows": rows,
        "missing": sum(bool(row["missing"]) for row in rows),
        "may": may_do(issue, by),
        "departments": departments_with_windows(),
        "seen": deadline(issue),
        "due": (issue.lines_due or _next_deadline()).astimezone(clock.SHANGHAI),
        "tried": tried,
    }
    return show(request, "desk/weekly/issue_windows.html", "issues", context, status)


def _row(issue: Issue, one: Answer) -> dict[str, Any]:
    """A department on the editor's page: what it sent, each line against its draft before."""
    before = compared(one.sent)
    return {
        "answer": one,
        "missing": one.missing,
        "sent": [
            (
                row,
                *BECAME[Sent(row.state)],
                HEADINGS[Section(row.section)],
                _late(issue, row.sent_at),
                before.get(row.pk),
            )
            for row in one.sent
        ],
    }


def sending_page(
    request: HttpRequest, by: Actor, issue: Issue, tried: Attempt, status: int = 200
) -> HttpResponse:
    """Recipients with copies, receipts and marks of reading; the archive."""
    rows = deliveries(issue)
    context = {
        "issue": issue,
        "issue_line": issue_line(issue),
        "rows": [(row, named(row.received_by), named(row.read_by)) for row in rows],
        "copies": sum(row.copies for row in rows),
        "received": sum(row.received_at is not None for row in rows),
        "read": sum(row.read_at is not None for row in rows),
        "archived": archived(issue),
        "retentions": RETENTIONS,
        "may": may_do(issue, by),
        "published": issue.state == State.PUBLISHED,
        "tried": tried,
    }
    return show(request, "desk/weekly/issue_sending.html", "issues", context, status)


@screen
def own_lines(request: HttpRequest, week: str) -> HttpResponse:
    """What the own department sent for an issue, and a form to send more."""
    return _own(request, issue_called(week), Attempt())


@screen
@require_POST
def own_lines_act(request: HttpRequest, week: str, name: str) -> HttpResponse:
    """Send a line, take one back, or say that there is nothing; where it is not done, what was typed stays."""
    by, issue = actor(request), issue_called(week)
    try:
        require(request.POST.dict())
        if name == "send":
            section = section_of(request, "section")
            text, record = request.POST.get("text", ""), request.POST.get("record", "")
            topic = request.POST.get("topic") or "fieldwork"
            send_line(by=by, issue_id=issue.pk, section=section, text=text, record=record, topic=topic)
            words = _("The line is sent in.")
        elif name == "nothing":
            nothing_to_send(by=by, issue_id=issue.pk)
            words = _("Noted: nothing to tell this time.")
        elif name == "take-back":
            take_line_back(by=by, contribution_id=sent(request, "contribution"))
            words = _("The line is taken back.")
        else:
            raise Missing(gettext_noop("There is no such page."))
    except (Invalid, Refused) as error:
        told = "; ".join(str(one) for one in error.problems) if isinstance(error, Invalid) else str(error)
        tried = Attempt(told, request.POST.get("text", ""))
        return _own(request, issue, tried, 422 if isinstance(error, Invalid) else 409)
    messages.success(request, words)
    return redirect("desk:issue_lines", week)


def _own(request: HttpRequest, issue: Issue, tried: Attempt, status: int = 200) -> HttpResponse:
    by = actor(request)
    asked, chosen = ask_of(issue, by.department), _chosen(request, by)
    sections = [*SENDABLE, *([chosen.section] if chosen and chosen.section not in SENDABLE else [])]
    sent_in = own_contributions(issue, by.department)
    before = compared([one for one in sent_in if one.state != Sent.TAKEN_BACK])
    context = {
        "issue": issue,
        "open": issue.state in {State.COLLECTING, State.DRAFT},
        "asked": asked,
        "late": _late(issue, clock.now()),
        "sections": [(section.value, HEADINGS[section]) for section in sections],
        "section": request.POST.get("section", ""),
        "records": own_records(issue, by),
        "record": chosen,
        "rows": [
            (row, *BECAME[Sent(row.state)], HEADINGS[Section(row.section)], before.get(row.pk))
            for row in sent_in
        ],
        "dictionary": completions(issue.frame),
        "tried": tried,
    }
    return show(request, "desk/weekly/issue_lines.html", "issues", context, status)


def _chosen(request: HttpRequest, by: Actor) -> RecordLine | None:
    """The record that a line is made of, as the page or its form names it; None where it is none that may be told."""
    asked = request.POST if request.method == "POST" else request.GET
    topic, record = asked.get("topic") or "fieldwork", asked.get("record", "")
    try:
        return record_line(topic, record, by) if record else None
    except (Missing, Refused):
        return None


@screen
@require_safe
def to_line_form(request: HttpRequest, topic: str, subject: str) -> HttpResponse:
    """Go to the form in which the record is a sentence already, of the issue in whose days it lies."""
    found = record_line(topic, subject, actor(request))
    issue = issue_for(found.day)
    if issue is None:
        raise Refused(gettext_noop("No issue of the weekly report takes lines at the moment."))
    asked = urlencode({"topic": topic, "record": subject})
    return redirect(f"{reverse('desk:issue_lines', args=[issue.subject])}?{asked}#text")


@screen
@require_POST
def receipt(request: HttpRequest, delivery: int) -> HttpResponse:
    """Confirm that copies arrived."""
    done = confirm_receipt(by=actor(request), delivery_id=delivery)
    messages.success(request, _("The receipt is confirmed."))
    if request.POST.get("back") == "sending":
        return redirect("desk:issue_sending", done.issue.subject)
    return redirect("desk:issues")


def _late(issue: Issue, moment: datetime) -> bool:
    return issue.lines_due is not None and moment > issue.lines_due


def _next_deadline() -> datetime:
    """Tomorrow at noon, to begin with."""
    tomorrow = clock.now().astimezone(clock.SHANGHAI) + timedelta(days=1)
    return tomorrow.replace(hour=12, minute=0, second=0, microsecond=0)
