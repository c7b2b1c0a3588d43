"""What a week file owes beyond its shape: every fault with its place, none of them hiding the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from banli.kernel.text import gettext_noop
from banli.kernel.textfile import FileFault
from banli.kernel.yamlfile import YamlFile
from banli.weekly.rules.figures_in_text import found_in
from banli.weekly.rules.statement import period as period_words
from banli.weekly.rules.week_file import Chart, Head, Kind, Row, Table, WeekFile

Fault = tuple[tuple[str | int, ...], str, dict[str, Any]]

NOT_A_WEEK_FILE = gettext_noop("A week file holds format, issue, statistics and sections.")
YEAR = gettext_noop("The date %(date)s does not lie in the year %(year)s of the issue.")
PERIOD_AHEAD = gettext_noop("The period ends on %(day)s, after the day of the issue.")
CUMULATIVE = gettext_noop("The number of all cannot be lower than the number of the year, %(number)s.")
LEVEL = gettext_noop("A heading of level %(level)s cannot follow one of level %(before)s.")
NO_STATISTICS = gettext_noop("This section prints the statistics, and the file has none.")
TWO_STATEMENTS = gettext_noop("There is one statement in an issue.")
NOT_PRINTED = gettext_noop("The statement does not print %(value)s, neither in figures nor rounded (67.2万).")
NOT_SHOWN = gettext_noop("The file has statistics, and no section of the kind “statement” prints them.")
COUNTED_TO = gettext_noop("The statistics end before they begin.")
ONE_OF = gettext_noop("A line shows one of picture, table and chart.")
UNEVEN = gettext_noop("This row has %(cells)s cells and the head %(head)s.")
NO_NUMBER = gettext_noop("After its name a row of a chart holds whole numbers alone, such as '672349'.")
SERIES = gettext_noop("A chart has a column of names and one or two columns of numbers.")
ALIGNS = gettext_noop("Say how each of the %(columns)s columns is aligned, or of none.")
WHOLE = re.compile(r"[0-9]{1,12}")
NOT_IN_TEXT = gettext_noop("“%(wrong)s” stands nowhere in this issue.")


def read(file: YamlFile) -> WeekFile:
    """The week file in ``file``. Raises the first of :func:`faults`."""
    found = faults(file)
    if found:
        raise found[0]
    return WeekFile.model_validate(file.data)


def faults(file: YamlFile) -> list[FileFault]:
    """Everything that is wrong with ``file``, in the order of its lines."""
    if not isinstance(file.data, dict):
        return [file.fault((), NOT_A_WEEK_FILE)]
    week, found = file.tried(WeekFile)
    if week is not None:
        found = [file.fault(where, message, **params) for where, message, params in _meant(week)]
    return sorted([*file.faults, *found], key=lambda one: one.line)


def _meant(week: WeekFile) -> Iterator[Fault]:
    yield from _head(week.issue)
    yield from _levels(week)
    yield from _statement(week)
    yield from _exhibits(week)
    words = "\n".join(line.text for section in week.sections for line in section.lines)
    words += "\n" + "\n".join([*(section.heading for section in week.sections), week.issue.column])
    for place, fix in enumerate(week.fixes):
        if fix.wrong not in words:
            yield ("fixes", place, "wrong"), NOT_IN_TEXT, {"wrong": fix.wrong}


def _head(head: Head) -> Iterator[Fault]:
    # The last issue of a year may be dated in the next one.
    if head.year not in {head.date.year, head.period.to.year}:
        yield ("issue", "date"), YEAR, {"date": head.date, "year": head.year}
    if head.period.to > head.date:
        yield ("issue", "period", "to"), PERIOD_AHEAD, {"day": head.period.to}
    if head.cumulative < head.number:
        yield ("issue", "cumulative"), CUMULATIVE, {"number": head.number}


def _levels(week: WeekFile) -> Iterator[Fault]:
    before = 0
    for place, section in enumerate(week.sections):
        if section.level > before + 1:
            yield ("sections", place, "level"), LEVEL, {"level": section.level, "before": before}
        before = section.level


def _exhibits(week: WeekFile) -> Iterator[Fault]:
    for place, section in enumerate(week.sections):
        for number, line in enumerate(section.lines):
            where = ("sections", place, "lines", number)
            if sum(one is not None for one in (line.picture, line.table, line.chart)) > 1:
                yield where, ONE_OF, {}
            for name, shown in (("table", line.table), ("chart", line.chart)):
                if shown is not None:
                    yield from _rows((*where, name), shown)


def _rows(where: tuple[str | int, ...], shown: Table | Chart) -> Iterator[Fault]:
    head = shown.rows[0]
    for number, row in enumerate(shown.rows):
        if len(row) != len(head):
            yield (*where, "rows", number), UNEVEN, {"cells": len(row), "head": len(head)}
        elif isinstance(shown, Chart) and number and not all(WHOLE.fullmatch(cell) for cell in row[1:]):
            yield (*where, "rows", number), NO_NUMBER, {}
    if isinstance(shown, Chart) and not 2 <= len(head) <= 3:
        yield (*where, "rows", 0), SERIES, {}
    if isinstance(shown, Table) and shown.aligns and len(shown.aligns) != len(head):
        yield (*where, "aligns"), ALIGNS, {"columns": len(head)}


def _statement(week: WeekFile) -> Iterator[Fault]:
    shown = [place for place, section in enumerate(week.sections) if section.kind is Kind.STATEMENT]
    if week.statistics is None:
        for place in shown:
            yield ("sections", place, "kind"), NO_STATISTICS, {}
        return
    if week.statistics.to < week.statistics.from_:
        yield ("statistics", "to"), COUNTED_TO, {}
    if not shown:
        yield ("statistics",), NOT_SHOWN, {}
        return
    for place in shown[1:]:
        yield ("sections", place, "kind"), TWO_STATEMENTS, {}
    section = week.sections[shown[0]]
    words = "".join(line.text for line in section.words)
    for place, row in enumerate(week.statistics.rows if section.words else ()):
        for name in ("accepted", "completed"):
            if not prints(words, value := getattr(row, name)):
                yield ("statistics", "rows", place, name), NOT_PRINTED, {"value": value}


def prints(words: str, value: int) -> bool:
    """True where ``value`` stands in ``words`` as a whole number: 672349, 672,349, or rounded as 67.2万."""
    return bool(found_in(words, value))


def period_text(head: Head) -> str:
    """The period as printed, in its brackets."""
    return head.period.text or f"（{period_words(head.period.from_, head.period.to)}）"


def clause(row: Row) -> str:
    """受理行政许可事项672349件，办结664964件."""
    return f"受理{row.category}{row.accepted}件，{row.completed_word}{row.completed}件"
