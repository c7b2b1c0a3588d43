"""The checker of the house style: remarks on a line, each with what was found and what is meant. It changes nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from banli.kernel.text import gettext_noop
from banli.weekly.rules import house_style as style
from banli.weekly.rules.dictionary import bare_titles, near_words
from banli.weekly.rules.numbers import Numbered
from banli.weekly.rules.outline import Entry, Section
from banli.weekly.rules.paired_marks import TITLE, around, brackets, unpaired
from banli.weekly.rules.register import Near, Register, near_names, near_titles, wrong_terms
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
    PHRASE = "phrase"
    TITLE = "title"
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
    Rule.PHRASE: gettext_noop("%(found)s is not in the dictionary; %(meant)s is near to it"),
    Rule.TITLE: gettext_noop("The title of a law stands in 《》: %(found)s"),
    Rule.NUMBER: gettext_noop("The number %(found)s is not in the record this line comes from"),
    Rule.COUNT: gettext_noop("The record counts %(meant)s by now; this line was counted as %(found)s"),
}


Edit = tuple[int, int, str]
"""From where to where of a text, and what is to stand there instead."""


@dataclass(frozen=True)
class Remark:
    """One remark: its rule, the words it is about, and what is meant instead ('' where nobody can say)."""

    rule: Rule
    found: str
    meant: str = ""
    at: tuple[int, int] | None = field(default=None, compare=False)
    """From where to where it stands in the text; None where that is no place of the text."""
    edits: tuple[Edit, ...] = field(default=(), compare=False)
    """What would mend it, by the rule that found it; nothing where the rule does not know the right words."""

    @property
    def key(self) -> str:
        """A short name by which a page says which remark of a line is meant."""
        told = f"{self.rule.value}\n{self.found}\n{self.meant}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def moved(self, by: int) -> Remark:
        """The same in a text that has ``by`` characters more before it; no place where it would begin before that."""
        if self.at is None or self.at[0] + by < 0:
            return replace(self, at=None, edits=())
        edits = tuple((start + by, end + by, words) for start, end, words in self.edits)
        return replace(self, at=(self.at[0] + by, self.at[1] + by), edits=edits)


def mended(text: str, one: Remark) -> str:
    """``text`` with the edits of a remark made."""
    for start, end, words in sorted(one.edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def remarks(entry: Entry, drawn: str, *, first: date, last: date, known: Register) -> list[Remark]:
    """What the house style has to say about a line; places and edits are those of its text without its heading.

    :param drawn: what the record said when the line was drawn; '' where there is none to compare with.
    :param known: organisations, laws and terms.
    """
    text = entry.stored
    found = [*text_remarks(text, known), *_dates(text, first, last)]
    if entry.section is not Section.STATEMENT and drawn and entry.edited:
        found += _numbers(text, drawn)
    before = len(text) - len(entry.text)
    return [one.moved(-before) for one in dict.fromkeys(found)]


def text_remarks(text: str, known: Register) -> list[Remark]:
    """What there is to say about words alone, each once."""
    found: list[Remark] = []
    for offset, paragraph in _paragraphs(text):
        found += [one.moved(offset) for one in _typed(paragraph)]
    found += [_near(Rule.NAME, near) for near in near_names(text, known)]
    found += [_near(Rule.LAW, near) for near in near_titles(text, known)]
    found += [_near(Rule.TERM, near) for near in wrong_terms(text, known)]
    taken = [one.at for one in found if one.rule is Rule.NAME and one.at]
    found += [
        _near(Rule.PHRASE, near)
        for near in near_words(text, known)
        if not any(near.start < end and start < near.end for start, end in taken)
    ]
    found += [
        Remark(Rule.TITLE, title, f"《{title}》", (start, end), ((start, end, f"《{title}》"),))
        for title, start, end in bare_titles(text, known.laws)
    ]
    return list(dict.fromkeys(found))


def _near(rule: Rule, near: Near) -> Remark:
    place = (near.start, near.end)
    return Remark(rule, near.found, near.meant, place, ((*place, near.meant),))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, each with the place it begins at."""
    offset = 0
    for paragraph in text.split("\n"):
        yield offset, paragraph
        offset += len(paragraph) + 1


def day_remarks(text: str, first: date, last: date) -> list[Remark]:
    """Days told that lie outside the period."""
    return list(dict.fromkeys(_dates(text, first, last)))


def number_remarks(rows: Iterable[Numbered], text: str = "") -> Iterator[Remark]:
    """What became of typed numbers in a normalised issue: taken for another one, or left among the words.

    :param text: what was numbered, a paragraph for each row; remarks have places where it is given.
    """
    numbered = list(rows)
    paragraphs = list(_paragraphs(text))
    known = len(paragraphs) == len(numbered)
    for index, one in enumerate(numbered):
        offset, paragraph = paragraphs[index] if known else (0, "")
        if one.took:
            typed = read(one.took)
            if typed is None or written(typed.style, typed.number) != one.number:
                yield _number(Rule.TAKEN, one.took, one.number or "—", paragraph, offset, one.number)
        if one.left:
            yield _number(Rule.LEFT, one.left, "", paragraph, offset)


def _number(
    rule: Rule, found: str, meant: str, paragraph: str, offset: int, instead: str | None = None
) -> Remark:
    """A remark about the number a paragraph begins with; ``instead`` is what is printed in its place, if it is."""
    start = paragraph.find(found)
    if start < 0:
        return Remark(rule, found, meant)
    place = (offset + start, offset + start + len(found))
    return Remark(rule, found, meant, place, ((*place, instead),) if instead is not None else ())


