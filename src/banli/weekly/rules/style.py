"""The checker of the house style: remarks on a line, each with what was found and what is meant. It changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banli.kernel.text import gettext_noop
from banli.weekly.rules import house_style as style
from banli.weekly.rules.numbers import Numbered
from banli.weekly.rules.outline import Entry, Section
from banli.weekly.rules.paired_marks import TITLE, around, brackets, unpaired
from banli.weekly.rules.register import Register, near_names, near_titles, wrong_terms
from banli.weekly.rules.statement import GROUPS
from banli.weekly.rules.typed_numbers import read, written

NUMBER = re.compile(r"\d+(?:\.\d+)?")
DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
STRAIGHT = re.compile(r"[\"'＂＇]")
WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％](?:[０-９Ａ-Ｚａ-ｚ％．]*[０-９Ａ-Ｚａ-ｚ％])?")
OFFICIAL = tuple(name for name, _ in GROUPS.values() if any(word in name for word in style.WORDS))
"""Official titles of categories; the normalised mode prints them in the house's words all the same."""
SHOWN = 16
"""Characters of what is in brackets that a remark shows."""


class Rule(StrEnum):
    """What a remark is about."""

    BRACKETS = "brackets"
    MARKS = "marks"
    QUOTES = "quotes"
    PAIR = "pair"
    DIGITS = "digits"
    SPACES = "spaces"
    WORDS = "words"
    TAKEN = "taken"
    LEFT = "left"
    EMPTY = "empty"
    DATE = "date"
    NAME = "name"
    LAW = "law"
    TERM = "term"
    NUMBER = "number"
    COUNT = "count"


WORDING: dict[Rule, str] = {
    Rule.BRACKETS: gettext_noop("Half-width brackets: %(found)s"),
    Rule.MARKS: gettext_noop("Half-width mark: %(found)s"),
    Rule.QUOTES: gettext_noop("Straight quotation mark: %(found)s"),
    Rule.PAIR: gettext_noop("The other half is missing: %(found)s"),
    Rule.DIGITS: gettext_noop("Full-width figures or letters: %(found)s is printed as %(meant)s"),
    Rule.SPACES: gettext_noop("Stray space: %(found)s"),
    Rule.WORDS: gettext_noop("The house writes %(meant)s, not %(found)s"),
    Rule.TAKEN: gettext_noop("The typed number %(found)s is printed as %(meant)s"),
    Rule.LEFT: gettext_noop("No neighbour counts on from %(found)s: it is printed as typed"),
    Rule.EMPTY: gettext_noop("Nothing but spaces: it is not printed"),
    Rule.DATE: gettext_noop("The day %(found)s lies outside the period"),
    Rule.NAME: gettext_noop("%(found)s is not in the register; %(meant)s is near to it"),
    Rule.LAW: gettext_noop("%(found)s is no title of the register; %(meant)s is near to it"),
    Rule.TERM: gettext_noop("The register writes %(meant)s, not %(found)s"),
    Rule.NUMBER: gettext_noop("The number %(found)s is not in the record this line comes from"),
    Rule.COUNT: gettext_noop("The record counts %(meant)s by now; this line was counted as %(found)s"),
}


@dataclass(frozen=True)
class Remark:
    """One remark: its rule, the words it is about, and what is meant instead ('' where nobody can say)."""

    rule: Rule
    found: str
    meant: str = ""


def remarks(entry: Entry, drawn: str, *, first: date, last: date, known: Register) -> list[Remark]:
    """What the house style has to say about a line.

    :param drawn: what the record said when the line was drawn; '' where there is none to compare with.
    :param known: organisations, laws and terms.
    """
    text = entry.stored
    found = [*text_remarks(text, known), *_dates(text, first, last)]
    if entry.section is not Section.STATEMENT and drawn and entry.edited:
        found += _numbers(text, drawn)
    return list(dict.fromkeys(found))


