"""The weekly report as a studio: the outline on the left, the sheet in the middle, the chosen figure on the right."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from banli.desk.views.frame import actor, screen, show
from banli.desk.views.paging import whole
from banli.desk.views.papers import bytes_response
from banli.desk.views.studio import Attempt, studio
from banli.documents.service import MissingGlyph, weekly_docx, weekly_pdf
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Refused, Stale
from banli.kernel.text import gettext_noop
from banli.weekly.service import (
    GRANTS,
    Issue,
    Section,
    WeeklyPermission,
    add_line,
    collect,
    edit_line,
    issue_for_week,
    issue_line,
    latest_issues,
    open_issue,
    publish,
    remove_line,
    sheet,
    sign_off,
    stored_files,
)
from banli.weekly.states import State

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


@screen
def issues(request: HttpRequest) -> HttpResponse:
    """Issues by week, and the week that has none yet."""
    return _list(request, "")


@screen
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Open the issue of a week."""
    try:
        week = date.fromisoformat(request.POST.get("week", ""))
        issue = open_issue(by=actor(request), week_start=week - timedelta(days=week.weekday()))
    except ValueError:
        return _list(request, _("Choose the week."), 422)
    except Refused as error:
        return _list(request, str(error), 409)
    return redirect("desk:issue", issue.subject)


def _list(request: HttpRequest, words: str, status: int = 200) -> HttpResponse:
    by = actor(request)
    found = latest_issues(_day(request.GET.get("after", "")))
    today = clock.today()
    context = {
        "issues": [(one, issue_line(one)) for one in found],
        "may_start": GRANTS.may(by, WeeklyPermission.EDIT),
        "week": today - timedelta(days=today.weekday()),
        "words": words,
        "following": found[-1].subject if len(found) == 50 else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/issues.html", "issues", context, status)


@screen
def issue(request: HttpRequest, week: str) -> HttpResponse:
    """The studio of one week."""
    by = actor(request)
    GRANTS.require(by, WeeklyPermission.READ)
    return show(request, "desk/issue.html", "issues", studio(_issue(week), by, request.GET, Attempt()))


@screen
@require_POST
def act(request: HttpRequest, week: str, name: str) -> HttpResponse:
    """Do an act with the issue; where it is not done, what was typed stays."""
    by, found = actor(request), _issue(week)
    if name not in DOINGS:
        raise Missing(gettext_noop("There is no such page."))
    try:
        done = DOINGS[name](by, found, request)
    except (Invalid, Stale, Refused, MissingGlyph) as error:
        words = "; ".join(str(one) for one in error.problems) if isinstance(error, Invalid) else str(error)
        tried = Attempt(words=words, text=request.POST.get("text", ""))
        context = studio(_issue(week), by, request.POST, tried)
        return show(request, "desk/issue.html", "issues", context, 422 if isinstance(error, Invalid) else 409)
    messages.success(request, done)
    return redirect("desk:issue", week)


def _sent(request: HttpRequest, name: str) -> int:
    """A whole number of the form; one that fits nothing where there is none."""
    found = whole(request.POST.get(name, ""))
    return -1 if found is None else found


def _collect(by: Actor, found: Issue, request: HttpRequest) -> str:
    collect(by=by, issue_id=found.pk, version=_sent(request, "version"))
    return _("Drawn from the record. Six figures are frozen.")


def _sign_off(by: Actor, found: Issue, request: HttpRequest) -> str:
    signed = sign_off(by=by, issue_id=found.pk, version=_sent(request, "version"))
    return _("Signed off as %(issue)s.") % {"issue": issue_line(signed)}


def _publish(by: Actor, found: Issue, request: HttpRequest) -> str:
    publish(by=by, issue_id=found.pk)
    return _("Published. The files are kept as they are.")


def _edit(by: Actor, found: Issue, request: HttpRequest) -> str:
    text = request.POST.get("text", "")
    edit_line(
        by=by, issue_id=found.pk, version=_sent(request, "version"), line_id=_sent(request, "line"), text=text
    )
    return _("The line is rewritten.")


def _remove(by: Actor, found: Issue, request: HttpRequest) -> str:
    remove_line(by=by, issue_id=found.pk, version=_sent(request, "version"), line_id=_sent(request, "line"))
    return _("The line is taken out.")


def _add(by: Actor, found: Issue, request: HttpRequest) -> str:
    try:
        section = Section(request.POST.get("add", ""))
    except ValueError:
        raise Missing(gettext_noop("There is no such page.")) from None
    add_line(
        by=by,
        issue_id=found.pk,
        section=section,
        text=request.POST.get("text", ""),
    )
    return _("The line is added.")


DOINGS = {
    "collect": _collect,
    "sign-off": _sign_off,
    "publish": _publish,
    "edit": _edit,
    "remove": _remove,
    "add": _add,
}


@screen
def download(request: HttpRequest, week: str, kind: str) -> HttpResponse:
    """The kept file of a published issue; before that the sheet as it stands, without number and date."""
    GRANTS.require(actor(request), WeeklyPermission.READ)
    found = _issue(week)
    if kind not in MEDIA:
        raise Missing(gettext_noop("There is no such page."))
    if found.state == State.PUBLISHED:
        content = stored_files(found)[f"weekly.{kind}"]
    elif kind == "json":
        raise Missing(gettext_noop("There is no such page."))
    else:
        content = weekly_pdf(sheet(found)) if kind == "pdf" else weekly_docx(sheet(found))
    return bytes_response(content, MEDIA[kind], f"weekly-{week}.{kind}")


def _issue(week: str) -> Issue:
    day = _day(week)
    found = issue_for_week(day) if day else None
    if found is None:
        raise Missing(gettext_noop("There is no such issue of the weekly report."))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
