"""What stands behind a number, named and linked: cases, ratings, visits, projects of trading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from banli.cases.service import numbers_of
from banli.desk.permissions import may_open
from banli.kernel.actors import Actor
from banli.statistics.service import (
    CASE,
    GRANTS,
    TALLIES,
    Behind,
    Difference,
    Figure,
    StatisticsPermission,
    TallyReading,
    Unit,
)
from banli.tickets.service import visit_keys


@dataclass(frozen=True)
class Named:
    """What an event is about: its number, and its page where the reader may open it."""

    number: str
    href: str = ""
    short: str = ""
    """The end of a long number, as lists show it; the whole where it is short."""


def may_see_rows(by: Actor, shown: Figure) -> bool:
    """Whether somebody may see which events stand behind a figure; the number itself is not in question."""
    if not GRANTS.may(by, StatisticsPermission.OPEN_FIGURE):
        return False
    tally = TALLIES.get(shown.topic)
    return shown.topic == CASE or (tally is not None and tally.opens(by))


def named(topic: str, found: Sequence[Behind | Difference], by: Actor) -> dict[int, Named]:
    """Each event with what it is about."""
    read = NAMES.get(topic)
    return read(found, by) if read else {one.event: Named(one.subject, short=one.subject) for one in found}


def _cases(found: Sequence[Behind | Difference], by: Actor) -> dict[int, Named]:
    numbers, linked = numbers_of(one.case for one in found), may_open("case", by.roles)
    return {one.event: _case(numbers.get(one.case, ""), linked=linked) for one in found}


def _case(number: str, *, linked: bool) -> Named:
    href = reverse("desk:case", args=[number]) if number and linked else ""
    return Named(number, href, f"{number[-12:-4]} {number[-4:]}" if number else "")


def _ratings(found: Sequence[Behind | Difference], by: Actor) -> dict[int, Named]:
    return {one.event: _page("rating", one.subject, one.subject, by) for one in found}


def _visits(found: Sequence[Behind | Difference], by: Actor) -> dict[int, Named]:
    keys = visit_keys(one.subject for one in found)
    return {
        one.event: _page("figure_visit", keys.get(one.subject), one.subject.partition("/")[2], by)
        for one in found
    }


def _projects(found: Sequence[Behind | Difference], by: Actor) -> dict[int, Named]:
    return {one.event: _page("trading_project", one.subject, one.subject, by) for one in found}


def _page(name: str, key: Any, number: str, by: Actor) -> Named:
    opens = key is not None and may_open(name, by.roles)
    return Named(number, reverse(f"desk:{name}", args=[key]) if opens else "", number)


NAMES: Mapping[str, Callable[[Sequence[Behind | Difference], Actor], dict[int, Named]]] = {
    CASE: _cases,
    "rating": _ratings,
    "ticket": _visits,
    "trading": _projects,
}


def added(part: int, unit: str) -> str:
    """What an event adds to a number, as its unit is written."""
    return f"{part / 100:,.2f}" if unit == Unit.YUAN else str(part)


def tally_address(found: TallyReading, key: str, line: str = "") -> str:
    """The page of a number of a tally as it is now: what it counts, and the button that freezes it."""
    period = {"from": found.period.first.isoformat(), "to": found.period.last.isoformat()}
    of = {"of": found.tally.topic, "indicator": key, **({"line": line} if line else {})}
    return f"{reverse('desk:figure_live')}?{urlencode({**of, **period})}"
