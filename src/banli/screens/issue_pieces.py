"""The statement of an issue cut into words and numbers that open, for studio and public page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from banli.statistics.service import Figure
from banli.weekly.service import Section

NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Piece:
    """A stretch of a line; with ``figure`` it is a number that opens."""

    text: str
    figure: Figure | None = None


def pieces_of(text: str, counted: Sequence[Figure], section: Section) -> tuple[Piece, ...]:
    """The statement cut where its figures stand, each once; any other line whole."""
    if section is not Section.STATEMENT:
        return (Piece(text),)
    waiting = list(counted)
    found: list[Piece] = []
    end = 0
    for number in NUMBER.finditer(text):
        figure = next((one for one in waiting if str(one.value) == number[0] and _open(text, number)), None)
        if figure is None:
            continue
        waiting.remove(figure)
        found += [Piece(text[end : number.start()]), Piece(number[0], figure)]
        end = number.end()
    return (*found, Piece(text[end:]))


def _open(text: str, number: re.Match[str]) -> bool:
    """False for the numbers of a day, which are no figures whatever their value."""
    return text[number.end() : number.end() + 1] not in ("年", "月", "日")
