"""The weekly report as a studio: the outline on the left, the sheet in the middle, the chosen figure on the right."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from banli.desk.kit.frame import actor, screen, show
from banli.desk.permissions import may_open
from banli.desk.weekly.acts import HANDLERS, PAGE_OF
from banli.desk.weekly.columns import COLUMN_ACTS
from banli.desk.weekly.names import named
from banli.desk.weekly.sheet import (
    STATES,
    Attempt,
    confirming,
    last_change,
    pages,
    studio,
)
from banli.desk.weekly.talk_acts import TALK
from banli.desk.weekly.windows import sending_page, windows_page
from banli.documents.service import MissingGlyph, weekly_docx, weekly_pdf
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Refused, Stale
from banli.kernel.printable import require
from banli.kernel.text import gettext_noop
from banli.screens import papers
from banli.weekly.service import (
    GRANTS,
    Issue,
    Span,
    Unconfirmed,
    WeeklyPermission,
    delivered_to,
    issue_called,
    issue_line,
    issues_open_for_lines,
    latest_issues,
    open_period,
    published_issues,
    sheet,
    stored_files,
    versions,
)
from banli.weekly.states import State

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
KINDS = {
    Span.WEEK: pgettext_lazy("weekly", "Week"),
    Span.MONTH: pgettext_lazy("weekly", "Month"),
    Span.YEAR: pgettext_lazy("weekly", "Year"),
}
EVENTS = {
    "opened": pgettext_lazy("weekly", "opened"),
    "erratum_opened": pgettext_lazy("weekly", "erratum opened"),
    "collected": pgettext_lazy("weekly", "collected"),
    "line_added": pgettext_lazy("weekly", "line added"),
    "line_edited": pgettext_lazy("weekly", "line rewritten"),
    "line_mended": pgettext_lazy("weekly", "a place mended as remarked"),
    "remark_dismissed": pgettext_lazy("weekly", "a remark let stand"),
    "rewording_taken": pgettext_lazy("weekly", "proposed words taken"),
    "line_moved": pgettext_lazy("weekly", "line moved"),
    "line_removed": pgettext_lazy("weekly", "line taken out"),
    "line_taken": pgettext_lazy("weekly", "a window's line taken"),
    "exhibit_added": pgettext_lazy("weekly", "picture, table or chart put in"),
    "exhibit_edited": pgettext_lazy("weekly", "picture, table or chart changed"),
    "statement_worded": pgettext_lazy("weekly", "statement worded otherwise"),
    "mode_set": pgettext_lazy("weekly", "way of printing chosen"),
    "sent_for_review": pgettext_lazy("weekly", "sent to be checked"),
    "put_together": pgettext_lazy("weekly", "put together for the signer"),
    "reviewed": pgettext_lazy("weekly", "checked"),
    "returned": pgettext_lazy("weekly", "given back"),
    "signed": pgettext_lazy("weekly", "signed off"),
    "published": pgettext_lazy("weekly", "published"),
}
"""What made a version, in the reader's words."""


@screen
def issues(request: HttpRequest) -> HttpResponse:
    """Issues by period, and the one that is not opened yet; windows see what is published and what they may send."""
    return _list(request, "")


