"""The public figures: the three lines of the statement with definition, cut-off and place in the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext

from banli.kernel import clock
from banli.people.service import departments, named
from banli.portal.kit.asked import address_of, as_csv
from banli.portal.kit.day_charts import by_day_chart, by_name_chart, peak, peak_day
from banli.portal.kit.visitor import page
from banli.statistics.service import (
    COMPARISONS,
    GROUPS,
    INDICATORS,
    PORTION,
    SCOPE,
    STATEMENT,
    Indicator,
    Number,
    Reading,
    Row,
    Unit,
    asked_period,
    by_day,
    by_department,
    in_words,
    reading,
)

CHART_DAYS = 31
DRAWN = 12
"""So many departments are drawn."""
PUBLIC = tuple(one for one in INDICATORS if one is not PORTION)


@page
def statistics(request: HttpRequest) -> HttpResponse:
    """Accepted and completed within a period, this year up to today where none is asked for."""
    asked = asked_period(request.GET.get("from", ""), request.GET.get("to", ""), clock.today())
    first, last = asked.period.first, asked.period.last
    found = reading(first, last, indicators=PUBLIC, comparisons=COMPARISONS)
    values = {
        line.key: {one.key: (number.part if (number := found.number(line, one)) else 0) for one in STATEMENT}
        for line in found.lines
    }
    names = {one.code: named(one) for one in departments()}
    offices = sorted(by_department(first, last).rows, key=lambda row: -row.values["accepted"])
    if request.GET.get("as") == "csv" and not asked.faults:
        return as_csv(f"statistics-{first}-{last}", _file(found, values, offices, names))
    chart_from = max(first, date.fromordinal(last.toordinal() - CHART_DAYS + 1))
    days = [(row.key, row.values["accepted"]) for row in by_day(chart_from, last).rows]
    return render(
        request,
        "portal/statistics/statistics.html",
        {
            "section": "statistics",
            "first": first,
            "last": last,
            "wrong": {name: gettext(words) for name, words in asked.faults.items()},
            "found": found,
            "rows": [(group.title, values[group.key]) for group in GROUPS],
            "more_completed": any(one["completed"] > one["accepted"] for one in values.values()),
            "file": address_of({"from": first.isoformat(), "to": last.isoformat()}, **{"as": "csv"}),
            "indicators": STATEMENT,
            "measures": _measures(found),
            "comparisons": COMPARISONS,
            "scope": SCOPE,
            "chart_from": chart_from,
            "chart": by_day_chart(days, gettext("Accepted")),
            "peak": peak_day(days),
            **_offices(offices, names),
        },
    )


def _offices(rows: Sequence[Row], names: Mapping[str, Any]) -> dict[str, Any]:
    """The departments as a table and, the busiest of them, as a drawing whose bars open to their row."""
    named_rows = [(row.key, names.get(row.key, row.key), row.values) for row in rows]
    counts = [(name, values["accepted"]) for _key, name, values in named_rows]
    hrefs = [f"#office-{key}" for key, _name, _values in named_rows[:DRAWN]]
    return {
        "offices": named_rows,
        "office_peak": peak(counts),
        "office_chart": by_name_chart(counts[:DRAWN], gettext("Accepted"), hrefs),
    }


def _file(
    found: Reading, values: Mapping[str, Mapping[str, int]], offices: Sequence[Row], names: Mapping[str, Any]
) -> Iterator[Sequence[object]]:
    """The page as a table: kinds, departments, indicators, and where the numbers come from."""
    yield [gettext("Kind"), *(one.title for one in STATEMENT)]
    for group in GROUPS:
        yield [group.title, *(values[group.key][one.key] for one in STATEMENT)]
    yield []
    yield [gettext("Department"), *(one.title for one in STATEMENT)]
    for row in offices:
        yield [str(names.get(row.key, row.key)), *(row.values[one.key] for one in STATEMENT)]
    yield []
    yield [gettext("Indicator"), pgettext("figure", "Value"), gettext("What is counted")]
    for line in _measures(found):
        yield [str(line["indicator"].title), line["value"], str(line["indicator"].definition)]
    yield []
    said = {
        "at": f"{found.read_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}",
        "position": f"{found.position:,}",
    }
    yield [gettext("Source: the record of the platform, read %(at)s, up to entry %(position)s.") % said]


def _measures(found: Reading) -> list[dict[str, Any]]:
    """Every indicator over all kinds, with how it changed; "" where there is no data."""
    return [
        {
            "indicator": one,
            "value": _shown(found.number(found.total, one), one.unit),
            "unit": one.unit,
            **_scope(found, one),
            "changes": [
                "" if grown is None else f"{100 * float(grown):+.2f}%"
                for grown in (found.change(found.total, one, comparison) for comparison in found.comparisons)
            ],
        }
        for one in found.indicators
    ]


def _scope(found: Reading, one: Indicator) -> dict[str, int]:
    """Of how many cases a value is where it is not of all; 0 of 0 where it is, or where there is none."""
    known, every = found.known(found.total, one)
    return {"known": known, "every": every} if 0 < known < every else {"known": 0, "every": 0}


def _shown(number: Number | None, unit: Unit) -> str:
    return f"{number.part:,}" if number and number.whole is None else in_words(number, unit)
