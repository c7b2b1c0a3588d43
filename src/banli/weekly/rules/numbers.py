"""The numbering style of official documents: 一、 （一） 1. （1） (GB/T 9704-2012, 7.3.3), whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from banli.weekly.rules.typed_numbers import Style, Typed, counted_on, read, written

TYPED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(]\s*(?:[一二三四五六七八九十]+|\d+)\s*[)）]|\d+[.．、](?!\d))\s*"
)
ITEMS = (Style.HAN, Style.HAN_BRACKETS, Style.DIGIT_BRACKETS)
HEADINGS = (Style.HAN, Style.HAN_BRACKETS, Style.DIGIT)
BLANK = " \t\n\r\x0b\x0c\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"


def mark(level: int, number: int) -> str:
    """The mark of the ``number``-th item on ``level`` (1 to 3); what stands deeper is marked as on 3."""
    return written(ITEMS[min(level, 3) - 1], number)


def heading_mark(level: int, number: int) -> str:
    """The mark of a heading: as :func:`mark`, but 1. on the third level."""
    return written(HEADINGS[level - 1], number)


def numbered(text: str) -> bool:
    """True where ``text`` brings a number along, or words that look like one."""
    return TYPED.match(text) is not None


def wordless(text: str) -> bool:
    """True where there is nothing but a number and spaces."""
    return not TYPED.sub("", text, count=1).strip(BLANK)


def empty(text: str) -> bool:
    """True where there is nothing to print at all."""
    return not text.strip(BLANK)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as stored; ``item`` where it is numbered among its like, whether or not a number was typed."""

    text: str
    item: bool


@dataclass(frozen=True)
class Numbered:
    """A paragraph with the number it stands under ('' for none)."""

    number: str
    text: str
    """As stored, without a number that was taken away."""
    took: str = ""
    """The typed number in whose place ``number`` stands."""
    left: str = ""
    """A typed number that stays among the words, because no neighbour counts on."""


def numbered_anew(paragraphs: Sequence[Paragraph], level: int) -> list[Numbered]:
    """The paragraphs of one section in order, as many as there are, items numbered in the style of ``level`` (2 to 4).

    Where several styles were typed, each keeps its own: they are levels of their own, counted below each other.
    """
    typed = [read(one.text) for one in paragraphs]
    sure = counted_on(typed)
    styles = {one.style for one in typed if one and not one.doubtful}
    if len(styles) > 1 and any(sure):
        return list(_on_levels(paragraphs, typed, sure))
    return list(_on_one_level(paragraphs, typed, sure, level))


def _on_one_level(
    paragraphs: Iterable[Paragraph], typed: Iterable[Typed | None], sure: Iterable[bool], level: int
) -> Iterator[Numbered]:
    count = 0
    for one, found, counts in zip(paragraphs, typed, sure, strict=True):
        house = mark(level, count + 1)
        takes = found is not None and (counts or _is(found, house))
        number = house if one.item or takes else ""
        count += bool(number)
        yield _numbered(one, found, number, takes=takes)


def _on_levels(
    paragraphs: Sequence[Paragraph], typed: Sequence[Typed | None], sure: Sequence[bool]
) -> Iterator[Numbered]:
    top = min(found.style for found, counts in zip(typed, sure, strict=True) if found and counts)
    counts = dict.fromkeys(Style, 0)
    for one, found, counted in zip(paragraphs, typed, sure, strict=True):
        style = found.style if found and (counted or not found.doubtful) else top if one.item else None
        if style is None:
            yield _numbered(one, found, "", takes=False)
            continue
        counts |= {deeper: 0 for deeper in Style if deeper > style}
        number = written(style, counts[style] + 1)
        takes = found is not None and (counted or _is(found, number))
        if found and not takes and not found.doubtful:
            # A number of its own, out of the count: it stands as it was typed, and nothing is put before it.
            yield _numbered(one, found, "", takes=False)
            continue
        counts[style] += 1
        yield _numbered(one, found, number, takes=takes)


def _is(found: Typed, number: str) -> bool:
    return not found.doubtful and written(found.style, found.number) == number


def _numbered(one: Paragraph, found: Typed | None, number: str, *, takes: bool) -> Numbered:
    if found and takes:
        return Numbered(number, found.rest, took=found.typed)
    left = found.typed if found and not found.doubtful else ""
    return Numbered(number, one.text, left=left)


def headings_anew(headings: Sequence[tuple[int, str]]) -> list[Numbered]:
    """Headings with their levels (1 to 3), numbered anew; a 十一、 among fewer headings is a holiday and no number."""
    typed = [read(text) for _, text in headings]
    total = {level: sum(one == level for one, _ in headings) for level in (1, 2, 3)}
    sure = [False] * len(headings)
    for level in total:
        places = [place for place, (one, _) in enumerate(headings) if one == level]
        for place, counts in zip(places, counted_on([typed[place] for place in places]), strict=True):
            sure[place] = counts
    level_counts, made = [0, 0, 0], []
    for (level, text), found, counted in zip(headings, typed, sure, strict=True):
        level_counts[level - 1] += 1
        level_counts[level:] = [0] * (3 - level)
        number = heading_mark(level, level_counts[level - 1])
        own = (
            found is not None and found.style is HEADINGS[level - 1] and found.number <= max(total[level], 9)
        )
        same = found is not None and written(found.style, found.number) == number
        takes = found is not None and (same or counted or (own and not found.doubtful))
        made.append(_numbered(Paragraph(text, True), found, number, takes=takes))
    return made
