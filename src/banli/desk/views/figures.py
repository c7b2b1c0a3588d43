"""A number opens: the events it counts, its definition, cut-off, place in the ledger and digest, and a recount."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from banli.cases.service import numbers_of
from banli.catalogue.service import KINDS
from banli.desk.permissions import may_open
from banli.desk.views.frame import actor, screen, show
from banli.desk.views.words import EVENTS
from banli.people.service import departments, named
from banli.statistics.service import (
    GRANTS,
    GROUPS,
    INDICATORS,
    Behind,
    Figure,
    StatisticsPermission,
    intact,
    open_figure,
    recount,
)
from banli.statistics.service import figure as find_figure

PAGE = 50
GROUP_TITLES = {group.key: group.title for group in GROUPS}
INDICATOR_TITLES = {indicator.key: indicator.title for indicator in INDICATORS}


@screen
def figure(request: HttpRequest, figure_id: int) -> HttpResponse:
    """A page of what stands behind a figure."""
    return _page(request, figure_id)


@screen
@require_POST
def count_again(request: HttpRequest, figure_id: int) -> HttpResponse:
    """Count the events themselves and compare."""
    found = find_figure(figure_id)
    return _page(request, figure_id, {"again": recount(found), "whole": intact(found)})


def _page(request: HttpRequest, figure_id: int, counted: dict[str, Any] | None = None) -> HttpResponse:
    by = actor(request)
    GRANTS.require(by, StatisticsPermission.OPEN_FIGURE)
    found = find_figure(figure_id)
    behind = open_figure(found, _place(request.GET.get("after", "")), PAGE)
    context = {
        **facts_of(found),
        "rows": rows(behind),
        "following": _key(behind[-1]) if len(behind) == PAGE else "",
        "paged": "after" in request.GET,
        "counted": counted,
        "linked": may_open("case", by.roles),
    }
    return show(request, "desk/figure.html", "issues", context)


def facts_of(found: Figure) -> dict[str, Any]:
    """A figure with its titles in the reader's words, and the definition where the reader's language has it."""
    indicator = next((one for one in INDICATORS if one.key == found.indicator), None)
    same = indicator is not None and indicator.definition.zh == found.definition
    return {
        "figure": found,
        "group_title": GROUP_TITLES.get(found.group, found.group),
        "indicator_title": INDICATOR_TITLES.get(found.indicator, found.indicator),
        "definition": indicator.definition if indicator and same else found.definition,
    }


def rows(behind: list[Behind]) -> list[dict[str, Any]]:
    """The events of a page with the numbers of their cases."""
    numbers = numbers_of(one.case for one in behind)
    names = {one.code: named(one) for one in departments()}
    return [
        {
            "number": numbers.get(one.case, ""),
            "day": one.day,
            "event": EVENTS.get(one.name, one.name),
            "kind": KINDS.get(one.kind, one.kind),
            "department": names.get(one.department, one.department),
        }
        for one in behind
    ]


def _key(last: Behind) -> str:
    return f"{last.day}.{last.kind}.{last.name}.{last.event}"


def _place(after: str) -> tuple[date, str, str, int] | None:
    try:
        day, kind, name, event = after.split(".")
        return date.fromisoformat(day), kind, name, int(event)
    except ValueError:
        return None
