"""The wall screen of the hall: calls, lines, today's cases and ratings, the hour; right within seconds also after the
server was away, because each look is whole and its mark comes from what it shows alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banli.kernel import clock
from banli.people.service import named
from banli.portal.kit.visitor import page
from banli.portal.queue.fresh import unless_same
from banli.ratings.service import index
from banli.ratings.states import BAD
from banli.statistics.service import statement
from banli.tickets.service import board, lines
from banli.tickets.states import TicketState

COLUMNS = 14
"""Lines a wall has room for."""


@page
def wall(request: HttpRequest) -> HttpResponse:
    """The whole screen."""
    return render(request, "portal/queue/wall.html", _shown())


@page
def wall_now(request: HttpRequest) -> HttpResponse:
    """What changes of it."""
    return unless_same(request, render(request, "portal/queue/parts/wall.html", _shown()))


def _shown() -> dict[str, Any]:
    calls = [
        {
            "number": one.number,
            "window": named(one.window) if one.window else "",
            "called": one.state == TicketState.CALLED,
            "mark": f"{one.number}-{one.calls}",
        }
        for one in board()
    ]
    today = clock.today()
    cases, rated = statement(today, today), index(today, today)
    return {
        "calls": calls,
        "lines": lines()[:COLUMNS],
        "now": clock.now(),
        "accepted": sum(row.values["accepted"] for row in cases.rows),
        "completed": sum(row.values["completed"] for row in cases.rows),
        "rated": rated.total,
        "good": rated.total - sum(count for grade, count in rated.grades.items() if grade in BAD),
    }
