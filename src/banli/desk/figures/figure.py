"""A number opens: the events it counts, its definition, cut-off, place in the ledger and digest, a recount, and what
was recorded since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from banli.catalogue.service import KINDS
from banli.desk.figures.behind import added, may_see_rows
from banli.desk.figures.behind import named as behind_named
from banli.desk.kit.frame import actor, screen, show
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.people.service import departments, named
from banli.screens.parameters import whole
from banli.screens.words_by_kind import event_words
from banli.statistics.service import (
    GRANTS,
    TALLIES,
    Behind,
    Difference,
    Figure,
    StatisticsPermission,
    Unit,
    compare,
    in_words,
    indicator_shown,
    intact,
    now_of,
    number_of,
    open_figure,
    recount,
    title_of,
)
from banli.statistics.service import figure as find_figure
from banli.weekly.service import GRANTS as WEEKLY_GRANTS
from banli.weekly.service import WeeklyPermission, draft_for, tell_figure

PAGE = 50
UNIT_WORDS = {
    Unit.CASES: pgettext_lazy("figure", "cases"),
    Unit.RATINGS: pgettext_lazy("figure", "ratings"),
    Unit.TIMES: pgettext_lazy("figure", "visits"),
    Unit.PROJECTS: pgettext_lazy("figure", "projects"),
    Unit.YUAN: pgettext_lazy("figure", "yuan"),
}
"""What stands after a count or an amount."""
MOST_DAYS = 99_999
"""More working days than any case takes."""


@screen
def figure(request: HttpRequest, figure_id: int) -> HttpResponse:
    """A page of what stands behind a figure."""
    GRANTS.require(actor(request), StatisticsPermission.OPEN_FIGURE)
    return behind_page(request, find_figure(figure_id), {})


@screen
@require_POST
def count_again(request: HttpRequest, figure_id: int) -> HttpResponse:
    """Count the events themselves and compare."""
    GRANTS.require(actor(request), StatisticsPermission.OPEN_FIGURE)
    found = find_figure(figure_id)
    again = recount(found)
    counted = {"again": in_words(again, found.unit), "same": again == number_of(found) and intact(found)}
    return behind_page(request, found, {"counted": counted})


def behind_page(request: HttpRequest, found: Figure, more: dict[str, Any]) -> HttpResponse:
    """The page of a figure, frozen or (without an id) as it is now; ``more`` goes into its context."""
    by, parts = actor(request), parts_of(request.GET)
    sees = may_see_rows(by, found)
    behind = open_figure(found, _place(request.GET.get("after", "")), PAGE, parts) if sees else []
    context = {
        **facts_of(found),
        "rows": rows(found, behind, by),
        "sees": sees,
        "following": _key(behind[-1]) if len(behind) == PAGE else "",
        "paged": "after" in request.GET,
        "may_freeze": GRANTS.may(by, StatisticsPermission.FREEZE),
        "query": "",
        "took": parts if parts and found.unit == Unit.DAYS else None,
        "longest": MOST_DAYS,
        "counted": None,
        "undone": "",
        **_told(found, by),
        **more,
    }
    return show(request, "desk/figures/figure.html", "figures", context)


def _told(found: Figure, by: Actor) -> dict[str, Any]:
    """Where a frozen figure can become a line of the report: the draft for an editor, a line sent in for others."""
    if not found.pk:
        return {"draft": None, "sends": False}
    edits = WEEKLY_GRANTS.may(by, WeeklyPermission.EDIT)
    sends = WEEKLY_GRANTS.may_everywhere(by, WeeklyPermission.SEND)
    return {"draft": draft_for(found.to_day) if edits else None, "sends": sends and not edits}


@screen
@require_POST
def tell(request: HttpRequest, figure_id: int) -> HttpResponse:
    """Put a frozen figure into the draft that has its last day, or the latest, as a line of its own."""
    by, found = actor(request), find_figure(figure_id)
    WEEKLY_GRANTS.require(by, WeeklyPermission.EDIT)
    issue = draft_for(found.to_day)
    try:
        if issue is None:
            raise Refused(gettext_noop("No issue of the weekly report is a draft at the moment."))
        tell_figure(by=by, issue_id=issue.pk, figure_id=found.pk)
    except Refused as refused:
        page = behind_page(request, found, {"undone": str(refused)})
        page.status_code = 409
        return page
    messages.success(request, _("It stands in the draft as a line of its own."))
    return redirect("desk:issue", issue.subject)


@screen
def compared(request: HttpRequest, figure_id: int) -> HttpResponse:
    """What lies between a figure and another one, or the same number now, event by event."""
    GRANTS.require(actor(request), StatisticsPermission.OPEN_FIGURE)
    by, first, other = actor(request), find_figure(figure_id), request.GET.get("with", "")
    sees = may_see_rows(by, first)
    try:
        second = find_figure(whole(other) or 0) if other else now_of(first)
        found = compare(first, second, _after(request.GET.get("after", "")), PAGE) if sees else []
    except Refused as refused:
        return show(request, "desk/problem.html", "figures", {"words": str(refused), "status": 404}, 404)
    last = f"{found[-1].by_event}.{found[-1].event}" if len(found) == PAGE else ""
    context = {
        **facts_of(first),
        "second": facts_of(second),
        "rows": _differences(first, found, by),
        "sees": sees,
        "following": last,
        "paged": "after" in request.GET,
        "query": urlencode({"with": other}) if other else "",
    }
    return show(request, "desk/figures/figure_compare.html", "figures", context)


def facts_of(found: Figure) -> dict[str, Any]:
    """A figure with its titles in the reader's words, and the definition where the reader's language has it."""
    indicator, tally = indicator_shown(found), TALLIES.get(found.topic)
    same = indicator is not None and indicator.definition.zh == found.definition
    number = number_of(found)
    return {
        "figure": found,
        "value": in_words(number, found.unit),
        "unit_words": UNIT_WORDS.get(Unit(found.unit), ""),
        "tally": tally,
        "parted": bool(found.over) or found.unit == Unit.YUAN,
        "group_title": title_of(found),
        "indicator_title": indicator.title if indicator else found.indicator,
        "definition": indicator.definition if indicator and same else found.definition,
    }


def rows(shown: Figure, behind: list[Behind], by: Actor) -> list[dict[str, Any]]:
    """The events of a page with what each is about."""
    about, lines = behind_named(shown.topic, behind, by), _lines(shown)
    names = {one.code: named(one) for one in departments()}
    return [
        {
            "about": about[one.event],
            "day": one.day,
            "event": lines.get(one.kind, one.kind)
            if lines is not None
            else event_words(one.name, one.kind).officer,
            "kind": "" if lines is not None else KINDS.get(one.kind, one.kind),
            "department": names.get(one.department, one.department),
            "part": added(one.part, shown.unit),
        }
        for one in behind
    ]


def _lines(shown: Figure) -> Mapping[str, Any] | None:
    """What the lines of a tally are called; None for cases."""
    tally = TALLIES.get(shown.topic)
    return tally.lines if tally else None


def _differences(shown: Figure, found: list[Difference], by: Actor) -> list[dict[str, Any]]:
    about, lines = behind_named(shown.topic, found, by), _lines(shown)
    return [
        {
            "about": about[one.event],
            "day": one.day,
            "event": lines.get(one.kind, one.kind)
            if lines is not None
            else event_words(one.name, "").officer,
            "reason": one.reason,
            "recorded_at": one.recorded_at,
            "part": f"{'+' if one.part >= 0 else ''}{added(one.part, shown.unit)}",
            "whole": f"{one.whole:+d}",
        }
        for one in found
    ]


def parts_of(said: Mapping[str, str]) -> tuple[int, int] | None:
    """The working days a list is narrowed to: ``took=7``, or ``took=30-`` for so many and more; None for all."""
    least, more, _rest = said.get("took", "").partition("-")
    number = whole(least)
    if number is None or number > MOST_DAYS:
        return None
    return number, MOST_DAYS if more else number


def _key(last: Behind) -> str:
    return f"{last.day}.{last.kind}.{last.name}.{last.event}"


def _place(after: str) -> tuple[date, str, str, int] | None:
    try:
        day, kind, name, event = after.split(".")
        return date.fromisoformat(day), kind, name, int(event)
    except ValueError:
        return None


def _after(after: str) -> tuple[int, int]:
    first, _dot, second = after.partition(".")
    return whole(first) or 0, whole(second) or 0
