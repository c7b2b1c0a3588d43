"""Indicators of a period with their cut-off; every number opens to its cases as they are now, and can be frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST

from banli.desk.figures.charts import drawn
from banli.desk.figures.charts import live as live_address
from banli.desk.figures.figure import behind_page
from banli.desk.kit.frame import actor, screen, show
from banli.kernel import clock
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.statistics.service import (
    BY_TITLES,
    CASE,
    COMPARISONS,
    GRANTS,
    INDICATORS,
    By,
    Figure,
    Indicator,
    Line,
    Reading,
    StatisticsPermission,
    asked_period,
    figure_of,
    freeze,
    in_words,
    indicator,
    indicator_shown,
    kept_by,
    latest_figures,
    number_of,
    reading,
    tally_figure,
    tally_number,
    tally_reading,
    title_of,
    titles,
)

COLUMNS = ("accepted", "completed", "on_time_rate", "same_day_rate", "time_saved")
"""What lines other than those of the report show where nothing is chosen."""
MOST_LINES = 400
VISITS = ("visits_per_case", "over_one_visit", "over_declared")
"""Indicators over visits of cases: whoever came without one is in none of them."""


@dataclass(frozen=True)
class Asked:
    """What the page was asked for; ``wrong`` says at which field something cannot be read."""

    first: date
    last: date
    by: By
    chosen: tuple[Indicator, ...]
    wrong: dict[str, str]


def asked_of(said: QueryDict) -> Asked:
    """The period (this year up to today), the lines and the columns that were asked for."""
    found = asked_period(said.get("from", ""), said.get("to", ""), clock.today())
    by = next((one for one in By if one == said.get("by")), By.KIND)
    keys = said.getlist("indicator") or ([] if by is By.KIND else list(COLUMNS))
    chosen = tuple(one for one in INDICATORS if (one.key in keys or not keys) and kept_by(one, by))
    return Asked(
        found.period.first,
        found.period.last,
        by,
        chosen or tuple(one for one in INDICATORS if kept_by(one, by))[:2],
        {name: gettext(words) for name, words in found.faults.items()},
    )


@screen
def figures(request: HttpRequest) -> HttpResponse:
    """The indicators of a period: one row for each where the lines are those of the report, else one column."""
    want, by = asked_of(request.GET), actor(request)
    GRANTS.require(by, StatisticsPermission.OPEN_FIGURE)
    comparisons = COMPARISONS if want.by is By.KIND else ()
    found = reading(want.first, want.last, by=want.by, indicators=want.chosen, comparisons=comparisons)
    lines = found.lines[:MOST_LINES]
    names = titles(want.by, [line.key for line in lines])
    context = {
        "want": want,
        "found": found,
        "turned": want.by is By.KIND,
        "lines": [(line, names.get(line.key, line.key)) for line in lines],
        "left_out": len(found.lines) - len(lines),
        "rows": [_row(found, one, [*lines, found.total]) for one in want.chosen],
        "table": [
            (
                names.get(line.key, line.key) if line.key else pgettext("figure", "All"),
                _cells(found, line, want.chosen),
            )
            for line in [*lines, found.total]
        ],
        "comparisons": comparisons,
        "visit_keys": VISITS,
        "by_titles": BY_TITLES.items(),
        "by_title": BY_TITLES[want.by],
        "every": [(one, one in want.chosen) for one in INDICATORS if kept_by(one, want.by)],
        "drawn": drawn(found, names),
        "latest": [_latest(one) for one in latest_figures(12)],
    }
    return show(request, "desk/figures/figures.html", "figures", context)


def _row(found: Reading, one: Indicator, lines: list[Line]) -> dict[str, Any]:
    known, every = found.known(found.total, one)
    return {
        "indicator": one,
        "cells": [_cell(found, line, one) for line in lines],
        "changes": [_change(found, one, comparison) for comparison in found.comparisons],
        "known": known,
        "every": every if 0 < known < every else 0,
    }


def _cells(found: Reading, line: Line, chosen: tuple[Indicator, ...]) -> list[dict[str, str]]:
    return [_cell(found, line, one) for one in chosen]


def _cell(found: Reading, line: Line, one: Indicator) -> dict[str, str]:
    number = found.number(line, one)
    if number is None:
        return {"text": "", "href": ""}
    text = f"{number.part:,}" if number.whole is None else in_words(number, one.unit)
    return {"text": text, "href": live_address(found, one, line)}


def _change(found: Reading, one: Indicator, comparison: Any) -> str:
    grown = found.change(found.total, one, comparison)
    return "" if grown is None else f"{100 * float(grown):+.2f}%"


def _latest(shown: Figure) -> dict[str, Any]:
    found = indicator_shown(shown)
    return {
        "figure": shown,
        "title": found.title if found else shown.indicator,
        "line": title_of(shown),
        "value": in_words(number_of(shown), shown.unit),
    }


@screen
def live(request: HttpRequest) -> HttpResponse:
    """A page of the cases behind a number as it is now; the place in the ledger stays while one turns pages."""
    GRANTS.require(actor(request), StatisticsPermission.OPEN_FIGURE)
    try:
        shown = live_figure(request.GET)
    except Refused as refused:
        return show(request, "desk/problem.html", "figures", {"words": str(refused), "status": 404}, 404)
    query = {
        name: request.GET[name]
        for name in ("of", "indicator", "from", "to", "by", "line", "took")
        if name in request.GET
    }
    query["position"] = str(shown.ledger_position)
    asked = {"of": CASE, "by": "", "line": "", **query}
    return behind_page(request, shown, {"query": urlencode(query), "asked": asked})


def live_figure(said: QueryDict) -> Figure:
    """The number that was asked for, as it is now or as it was at an earlier place in the ledger; it is not kept."""
    if (topic := said.get("of", CASE)) != CASE:
        return _at_place(_live_tally(said, topic), said)
    want, of, key = asked_of(said), indicator(said.get("indicator", "")), said.get("line", "")
    line_by = want.by if "by" in said else None
    found = reading(want.first, want.last, by=want.by, indicators=(of,))
    line = next((one for one in found.lines if one.key == key), Line(key)) if line_by else found.total
    return _at_place(figure_of(found, line, of, by=line_by), said)


def _live_tally(said: QueryDict, topic: str) -> Figure:
    asked = asked_period(said.get("from", ""), said.get("to", ""), clock.today()).period
    of = tally_number(topic, said.get("indicator", ""))
    return tally_figure(tally_reading(topic, asked.first, asked.last), of, said.get("line", ""))


def _at_place(shown: Figure, said: QueryDict) -> Figure:
    """The figure with the place in the ledger that was asked for, where one was."""
    position = said.get("position", "")
    if position.isdecimal() and len(position) < 19:
        shown.ledger_position = min(int(position), shown.ledger_position)
    return shown


@screen
@require_POST
def freeze_one(request: HttpRequest) -> HttpResponse:
    """Freeze the number that is shown."""
    sent = request.POST
    found = asked_period(sent.get("from", ""), sent.get("to", ""), clock.today())
    try:
        if found.faults or not (sent.get("from") and sent.get("to")):
            raise Refused(next(iter(found.faults.values()), gettext_noop("Enter the day as 2022-10-17.")))
        if sent.get("by") and sent["by"] not in list(By):
            raise Missing(gettext_noop("There is no such page."))
        made = freeze(
            by=actor(request),
            from_=found.period.first,
            to=found.period.last,
            key=sent.get("indicator", ""),
            line_by=next((one for one in By if one == sent.get("by")), None),
            line=sent.get("line", ""),
            topic=sent.get("of") or CASE,
        )
    except (Missing, Refused) as refused:
        return show(request, "desk/problem.html", "figures", {"words": str(refused), "status": 404}, 404)
    return redirect("desk:figure", made.pk)
