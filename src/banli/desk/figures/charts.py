"""The figures of a period drawn: the title says what stands out, and every bar opens to its cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.screens.charts import Chart, Label, Series, bars, columns, trend
from banli.screens.templatetags.banli import day_short
from banli.screens.words import day_words
from banli.statistics.service import (
    BY_TITLES,
    By,
    Indicator,
    Line,
    Reading,
    Unit,
    in_words,
    indicator,
)

MOST = 12
"""So many lines are drawn, the largest."""
BARS = 31
"""More days or months than these are a line."""
LONG = 30
"""Working days from which on cases stand in one bar."""


@dataclass(frozen=True)
class Drawn:
    """A drawing with the sentence above it, and what its labels are."""

    chart: Chart
    title: str
    head: str


def drawn(found: Reading, names: Mapping[str, Any]) -> list[Drawn]:
    """What the table of a reading shows best as a drawing: the first count by line or over time; the days used."""
    counts = [one for one in found.indicators if one.unit == Unit.CASES]
    counts.sort(key=lambda one: one.key != "accepted")
    shown = []
    if counts and found.by in {By.DAY, By.MONTH}:
        shown.append(_over_time(found, counts[:2]))
    elif counts:
        shown.append(_by_line(found, counts[0], names))
    if any(one.unit == Unit.DAYS for one in found.indicators):
        shown.append(_days_used(found))
    return shown


def live(found: Reading, one: Indicator, line: Line | None = None, **more: Any) -> str:
    """The address of the cases behind a number; of all lines together where none is given."""
    query = {"indicator": one.key, "from": found.period.first, "to": found.period.last, **more}
    if line is not None and line is not found.total:
        query |= {"by": str(found.by), "line": line.key}
    return f"{reverse('desk:figure_live')}?{urlencode(query)}"


def _count(found: Reading, line: Line, one: Indicator) -> int:
    number = found.number(line, one)
    return number.part if number else 0


def _by_line(found: Reading, one: Indicator, names: Mapping[str, Any]) -> Drawn:
    counted = [(_count(found, line, one), line) for line in found.lines]
    some = sorted((pair for pair in counted if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].key))[:MOST]
    labels = [Label(str(names.get(line.key, line.key)), live(found, one, line)) for _n, line in some]
    chart = bars(labels, [Series(str(one.title), [count for count, _line in some])])
    said = {"indicator": one.title, "all": f"{_count(found, found.total, one):,}"}
    if not some:
        title = _("%(indicator)s: none in this period") % said
    else:
        most = {"name": labels[0].text, "n": f"{some[0][0]:,}"}
        title = _("%(indicator)s: %(name)s has the most, %(n)s of %(all)s") % (said | most)
    return Drawn(chart, title, str(BY_TITLES[found.by]))


def _over_time(found: Reading, chosen: Sequence[Indicator]) -> Drawn:
    labels = [Label(_short(found.by, line.key), live(found, chosen[0], line)) for line in found.lines]
    values = [[_count(found, line, one) for line in found.lines] for one in chosen]
    series = [
        Series(str(one.title), counts, hrefs=[live(found, one, line) for line in found.lines])
        for one, counts in zip(chosen, values, strict=True)
    ]
    one_only = len(chosen) == 1 and len(labels) <= BARS
    chart = columns(labels, series) if one_only else trend(labels, series)
    said = {"indicator": chosen[0].title, "all": f"{sum(values[0]):,}"}
    most = max(values[0], default=0)
    if not most:
        title = _("%(indicator)s: none in this period") % said
    else:
        when = _long(found.by, found.lines[values[0].index(most)].key)
        title = _("%(indicator)s: most on %(when)s, %(n)s of %(all)s") % (
            said | {"when": when, "n": f"{most:,}"}
        )
    return Drawn(chart, title, str(BY_TITLES[found.by]))


def _short(by: By, key: str) -> str:
    return str(day_short(date.fromisoformat(key))) if by is By.DAY else key


def _long(by: By, key: str) -> str:
    return day_words(date.fromisoformat(key)) if by is By.DAY else key


def _days_used(found: Reading) -> Drawn:
    """How many cases ended after so many working days; each bar opens to them."""
    used: Counter[int] = found.days_used(found.total)
    middle, nine = indicator("took_p50"), indicator("took_p90")
    longest = min(max(used, default=0), LONG)
    labels = [
        Label(
            f"{days}+" if days == LONG else str(days),
            live(found, middle, took=f"{days}-" if days == LONG else days),
        )
        for days in range(longest + 1)
    ]
    counts = [used[days] for days in range(longest)]
    counts.append(sum(count for days, count in used.items() if days >= longest))
    chart = columns(labels, [Series(pgettext("figure", "Cases"), counts)], marked=7)
    if not used:
        return Drawn(chart, _("No case ended in this period whose working days are known"), _("Working days"))
    return Drawn(chart, _used_words(found, middle, nine), _("Working days"))


def _used_words(found: Reading, middle: Indicator, nine: Indicator) -> str:
    """Within how many working days half of the cases ended, and nine in ten."""
    number = {
        name: in_words(found.number(found.total, one), one.unit)
        for name, one in (("half", middle), ("nine", nine))
    }
    if number["nine"] == "0":
        return _("Nine in ten cases ended on the day they were accepted")
    if number["half"] == "0":
        words = _(
            "Half of the cases ended on the day they were accepted, nine in ten within %(nine)s working days"
        )
        return words % number
    words = _("Half of the cases ended within %(half)s working days, nine in ten within %(nine)s")
    return words % number