@screen
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Open the issue of a week, a month or a year by any of its days."""
    try:
        day = date.fromisoformat(request.POST.get("week", ""))
        kind = Span(request.POST.get("kind", Span.WEEK.value))
    except ValueError:
        return _list(request, _("Choose the week."), 422)
    try:
        opened = open_period(by=actor(request), kind=kind, day=day)
    except Refused as error:
        return _list(request, str(error), 409)
    return redirect("desk:issue", opened.subject)


def _list(request: HttpRequest, words: str, status: int = 200) -> HttpResponse:
    by = actor(request)
    inside = GRANTS.may(by, WeeklyPermission.READ)
    found = latest_issues(_day(request.GET.get("after", "")), kind=None) if inside else published_issues()
    context = {
        "issues": [(one, issue_line(one), *STATES[State(one.state)]) for one in found],
        "inside": inside,
        "open_for_lines": issues_open_for_lines() if may_open("issue_lines", by.roles) else [],
        "received": delivered_to(by.department) if by.department else [],
        "may_start": GRANTS.may(by, WeeklyPermission.EDIT),
        "kinds": [(kind.value, label) for kind, label in KINDS.items()],
        "week": clock.today(),
        "words": words,
        "following": found[-1].first_day.isoformat() if inside and len(found) == 50 else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/weekly/issues.html", "issues", context, status)


@screen
def issue(request: HttpRequest, week: str) -> HttpResponse:
    """The studio of one issue."""
    by = actor(request)
    GRANTS.require(by, WeeklyPermission.READ)
    return _studio(request, by, issue_called(week), Attempt())


@screen
def changes(request: HttpRequest, week: str) -> HttpResponse:
    """Outline and sheet again where the issue changed after the version ``seen``; nothing (204) where it did not."""
    by = actor(request)
    GRANTS.require(by, WeeklyPermission.READ)
    found = issue_called(week)
    if request.GET.get("seen") == str(found.version):
        return HttpResponse(status=204)
    context = {**pages(found, by, request.GET), "change": last_change(found), "again": True}
    return show(request, "desk/weekly/parts/studio_changes.html", "issues", context)


@screen
def history(request: HttpRequest, week: str) -> HttpResponse:
    """Every version of an issue: who, when, and which lines it changed."""
    GRANTS.require(actor(request), WeeklyPermission.READ)
    found = issue_called(week)
    kept = versions(found)
    rows = []
    for one, before in zip(kept, [*kept[1:], None], strict=True):
        old = {row["line"]: row["text"] for row in before.content} if before else {}
        new = {row["line"]: row["text"] for row in one.content}
        lines = [(old.get(line, ""), text) for line, text in new.items() if old.get(line) != text]
        lines += [(text, "") for line, text in old.items() if line not in new]
        words = EVENTS.get(one.event, one.event)
        rows.append({"version": one, "who": named(one.made_by), "words": words, "lines": lines})
    return show(request, "desk/weekly/issue_versions.html", "issues", {"issue": found, "rows": rows})


@screen
def windows(request: HttpRequest, week: str) -> HttpResponse:
    """What windows were asked for and sent."""
    by = actor(request)
    GRANTS.require(by, WeeklyPermission.READ)
    return windows_page(request, by, issue_called(week), Attempt())


@screen
def sending(request: HttpRequest, week: str) -> HttpResponse:
    """Where a published issue went, who has it and read it, and where it is archived."""
    by = actor(request)
    GRANTS.require(by, WeeklyPermission.READ)
    return sending_page(request, by, issue_called(week), Attempt())


@screen
@require_POST
def act(request: HttpRequest, week: str, name: str) -> HttpResponse:
    """Do an act with the issue; where it is not done, what was typed stays."""
    by, found = actor(request), issue_called(week)
    handler = HANDLERS.get(name) or TALK.get(name) or COLUMN_ACTS.get(name)
    if handler is None:
        raise Missing(gettext_noop("There is no such page."))
    page = PAGE_OF.get(name, "issue")
    try:
        require(request.POST.dict())
        done = handler(by, found, request)
    except (Invalid, Stale, Refused, MissingGlyph) as error:
        words = "; ".join(str(one) for one in error.problems) if isinstance(error, Invalid) else str(error)
        asked = confirming(error.concerns, name, found) if isinstance(error, Unconfirmed) else None
        late = isinstance(error, Stale) and name in {"edit", "remove"}
        tried = Attempt(words=words, text=_typed(request), asked=asked, late=late)
        status = 422 if isinstance(error, Invalid) else 409
        if page == "issue_windows":
            return windows_page(request, by, issue_called(week), tried, status)
        if page == "issue_sending":
            return sending_page(request, by, issue_called(week), tried, status)
        return _studio(request, by, issue_called(week), tried, status)
    messages.success(request, done.words)
    there = reverse(f"desk:{page}", args=[done.subject or week])
    return redirect(f"{there}?line={done.line}#line-{done.line}" if done.line else there)


def _typed(request: HttpRequest) -> str:
    return next((request.POST[name] for name in ("text", "wording") if name in request.POST), "")


def _studio(request: HttpRequest, by: Actor, found: Issue, tried: Attempt, status: int = 200) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    context = studio(found, by, asked, tried)
    return show(request, "desk/weekly/issue.html", "issues", context, status)


@screen
def download(request: HttpRequest, week: str, kind: str) -> HttpResponse:
    """The kept file of a published issue; before that the sheet as it stands, without number and date."""
    by, found = actor(request), issue_called(week)
    published = found.state == State.PUBLISHED
    GRANTS.require(by, WeeklyPermission.READ_PUBLISHED if published else WeeklyPermission.READ)
    if kind not in MEDIA:
        raise Missing(gettext_noop("There is no such page."))
    if published:
        content = stored_files(found)[f"weekly.{kind}"]
    elif kind == "json":
        raise Missing(gettext_noop("There is no such page."))
    else:
        content = weekly_pdf(sheet(found)) if kind == "pdf" else weekly_docx(sheet(found))
    return papers.answer(papers.Paper(content, f"weekly-{week}.{kind}", MEDIA[kind]))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
