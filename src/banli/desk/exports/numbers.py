"""The figures as files: the table of a period, and what stands behind one number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.desk.exports.listing import CHUNK, Cells, Listing, day, number, text
from banli.desk.figures.behind import may_see_rows
from banli.desk.figures.figure import facts_of, parts_of
from banli.desk.figures.figure import rows as rows_of
from banli.desk.figures.indicators import asked_of, live_figure
from banli.documents.service import TableColumn
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied
from banli.kernel.text import gettext_noop
from banli.screens.parameters import whole
from banli.statistics.service import (
    BY_TITLES,
    CASE,
    GRANTS,
    Behind,
    Figure,
    Indicator,
    Line,
    Reading,
    StatisticsPermission,
    Unit,
    every_event,
    in_words,
    reading,
    titles,
)
from banli.statistics.service import figure as find_figure

ONE_EACH = frozenset({Unit.CASES, Unit.RATINGS, Unit.TIMES, Unit.PROJECTS})
"""Units of counts to which each row adds one."""


def figures(by: Actor, asked: QueryDict) -> Listing:
    """The indicators of a period, one row for each line."""
    GRANTS.require(by, StatisticsPermission.OPEN_FIGURE)
    want = asked_of(asked)
    found = reading(want.first, want.last, by=want.by, indicators=want.chosen)
    names = titles(want.by, [line.key for line in found.lines])
    columns = [text(BY_TITLES[want.by], 30), *(_column(one) for one in want.chosen)]
    lines = [*found.lines, found.total]
    rows = ([_name(line, found, names), *(_cell(found, line, one) for one in want.chosen)] for line in lines)
    told = [
        (_("Period"), f"{want.first} — {want.last}"),
        (pgettext("figure", "Lines"), str(BY_TITLES[want.by])),
    ]
    source = _("The record of the platform, up to entry %(position)s.") % {"position": f"{found.position:,}"}
    return Listing(pgettext("desk", "Figures"), columns, rows, len(lines), told, source)


def _column(one: Indicator) -> TableColumn:
    return number(one.title) if one.unit in {Unit.CASES, Unit.DAYS} else text(one.title, 12)


def _name(line: Line, found: Reading, names: Any) -> str:
    return pgettext("figure", "All") if line is found.total else str(names.get(line.key, line.key))


def _cell(found: Reading, line: Line, one: Indicator) -> Any:
    value = found.number(line, one)
    return value.part if value and value.whole is None else in_words(value, one.unit)


def figure(by: Actor, asked: QueryDict) -> Listing:
    """Every event behind one number, as it is now or as it was frozen."""
    GRANTS.require(by, StatisticsPermission.OPEN_FIGURE)
    key = whole(asked.get("figure", ""))
    shown = find_figure(key) if key else live_figure(asked)
    if not may_see_rows(by, shown):
        raise Denied(gettext_noop("You are not allowed to do this."))
    facts, parts = facts_of(shown), parts_of(asked)
    tally = facts["tally"]
    columns = [
        day(pgettext("figure", "Day")),
        text(tally.by_title if tally else _("Event"), 16),
        text(tally.row if tally else pgettext("figure", "Case"), 36),
        *([] if tally else [text(_("Kind"), 14)]),
        text(_("Department"), 18),
        *([number(_("Counts above"))] if shown.over else []),
        *([text(pgettext("figure", "Yuan"), 18)] if shown.unit == Unit.YUAN else []),
    ]
    told = [
        (_("Indicator"), str(facts["indicator_title"])),
        (pgettext("figure", "Line"), str(facts["group_title"])),
        (_("Period"), f"{shown.from_day} — {shown.to_day}"),
        (pgettext("figure", "Value"), str(facts["value"])),
        (_("What is counted"), str(facts["definition"])),
    ]
    place = {"position": f"{shown.ledger_position:,}"}
    source = _("The record of the platform, up to entry %(position)s.") % place
    rows = _behind(shown, every_event(shown, CHUNK, parts), by)
    one_each = shown.unit in ONE_EACH and not (shown.over or parts)
    total = shown.value if one_each else None
    if parts:
        told.append(
            (_("Working days"), f"{parts[0]} – {parts[1]}" if parts[0] != parts[1] else str(parts[0]))
        )
    return Listing(_("Figure"), columns, rows, total, told, source)


def _behind(shown: Figure, found: Iterator[Behind], by: Actor) -> Iterator[Cells]:
    chunk: list[Behind] = []

    def made() -> Iterator[Cells]:
        for row in rows_of(shown, chunk, by):
            what = () if shown.topic != CASE else (row["kind"],)
            last = (row["part"],) if shown.unit == Unit.YUAN else (int(row["part"]),) if shown.over else ()
            yield (row["day"], row["event"], row["about"].number, *what, row["department"], *last)

    for event in found:
        chunk.append(event)
        if len(chunk) == CHUNK:
            yield from made()
            chunk.clear()
    yield from made()