def text_remarks(text: str, known: Register) -> list[Remark]:
    """What there is to say about words alone, each once."""
    found = [one for line in text.split("\n") for one in _typed(line)]
    found += [Remark(Rule.NAME, *near) for near in near_names(text, known)]
    found += [Remark(Rule.LAW, *near) for near in near_titles(text, known)]
    found += [Remark(Rule.TERM, *near) for near in wrong_terms(text, known)]
    return list(dict.fromkeys(found))


def day_remarks(text: str, first: date, last: date) -> list[Remark]:
    """Days told that lie outside the period."""
    return list(dict.fromkeys(_dates(text, first, last)))


def number_remarks(rows: Iterable[Numbered]) -> Iterator[Remark]:
    """What became of typed numbers in a normalised issue: taken for another one, or left among the words."""
    for one in rows:
        if one.took:
            typed = read(one.took)
            if typed is None or written(typed.style, typed.number) != one.number:
                yield Remark(Rule.TAKEN, one.took, one.number or "—")
        if one.left:
            yield Remark(Rule.LEFT, one.left)


def _typed(text: str) -> Iterator[Remark]:
    """How a paragraph was typed: brackets, marks, quotation marks, figures, spaces, words."""
    yield from _marks(text)
    bare = TITLE.sub(lambda found: "《" + "题" * (len(found[0]) - 2) + "》", text)
    if style.CHINESE.search(text):
        for quote in STRAIGHT.finditer(bare):
            if not any(one.start() == quote.start() for one in style.INNER.finditer(bare)):
                yield Remark(Rule.QUOTES, around(text, *quote.span()), _curled(bare, quote.start()))
        yield from (Remark(Rule.PAIR, one) for one in unpaired(text))
        for dots in style.DOTS.finditer(bare):
            if dots[0] != "……":
                yield Remark(Rule.MARKS, around(text, *dots.span()), "……")
    for wide in WIDE.finditer(bare):
        yield Remark(Rule.DIGITS, wide[0], style.half_digits(wide[0]))
    for gap in style.GAPS.finditer(bare.strip()):
        yield Remark(Rule.SPACES, f"“{around(text.strip(), *gap.span(), more=3)}”")
    if text != text.strip():
        yield Remark(Rule.SPACES, f"“{text[:4] if text[:1].isspace() else text[-4:]}”")
    yield from _words(text)


def _curled(text: str, place: int) -> str:
    """What becomes of a straight mark; '' where it stays as it is, because some other half is missing."""
    curled = style.curly(style.half_digits(text))
    return curled[place] if curled[place] not in "\"'" else ""


def _marks(text: str) -> Iterator[Remark]:
    """Half-width brackets by the pair, other marks one by one; making them full-width changes no places."""
    meant = style.full_width(text)
    for start, end in sorted(brackets(text)):
        if (text[start], text[end]) != (meant[start], meant[end]):
            inside = text[start : end + 1]
            shown = inside if len(inside) <= SHOWN else f"{inside[: SHOWN // 2]}…{inside[-SHOWN // 2 :]}"
            yield Remark(Rule.BRACKETS, shown, "（）")
    for place, (typed, printed) in enumerate(zip(text, meant, strict=True)):
        if typed != printed and typed not in "()":
            yield Remark(Rule.MARKS, around(text, place, place + 1, more=3), printed)


def _words(text: str) -> Iterator[Remark]:
    for official in OFFICIAL:
        text = text.replace(official, "")
    bare = TITLE.sub("《》", text)
    for wrong, right in style.WORDS.items():
        if style.APART.search(style.RATHER.sub("", bare)):
            yield Remark(Rule.WORDS, wrong, right)


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


def _numbers(text: str, drawn: str) -> Iterator[Remark]:
    said = set(NUMBER.findall(drawn))
    for number in NUMBER.findall(text):
        if number not in said:
            yield Remark(Rule.NUMBER, number)