def _typed(text: str) -> Iterator[Remark]:
    """How a paragraph was typed: brackets, marks, quotation marks, figures, spaces, words."""
    yield from _marks(text)
    bare = TITLE.sub(lambda found: "《" + "题" * (len(found[0]) - 2) + "》", text)
    if style.CHINESE.search(text):
        yield from _quotes(text, bare)
        for start, end in unpaired(text):
            yield Remark(Rule.PAIR, around(text, start, end), at=(start, end))
        for dots in style.DOTS.finditer(bare):
            if dots[0] != "……":
                said = around(text, *dots.span())
                yield Remark(Rule.MARKS, said, "……", dots.span(), ((*dots.span(), "……"),))
    for wide in WIDE.finditer(bare):
        meant = style.half_digits(wide[0])
        yield Remark(Rule.DIGITS, wide[0], meant, wide.span(), ((*wide.span(), meant),))
    yield from _spaces(text, bare)
    yield from _words(text)


def _quotes(text: str, bare: str) -> Iterator[Remark]:
    """Straight quotation marks one by one; mending one mends all of the paragraph, for they belong together."""
    inner = {one.start() for one in style.INNER.finditer(bare)}
    straight = [quote for quote in STRAIGHT.finditer(bare) if quote.start() not in inner]
    curled = {quote.start(): _curled(bare, quote.start()) for quote in straight}
    edits = tuple((place, place + 1, mark) for place, mark in curled.items() if mark)
    for quote in straight:
        meant = curled[quote.start()]
        said = around(text, *quote.span())
        yield Remark(Rule.QUOTES, said, meant, quote.span(), edits if meant else ())


def _spaces(text: str, bare: str) -> Iterator[Remark]:
    """Spaces that nobody wants between Chinese words, and those before and after the paragraph."""
    before = len(text) - len(text.lstrip())
    for gap in style.GAPS.finditer(bare.strip()):
        place = (gap.start() + before, gap.end() + before)
        said = f"“{around(text.strip(), *gap.span(), more=3)}”"
        yield Remark(Rule.SPACES, said, "", place, ((*place, ""),))
    if text != text.strip():
        ends = [(0, before), (len(text.rstrip()), len(text))] if text.strip() else []
        edits = tuple((start, end, "") for start, end in ends if start < end)
        said = f"“{text[:4] if text[:1].isspace() else text[-4:]}”"
        yield Remark(Rule.SPACES, said, "", edits[0][:2] if edits else None, edits)


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
            edits = ((start, start + 1, "（"), (end, end + 1, "）"))
            yield Remark(Rule.BRACKETS, shown, "（）", (start, end + 1), edits)
    for place, (typed, printed) in enumerate(zip(text, meant, strict=True)):
        if typed != printed and typed not in "()":
            here = (place, place + 1)
            yield Remark(Rule.MARKS, around(text, *here, more=3), printed, here, ((*here, printed),))


def _words(text: str) -> Iterator[Remark]:
    """The house's words; words that are quoted are remarked as well, but nobody's to mend."""
    for official in OFFICIAL:
        text = text.replace(official, "〇" * len(official))
    bare = TITLE.sub(lambda found: "〇" * len(found[0]), text)
    for wrong, right in style.WORDS.items():
        told = style.RATHER.sub(lambda found: "〇" * len(found[0]), bare)
        first = next((one for one in style.APART.finditer(told) if one[0] == wrong), None)
        if first:
            places = [one.span() for one in style.house_places(text) if one[0] == wrong]
            edits = tuple((*place, right) for place in places)
            yield Remark(Rule.WORDS, wrong, right, places[0] if places else first.span(), edits)


def _dates(text: str, first: date, last: date) -> Iterator[Remark]:
    """Days of the period's own year are checked; a day of another year that is said is a memory, and no mistake."""
    for one in DAY.finditer(text):
        year, month, day = one.groups()
        if year and int(year) not in {first.year, last.year}:
            continue
        try:
            told = date(int(year) if year else last.year, int(month), int(day))
        except ValueError:
            yield Remark(Rule.DATE, one[0], at=one.span())
            continue
        if not year and not first <= told <= last and told.month == 12 and first.year != last.year:
            told = told.replace(year=first.year)
        if not (first <= told <= last or _of_statement(text, told, last)):
            yield Remark(Rule.DATE, one[0], at=one.span())


def _of_statement(text: str, told: date, last: date) -> bool:
    """The statement counts from New Year on."""
    return (told.month, told.day) == (1, 1) and f"{last.month}月{last.day}日" in text


def _numbers(text: str, drawn: str) -> Iterator[Remark]:
    said = set(NUMBER.findall(drawn))
    for number in NUMBER.finditer(text):
        if number[0] not in said:
            yield Remark(Rule.NUMBER, number[0], at=number.span())


def count_remark(text: str, told: int, now: int) -> Remark:
    """A figure the record counts otherwise by now; it is mended where the text has that number once."""
    places = [one.span() for one in NUMBER.finditer(text) if one[0] == str(told)]
    edits = ((*places[0], str(now)),) if len(places) == 1 else ()
    return Remark(Rule.COUNT, str(told), str(now), places[0] if places else None, edits)
