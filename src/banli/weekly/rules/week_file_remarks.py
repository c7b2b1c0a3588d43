"""What a sound week file may still get wrong: printed words that contradict its keys, and the rules of the house style.

A remark stops nothing: an issue of years ago is printed as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from banli.kernel.text import gettext_noop
from banli.weekly.rules import week_file_print
from banli.weekly.rules.figures_in_text import ACCEPTED, COMPLETED, found_in, roles
from banli.weekly.rules.numbers import empty
from banli.weekly.rules.printed_issue import numbered_chapters
from banli.weekly.rules.register import Register
from banli.weekly.rules.style import WORDING, Remark, Rule, day_remarks, number_remarks, text_remarks
from banli.weekly.rules.typed_numbers import VALUES
from banli.weekly.rules.week_file import Head, Kind, Statistics, WeekFile

Place = tuple[str | int, ...]
FIGURE = r"(\d+|[〇一二三四五六七八九十]+)"
ISSUE_LINE = (
    ("year", re.compile(rf"{FIGURE}\s*年")),
    ("number", re.compile(rf"(?<!总)第\s*{FIGURE}\s*期")),
    ("cumulative", re.compile(rf"总\s*第?\s*{FIGURE}\s*期")),
)
DAY = re.compile(r"(?:(\d{4})\s*年)?(?:(\d{1,2})\s*月)?(\d{1,2})\s*[日号]")
COPIES = re.compile(rf"{FIGURE}\s*份")
LONGEST_WEEK = 7
LATEST = timedelta(days=92)

SAYS = gettext_noop("“%(printed)s” is printed, and “%(key)s” says %(value)s.")
LACKS = gettext_noop("“%(printed)s” is printed without “%(value)s”, which the file names.")
LONG = gettext_noop("The period has %(days)s days; that is no week, no month and no year.")
LATE = gettext_noop("The issue is dated %(days)s days after its period.")
SWAPPED = gettext_noop(
    "The statement tells %(completed)s as accepted and %(accepted)s as completed; the file has it the other way."
)
ROUNDED = gettext_noop("The statement rounds %(value)s to “%(printed)s”.")


@dataclass(frozen=True)
class Note:
    """A remark, where it belongs, and whether it is about style."""

    where: Place
    message: str
    params: dict[str, Any]
    style: bool = False


def notes(week: WeekFile, known: Register) -> list[Note]:
    """Everything there is to remark about a sound week file."""
    return [*_head(week.issue), *_statement(week), *_style(week, known)]


def _head(head: Head) -> Iterator[Note]:
    for key, shape in ISSUE_LINE:
        found = shape.search(unicodedata.normalize("NFKC", head.line or ""))
        if found and number(found[1]) != getattr(head, key):
            yield _says(("issue", "line"), head.line or "", key, getattr(head, key))
    if head.date_text and days(head.date_text, head.date)[:1] not in ([], [head.date]):
        yield _says(("issue", "date_text"), head.date_text, "date", head.date)
    yield from _period(head)
    copies = COPIES.search(unicodedata.normalize("NFKC", head.copies_line or ""))
    if copies and number(copies[1]) != head.copies:
        yield _says(("issue", "copies_line"), head.copies_line or "", "copies", head.copies)
    yield from _distribution(head)


def _distribution(head: Head) -> Iterator[Note]:
    for place, one in enumerate(head.distribution):
        if not one.line:
            continue
        for value in (one.group.value, *one.recipients):
            if value not in one.line:
                where = ("issue", "distribution", place, "line")
                yield Note(where, LACKS, {"printed": one.line, "value": value})


def _period(head: Head) -> Iterator[Note]:
    first, last = head.period.from_, head.period.to
    if head.period.text:
        told = days(head.period.text, first)
        if told and (told[0], told[-1]) != (first, last):
            yield _says(("issue", "period", "text"), head.period.text, "period", f"{first} … {last}")
    length = (last - first).days + 1
    months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if length > LONGEST_WEEK and not months:
        yield Note(("issue", "period", "to"), LONG, {"days": length})
    if head.date - last > LATEST:
        yield Note(("issue", "date"), LATE, {"days": (head.date - last).days})


def _says(where: Place, printed: str, key: str, value: object) -> Note:
    return Note(where, SAYS, {"printed": printed, "key": key, "value": str(value)})


def number(words: str) -> int | None:
    """35, 三十五, 二〇二二; nothing where it is none."""
    if words.isdecimal():
        return int(words[:12])
    if words in VALUES:
        return VALUES[words]
    digits = [str("〇一二三四五六七八九".find(one)) for one in words]
    return int("".join(digits)) if "-1" not in digits else None


def days(text: str, near: date) -> list[date]:
    """The days ``text`` tells; a month or year not said is that of the day before, at first that of ``near``."""
    found: list[date] = []
    before = near
    for year, month, day in DAY.findall(unicodedata.normalize("NFKC", text)):
        wanted = (int(year or before.year), int(month or before.month), int(day))
        try:
            told = date(*wanted)
            if not year and found and told < before:
                told = told.replace(year=told.year + 1)
        except ValueError:
            return [date.min]
        found.append(told)
        before = told
    return found


def _statement(week: WeekFile) -> Iterator[Note]:
    counted = week.statistics
    told = [section for section in week.sections if section.kind is Kind.STATEMENT and section.words]
    if counted is None or not told:
        return
    place = week.sections.index(told[0])
    where: Place = ("sections", place, "lines", 0)
    words = "\n".join(line.text for line in told[0].words)
    for row in counted.rows:
        if row.accepted != row.completed and (
            ACCEPTED not in roles(words, row.accepted)
            and COMPLETED in roles(words, row.accepted)
            and ACCEPTED in roles(words, row.completed)
        ):
            yield Note(where, SWAPPED, {"accepted": row.accepted, "completed": row.completed})
        for value in (row.accepted, row.completed):
            printed = found_in(words, value)
            if printed and not any(one.exact for one in printed):
                yield Note(where, ROUNDED, {"value": value, "printed": printed[0].text})
    yield from _counted_days(words, counted, where)


def _counted_days(words: str, counted: Statistics, where: Place) -> Iterator[Note]:
    told = days(words.partition("受理")[0], counted.from_)
    if len(told) >= 2 and (told[0], told[1]) != (counted.from_, counted.to):
        yield Note(where, SAYS, {
            "printed": words[:24], "key": "statistics", "value": f"{counted.from_} … {counted.to}",
        })  # fmt: skip


def _style(week: WeekFile, known: Register) -> Iterator[Note]:
    first, last = week.issue.period.from_, week.issue.period.to
    for where, text in _texts(week):
        if empty(text):
            yield _styled(where, Remark(Rule.EMPTY, text))
            continue
        yield from (_styled(where, one) for one in text_remarks(text, known))
        if "lines" in where and week.sections[int(where[1])].kind is not Kind.STATEMENT:
            yield from (_styled(where, one) for one in day_remarks(text, first, last))
    for place, (_chapter, heading, rows) in enumerate(
        numbered_chapters(week_file_print.printed(week).chapters)
    ):
        if heading is not None:
            yield from (_styled(("sections", place, "heading"), one) for one in number_remarks([heading]))
        for number_, row in enumerate(rows):
            if row is not None:
                where = ("sections", place, "lines", number_)
                yield from (_styled(where, one) for one in number_remarks([row]))


def _texts(week: WeekFile) -> Iterator[tuple[Place, str]]:
    """Every text that is printed, with its place."""
    head = week.issue
    for key in ("masthead", "line", "issuer", "date_text", "column", "copies_line"):
        if text := getattr(head, key):
            yield ("issue", key), text
    if head.period.text:
        yield ("issue", "period", "text"), head.period.text
    for place, one in enumerate(head.distribution):
        yield ("issue", "distribution", place), one.printed
    for place, section in enumerate(week.sections):
        yield ("sections", place, "heading"), section.heading
        for number_, line in enumerate(section.lines):
            if line.shows is None:
                yield ("sections", place, "lines", number_), line.text


def _styled(where: Place, remark: Remark) -> Note:
    return Note(where, WORDING[remark.rule], {"found": remark.found, "meant": remark.meant}, style=True)
