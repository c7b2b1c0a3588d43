"""The checker of the house style: remarks on a line, each with what was found and what is meant. It changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banli.kernel.text import gettext_noop
from banli.weekly.rules.house_style import GAPS, HAN, WORDS, full_width
from banli.weekly.rules.outline import Entry, Section

NUMBER = re.compile(r"\d+(?:\.\d+)?")
DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
NAME = re.compile(
    rf"(?:四川省|省)[{HAN}]{{1,24}}?(?:厅|委员会|委|总队|管理局|中心|办公室|地质队|一四一队|局)"
)
SHORTEST_NAME = 6
"""Names of fewer characters are too easily near to another."""


class Rule(StrEnum):
    """What a remark is about."""

    BRACKETS = "brackets"
    MARKS = "marks"
    SPACES = "spaces"
    WORDS = "words"
    DATE = "date"
    NAME = "name"
    NUMBER = "number"
    COUNT = "count"


WORDING: dict[Rule, str] = {
    Rule.BRACKETS: gettext_noop("Half-width bracket: %(found)s"),
    Rule.MARKS: gettext_noop("Half-width mark: %(found)s"),
    Rule.SPACES: gettext_noop("Stray space: %(found)s"),
    Rule.WORDS: gettext_noop("The house writes %(meant)s, not %(found)s"),
    Rule.DATE: gettext_noop("The day %(found)s lies outside the period"),
    Rule.NAME: gettext_noop("%(found)s is not in the register; %(meant)s is near to it"),
    Rule.NUMBER: gettext_noop("The number %(found)s is not in the record this line comes from"),
    Rule.COUNT: gettext_noop("The record counts %(meant)s by now; this line was counted as %(found)s"),
}


@dataclass(frozen=True)
class Remark:
    """One remark: its rule, the words it is about, and what is meant instead ('' where nobody can say)."""

    rule: Rule
    found: str
    meant: str = ""


def remarks(entry: Entry, drawn: str, *, first: date, last: date, names: Sequence[str] = ()) -> list[Remark]:
    """What the house style has to say about a line.

    :param drawn: what the record said when the line was drawn; '' where there is none to compare with.
    :param names: organisations of the register, full and short.
    """
    text = entry.stored
    found = [*_marks(text), *_dates(text, first, last), *_names(text, names)]
    if entry.section is not Section.STATEMENT and drawn and entry.edited:
        found += _numbers(text, drawn)
    return list(dict.fromkeys(found))


def _marks(text: str) -> Iterator[Remark]:
    # Making marks full-width changes no places, so the two texts are compared mark by mark.
    for place, (typed, meant) in enumerate(zip(text, full_width(text), strict=True)):
        if typed != meant:
            rule = Rule.BRACKETS if typed in "()" else Rule.MARKS
            yield Remark(rule, text[max(place - 3, 0) : place + 4], meant)
    for one in GAPS.finditer(text.strip()):
        yield Remark(Rule.SPACES, f"“{_around(text.strip(), one)}”")
    if text != text.strip():
        yield Remark(Rule.SPACES, f"“{text[:4] if text[0].isspace() else text[-4:]}”")
    for wrong, right in WORDS.items():
        if wrong in text:
            yield Remark(Rule.WORDS, wrong, right)


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(found.start() - 3, 0) : found.end() + 3]


def _dates(text: str, first: date, last: date) -> Iterator[Remark]:
    """Days of the period's own year are checked; a day of another year that is said is a memory, and no mistake."""
    for one in DAY.finditer(text):
        year, month, day = one.groups()
        if year and int(year) not in {first.year, last.year}:
            continue
        try:
            told = date(int(year) if year else last.year, int(month), int(day))
        except ValueError:
            yield Remark(Rule.DATE, one[0])
            continue
        if not year and not first <= told <= last and told.month == 12 and first.year != last.year:
            told = told.replace(year=first.year)
        if not (first <= told <= last or _of_statement(text, told, last)):
            yield Remark(Rule.DATE, one[0])


def _of_statement(text: str, told: date, last: date) -> bool:
    """The statement counts from New Year on."""
    return (told.month, told.day) == (1, 1) and f"{last.month}月{last.day}日" in text


def _names(text: str, names: Sequence[str]) -> Iterator[Remark]:
    """Names that look like an organisation's, are not in the register, and are nearly one that is."""
    known = set(names)
    long = [name for name in names if len(name) >= SHORTEST_NAME]
    for one in NAME.finditer(text):
        written = one[0]
        if written in known or any(
            name in text[one.start() :] and _at(text, one.start(), name) for name in known
        ):
            continue
        near = next((name for name in long if _near(text, one.start(), name)), "")
        if near:
            yield Remark(Rule.NAME, written, near)


def _at(text: str, start: int, name: str) -> bool:
    return text.startswith(name, start)


def _near(text: str, start: int, name: str) -> bool:
    """True where the words at ``start`` are ``name`` but for one or two characters."""
    return any(
        0 < distance(text[start : start + length], name, 2) <= 2
        for length in range(len(name) - 2, len(name) + 3)
        if length > 0 and text[start + length - 1 : start + length] == name[-1]
    )


def distance(one: str, other: str, most: int) -> int:
    """Characters to change, add or leave out to make one text the other; more than ``most`` is not counted further."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, left in enumerate(one, start=1):
        above, row[0] = row[0], place
        for column, right in enumerate(other, start=1):
            above, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, above + (left != right)),
            )
        if min(row) > most:
            return most + 1
    return row[-1]


def _numbers(text: str, drawn: str) -> Iterator[Remark]:
    said = set(NUMBER.findall(drawn))
    for number in NUMBER.findall(text):
        if number not in said:
            yield Remark(Rule.NUMBER, number)


def register(names: Iterable[str]) -> tuple[str, ...]:
    """Names once each, the longest first."""
    return tuple(sorted(set(names), key=lambda name: (-len(name), name)))
