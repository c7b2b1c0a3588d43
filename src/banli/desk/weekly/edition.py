"""The web edition for everybody in the house: the issue with figures that open, its data, search over every word."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from banli.desk.kit.frame import actor, screen, show
from banli.desk.weekly.sheet import pages
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.screens import papers
from banli.weekly.service import (
    GRANTS,
    Issue,
    WeeklyPermission,
    changed_figures,
    delivered_to,
    errata,
    figures_csv,
    issue_called,
    issue_line,
    mark_read,
    search_issues,
    stored_files,
)
from banli.weekly.states import State


@screen
def read(request: HttpRequest, week: str) -> HttpResponse:
    """A published issue to read; the first reading of a department is marked."""
    by = actor(request)
    found = _published(request, week)
    mark_read(by=by, issue_id=found.pk)
    context = {
        **pages(found, by, {}),
        "errata": [(one, issue_line(one)) for one in errata(found) if one.state == State.PUBLISHED],
        "mends_line": issue_line(found.mends) if found.mends else "",
        "changed": changed_figures(found),
        "received": [one for one in delivered_to(by.department) if one.issue_id == found.pk],
    }
    return show(request, "desk/weekly/issue_read.html", "issues", context)


@screen
def figures_file(request: HttpRequest, week: str, kind: str) -> HttpResponse:
    """The frozen figures of a published issue as CSV or JSON."""
    found = _published(request, week)
    if kind == "csv":
        return _download(figures_csv(found), "text/csv; charset=utf-8", f"figures-{week}.csv")
    if kind == "json":
        data = json.loads(stored_files(found)["weekly.json"])
        told = {name: data[name] for name in ("issue", "date", "period", "figures", "corrections")}
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        return _download(text, "application/json", f"figures-{week}.json")
    raise Missing(gettext_noop("There is no such page."))


def _download(text: str, media_type: str, name: str) -> HttpResponse:
    return papers.answer(papers.Paper(text.encode(), name, media_type), save=True)


@screen
def search(request: HttpRequest) -> HttpResponse:
    """Lines of published issues that hold every word asked for; drafts as well for those who may see them."""
    by = actor(request)
    GRANTS.require(by, WeeklyPermission.READ_PUBLISHED)
    text = request.GET.get("q", "").strip()
    drafts = GRANTS.may(by, WeeklyPermission.READ)
    hits = [(one, issue_line(one.issue)) for one in search_issues(text, drafts=drafts)]
    return show(request, "desk/weekly/issue_search.html", "issues", {"q": text, "hits": hits})


def _published(request: HttpRequest, week: str) -> Issue:
    GRANTS.require(actor(request), WeeklyPermission.READ_PUBLISHED)
    found = issue_called(week)
    if found.state != State.PUBLISHED:
        raise Missing(gettext_noop("There is no such issue of the weekly report."))
    return found
