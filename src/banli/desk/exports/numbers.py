"""The figures as files: the table of a period, and what stands behind one number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.cases.service import numbers_of
from banli.catalogue.service import KINDS
from banli.desk.exports.listing import CHUNK, Cells, Listing, day, number, text
from banli.desk.figures.figure import facts_of, parts_of
from banli.desk.figures.indicators import asked_of, live_figure
from banli.documents.service import TableColumn
from banli.kernel.actors import Actor
from banli.people.service import departments, named
from banli.screens.parameters import whole
from banli.screens.words_by_kind import event_words
from banli.statistics.service import (
    BY_TITLES,
    GRANTS,
    Behind,
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
    facts, parts = facts_of(shown), parts_of(asked)
    columns = [
        day(pgettext("figure", "Day")),
        text(_("Event"), 16),
        text(pgettext("figure", "Case"), 36),
        text(_("Kind"), 14),
        text(_("Department"), 18),
        *([number(_("Counts above"))] if shown.over else []),
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
    rows = _behind(every_event(shown, CHUNK, parts), parts=bool(shown.over))
    total = shown.value if shown.unit == Unit.CASES and not (shown.over or parts) else None
    if parts:
        told.append(
            (_("Working days"), f"{parts[0]} – {parts[1]}" if parts[0] != parts[1] else str(parts[0]))
        )
    return Listing(_("Figure"), columns, rows, total, told, source)


def _behind(events: Iterator[Behind], *, parts: bool) -> Iterator[Cells]:
    names = {one.code: named(one) for one in departments()}
    chunk: list[Behind] = []

    def made() -> Iterator[Cells]:
        numbers = numbers_of(one.case for one in chunk)
        for one in chunk:
            kind, department = KINDS.get(one.kind, one.kind), names.get(one.department, one.department)
            cells = (
                one.day,
                event_words(one.name, one.kind).officer,
                numbers.get(one.case, ""),
                kind,
                department,
            )
            yield (*cells, one.part) if parts else cells

    for event in events:
        chunk.append(event)
        if len(chunk) == CHUNK:
            yield from made()
            chunk.clear()
    yield from made()
