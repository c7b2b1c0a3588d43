"""A number opens: the events it counts, its definition, cut-off, place in the ledger and digest, a recount, and what
was recorded since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from banli.cases.service import numbers_of
from banli.catalogue.service import KINDS
from banli.desk.kit.frame import actor, screen, show
from banli.desk.permissions import may_open
from banli.kernel.errors import Refused
from banli.people.service import departments, named
from banli.screens.parameters import whole
from banli.screens.words_by_kind import event_words
from banli.statistics.service import (
    GRANTS,
    INDICATORS,
    Behind,
    Difference,
    Figure,
    StatisticsPermission,
    Unit,
    compare,
    in_words,
    intact,
    now_of,
    number_of,
    open_figure,
    recount,
    title_of,
)
from banli.statistics.service import figure as find_figure

PAGE = 50
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
    parts = parts_of(request.GET)
    behind = open_figure(found, _place(request.GET.get("after", "")), PAGE, parts)
    by = actor(request)
    context = {
        **facts_of(found),
        "rows": rows(behind),
        "following": _key(behind[-1]) if len(behind) == PAGE else "",
        "paged": "after" in request.GET,
        "linked": may_open("case", by.roles),
        "may_freeze": GRANTS.may(by, StatisticsPermission.FREEZE),
        "query": "",
        "took": parts if parts and found.unit == Unit.DAYS else None,
        "longest": MOST_DAYS,
        "counted": None,
        **more,
    }
    return show(request, "desk/figures/figure.html", "figures", context)


@screen
def compared(request: HttpRequest, figure_id: int) -> HttpResponse:
    """What lies between a figure and another one, or the same number now, event by event."""
    GRANTS.require(actor(request), StatisticsPermission.OPEN_FIGURE)
    first, other = find_figure(figure_id), request.GET.get("with", "")
    try:
        second = find_figure(whole(other) or 0) if other else now_of(first)
        found = compare(first, second, _after(request.GET.get("after", "")), PAGE)
    except Refused as refused:
        return show(request, "desk/problem.html", "figures", {"words": str(refused), "status": 404}, 404)
    last = f"{found[-1].by_event}.{found[-1].event}" if len(found) == PAGE else ""
    context = {
        **facts_of(first),
        "second": facts_of(second),
        "rows": _differences(found),
        "following": last,
        "paged": "after" in request.GET,
        "query": urlencode({"with": other}) if other else "",
        "linked": may_open("case", actor(request).roles),
    }
    return show(request, "desk/figures/figure_compare.html", "figures", context)


def facts_of(found: Figure) -> dict[str, Any]:
    """A figure with its titles in the reader's words, and the definition where the reader's language has it."""
    indicator = next((one for one in INDICATORS if one.key == found.indicator), None)
    same = indicator is not None and indicator.definition.zh == found.definition
    number = number_of(found)
    return {
        "figure": found,
        "value": str(number.part) if number.whole is None else in_words(number, found.unit),
        "is_count": found.unit == Unit.CASES,
        "group_title": title_of(found),
        "indicator_title": indicator.title if indicator else found.indicator,
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
            "event": event_words(one.name, one.kind).officer,
            "kind": KINDS.get(one.kind, one.kind),
            "department": names.get(one.department, one.department),
            "part": one.part,
        }
        for one in behind
    ]


def _differences(found: list[Difference]) -> list[dict[str, Any]]:
    numbers = numbers_of(one.case for one in found)
    return [
        {
            "number": numbers.get(one.case, ""),
            "day": one.day,
            "event": event_words(one.name, "").officer,
            "reason": one.reason,
            "recorded_at": one.recorded_at,
            "part": f"{one.part:+d}",
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
