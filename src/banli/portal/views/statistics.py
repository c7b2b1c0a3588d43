"""The public figures: the three lines of the statement with definition, cut-off and place in the record."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from banli.kernel import clock
from banli.people.service import departments, named
from banli.portal.charts import bars
from banli.portal.visitor import page
from banli.statistics.service import GROUPS, SCOPE, STATEMENT, by_day, by_department, statement

CHART_DAYS = 31


def _day(text: str, default: date) -> tuple[date, str]:
    """The day that was asked for, and what is wrong with it."""
    if not text:
        return default, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return default, gettext("Enter the day as 2022-10-17.")


@page
def statistics(request: HttpRequest) -> HttpResponse:
    """Accepted and completed within a period, this year up to today where none is asked for."""
    today = clock.today()
    first, wrong_first = _day(request.GET.get("from", ""), today.replace(month=1, day=1))
    last, wrong_last = _day(request.GET.get("to", ""), today)
    wrong = wrong_first or wrong_last
    if not wrong and first > last:
        wrong = gettext("The first day is after the last one.")
        first = last
    found = statement(first, last)
    values = {row.key: row.values for row in found.rows}
    chart_from = max(first, date.fromordinal(last.toordinal() - CHART_DAYS + 1))
    series = by_day(chart_from, last)
    names = {one.code: named(one) for one in departments()}
    offices = sorted(by_department(first, last).rows, key=lambda row: -row.values["accepted"])
    return render(
        request,
        "portal/statistics.html",
        {
            "section": "statistics",
            "first": first,
            "last": last,
            "wrong": [wrong] if wrong else [],
            "found": found,
            "rows": [(group.title, values[group.key]) for group in GROUPS],
            "more_completed": any(one["completed"] > one["accepted"] for one in values.values()),
            "indicators": STATEMENT,
            "scope": SCOPE,
            "chart_from": chart_from,
            "chart": bars([(row.key, row.values["accepted"]) for row in series.rows]),
            "offices": [(names.get(row.key, row.key), row.values) for row in offices],
        },
    )
