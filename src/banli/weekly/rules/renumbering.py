"""Numbers that were typed into lines follow when lines are moved or taken out: 一、 （一） 1. （1）, level by level.

A typed number is known by its neighbours, and a move takes them away. Which words are numbers is therefore asked before
lines change place, and what they count is written after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from banli.kernel.numerals import chinese
from banli.weekly.rules.typed_numbers import HIGHEST, Style, Typed, counted_on, read


@dataclass(frozen=True)
class Slip:
    """A line of a section: its name, its paragraphs, whether it is an item and whether it has a heading."""

    line: int
    text: str
    item: bool = True
    headed: bool = False

    @property
    def typed(self) -> list[Typed | None]:
        """What looks like a number before each of its paragraphs; the first belongs to the heading where it has one."""
        found = [read(one) for one in self.text.split("\n")]
        return [None, *found[1:]] if self.headed else found


Known = Mapping[tuple[int, int], Typed]
"""The numbers of a section by line and paragraph."""


def known_numbers(section: Sequence[Slip]) -> dict[tuple[int, int], Typed]:
    """The typed numbers whose neighbours count on, in the lines of one section in order."""
    places = [(slip.line, at) for slip in section for at in range(len(slip.typed))]
    typed = [one for slip in section for one in slip.typed]
    return {
        place: one
        for place, one, sure in zip(places, typed, counted_on(typed), strict=True)
        if one is not None and sure
    }


def renumbered(section: Sequence[Slip], known: Known) -> dict[int, str]:
    """The texts that change so that the known numbers count on in the order of ``section``.

    A number that is left alone in its section is taken away before an item: the outline gives it its own.
    """
    here = [(slip, at) for slip in section for at in range(len(slip.typed)) if (slip.line, at) in known]
    alone = len(here) == 1 and here[0][0].item and here[0][1] == 0
    counts = dict.fromkeys(Style, 0)
    paragraphs = {slip.line: slip.text.split("\n") for slip in section}
    for slip, at in here:
        one = known[slip.line, at]
        counts |= {deeper: 0 for deeper in Style if deeper > one.style}
        counts[one.style] += 1
        text = paragraphs[slip.line][at]
        paragraphs[slip.line][at] = one.rest if alone else _counting(text, one, counts[one.style])
    texts = {line: "\n".join(rows) for line, rows in paragraphs.items()}
    return {slip.line: texts[slip.line] for slip in section if texts[slip.line] != slip.text}


def _counting(text: str, one: Typed, number: int) -> str:
    """``text`` with ``number`` in place of the one it begins with; its marks stay as they were typed."""
    start = text.index(one.typed)
    typed = one.typed.replace(_figure(one.style, one.number), _figure(one.style, number), 1)
    return text[:start] + typed + text[start + len(one.typed) :]


def _figure(style: Style, number: int) -> str:
    """The figure alone: Chinese on the two upper levels, up to the highest the house writes so."""
    return chinese(number) if style < Style.DIGIT and number <= HIGHEST else str(number)
