"""Figures of a period that count no events of cases: values of ratings, visits by what came of them. Each opens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from banli.desk.figures.behind import tally_address
from banli.desk.kit.frame import actor, screen, show
from banli.desk.permissions import may_open
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import Event, events
from banli.people.service import departments, named, windows
from banli.ratings.service import LEAST, VALUES, Index, by_department, index, sees_case
from banli.screens.parameters import whole
from banli.statistics.service import (
    GRANTS,
    StatisticsPermission,
    TallyReading,
    asked_period,
    tally_number,
    tally_reading,
)
from banli.tickets.service import CameOf, handled_at, plan, visit_of, visits_ended, visits_listed
from banli.tickets.states import CHANNEL_NAMES, TicketChannel

PAGE = 50
"""Visits of one page of the list."""
CAME_OF: Mapping[CameOf, Any] = {
    CameOf.HANDLED: pgettext_lazy("visit", "A case was handled"),
    CameOf.ASKED: pgettext_lazy("visit", "Only asked about a case"),
    CameOf.NOTHING: pgettext_lazy("visit", "Ended without a case"),
}
STEPS: Mapping[str, Any] = {
    "drawn": pgettext_lazy("ticket event", "Ticket drawn"),
    "taken": pgettext_lazy("ticket event", "Joined the line"),
    "called": pgettext_lazy("ticket event", "Called"),
    "called_late": pgettext_lazy("ticket event", "Called without a network"),
    "recalled": pgettext_lazy("ticket event", "Called again"),
    "begun": pgettext_lazy("ticket event", "Service began"),
    "missed": pgettext_lazy("ticket event", "Nobody came"),
    "rejoined": pgettext_lazy("ticket event", "Back in the line"),
    "parked": pgettext_lazy("ticket event", "Parked"),
    "resumed": pgettext_lazy("ticket event", "Service went on"),
    "transferred": pgettext_lazy("ticket event", "Sent to another line"),
    "next_matter": pgettext_lazy("ticket event", "Another matter"),
    "handled": pgettext_lazy("ticket event", "A case was handled or asked about"),
    "handled_late": pgettext_lazy("ticket event", "A case taken in without a network came in"),
    "finished": pgettext_lazy("ticket event", "Service ended"),
}


@screen
def beside(request: HttpRequest) -> HttpResponse:
    """The values of ratings and the visits of a period, and the visits behind one of the numbers."""
    by, asked = actor(request), request.GET
    GRANTS.require(by, StatisticsPermission.OPEN_FIGURE)
    period = asked_period(asked.get("from", ""), asked.get("to", ""), clock.today())
    first, last = period.period.first, period.period.last
    chosen = next((one for one in CameOf if one == asked.get("visits")), None)
    rows = visits_listed(first, last, chosen, whole(asked.get("after", "")) or 0) if chosen else []
    days = {"from": first.isoformat(), "to": last.isoformat()}
    ended, visited = visits_ended(first, last), tally_reading("ticket", first, last)
    context = {
        "first": first,
        "last": last,
        "wrong": {"from": "", "to": "", **{name: _(words) for name, words in period.faults.items()}},
        "ratings": _ratings(index(first, last), by, days, tally_reading("rating", first, last)),
        "grades": _lines(tally_reading("rating", first, last), "ratings"),
        "offices": _offices(first, last, by, days),
        "least": LEAST,
        "values": VALUES,
        "visits": [
            (
                one,
                CAME_OF[one],
                count,
                f"?{urlencode({**days, 'visits': one})}#visits",
                tally_address(visited, "visits", str(one)),
            )
            for one, count in ended.items()
        ],
        "all_visits": sum(ended.values()),
        "all_visits_href": tally_address(visited, "visits"),
        "chosen": CAME_OF[chosen] if chosen else "",
        "rows": [_visit(one) for one in rows],
        "following": f"?{urlencode({**days, 'visits': chosen, 'after': rows[-1].pk})}#visits"
        if chosen and len(rows) == PAGE
        else "",
        "days": urlencode(days),
    }
    return show(request, "desk/figures/beside.html", "figures", context)


def _ratings(found: Index, by: Actor, days: Mapping[str, str], tallied: TallyReading) -> list[dict[str, Any]]:
    """Each published value with its part and whole; whoever may see whose rating it is opens it."""
    opens = sees_case(by)
    known = {one.key: one for one in tallied.tally.numbers}
    rated = {"name": _("Rated at all"), "basis": "", "share": found.rated, "href": "", "figure": ""}
    return [rated] + [
        {
            "name": one.name,
            "basis": one.basis,
            "share": found.values[one.key],
            "href": _opened(days, value=one.key) if opens else "",
            "figure": tally_address(tallied, f"{one.key}_rate")
            if f"{one.key}_rate" in known and found.values[one.key].whole
            else "",
        }
        for one in VALUES
    ]


def _lines(found: TallyReading, key: str) -> list[dict[str, Any]]:
    """A count of a tally by line, then of all lines; each is a figure that opens and can be frozen."""
    of = tally_number(found.tally.topic, key)
    named_lines = [(line, str(name)) for line, name in found.tally.lines.items()]
    return [
        {"name": name, "number": found.number(of, line), "href": tally_address(found, key, line)}
        for line, name in [*named_lines, ("", pgettext("figure", "All"))]
    ]


def _opened(days: Mapping[str, str], **more: str) -> str:
    return f"{reverse('desk:ratings')}?{urlencode({**days, **more})}#ratings"


def _offices(first: date, last: date, by: Actor, days: Mapping[str, str]) -> list[dict[str, Any]]:
    """The same by department, of those with enough ratings that nobody can be recognised."""
    opens, names = sees_case(by), {one.code: named(one) for one in departments()}
    return [
        {
            "name": names.get(code, code),
            "total": found.total,
            "cells": [
                (one, found.values[one.key], _opened(days, department=code, value=one.key) if opens else "")
                for one in VALUES
            ],
        }
        for code, found in by_department(first, last).items()
        if found.total >= LEAST
    ]


def _visit(one: Any) -> dict[str, Any]:
    names = {line.key: line.name for line in plan().services}
    return {
        "ticket": one,
        "line": names.get(one.service, one.service),
        "channel": CHANNEL_NAMES[TicketChannel(one.channel)],
    }


@screen
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit whose service is over: its way through the hall, and the cases it was about. Nobody is named."""
    by = actor(request)
    GRANTS.require(by, StatisticsPermission.OPEN_FIGURE)
    found = visit_of(pk)
    codes = {one.code: named(one) for one in windows()}
    context = {
        **_visit(found),
        "steps": [_step(one, codes) for one in events("ticket", found.subject)],
        "handled": handled_at(found),
        "linked": may_open("case", by.roles),
    }
    return show(request, "desk/figures/visit.html", "figures", context)


def _step(one: Event, codes: Mapping[str, str]) -> dict[str, Any]:
    window = json.loads(one.body or "{}").get("window", "")
    return {"title": STEPS.get(one.name, one.name), "at": one.at, "window": codes.get(window, window)}
