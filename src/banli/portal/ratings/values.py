"""The values of ratings for everybody: how many rated, how well, what was done about the bad ones."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from banli.kernel import clock
from banli.people.service import departments, named
from banli.portal.kit.day_charts import by_name_chart
from banli.portal.kit.visitor import page
from banli.ratings.service import LEAST, VALUES, Index, by_department, index
from banli.ratings.states import GRADE_NAMES
from banli.statistics.service import asked_period


@page
def values(request: HttpRequest) -> HttpResponse:
    """The published values of a period, this year up to today where none is asked for."""
    asked = asked_period(request.GET.get("from", ""), request.GET.get("to", ""), clock.today())
    first, last = asked.period.first, asked.period.last
    found = index(first, last)
    names = {one.code: named(one) for one in departments()}
    context = {
        "section": "statistics",
        "first": first,
        "last": last,
        "wrong": {"from": "", "to": "", **{name: gettext(words) for name, words in asked.faults.items()}},
        "found": found,
        "values": [(one, found.values[one.key]) for one in VALUES],
        "chart": by_name_chart(
            [(GRADE_NAMES[grade], count) for grade, count in found.grades.items()],
            gettext("Number of ratings"),
        ),
        "offices": [
            _office(names.get(code, code), one)
            for code, one in by_department(first, last).items()
            if one.total >= LEAST
        ],
        "least": LEAST,
        "read_at": clock.now(),
    }
    return render(request, "portal/ratings/values.html", context)


def _office(name: Any, found: Index) -> dict[str, Any]:
    return {
        "name": name,
        "total": found.total,
        "good": found.values["good"],
        "mended": found.values["mended"],
    }
