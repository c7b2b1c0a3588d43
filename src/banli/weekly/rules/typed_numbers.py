"""The numbers people type before a line, and which of them are numbers: those whose neighbours count on.

“二、三类医疗器械” begins with words that look like a number. A typed number is told from words by the company it keeps.
The four styles are the four levels of GB/T 9704-2012, 7.3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from banli.kernel.numerals import chinese

HIGHEST = 99


class Style(IntEnum):
    """The style of a number; its value is the level the standard gives it."""

    HAN = 1
    """一、"""
    HAN_BRACKETS = 2
    """（一）"""
    DIGIT = 3
    """1."""
    DIGIT_BRACKETS = 4
    """（1）"""


@dataclass(frozen=True)
class Typed:
    """A number as somebody typed it before ``rest``."""

    style: Style
    number: int
    typed: str
    rest: str
    doubtful: bool
    """More numerals follow its 、 as in 二、三类 and 1、2号窗口: words, unless both neighbours say otherwise."""


VALUES = {chinese(number): number for number in range(1, HIGHEST + 1)}
HAN = "[一二三四五六七八九十]{1,3}"
SHAPES = (
    (Style.HAN, re.compile(rf"\s*(({HAN})、)\s*")),
    (Style.HAN_BRACKETS, re.compile(rf"\s*([（(]\s*({HAN})\s*[)）])\s*")),
    (Style.DIGIT_BRACKETS, re.compile(r"\s*([（(]\s*(\d{1,2})\s*[)）])\s*")),
    (Style.DIGIT, re.compile(r"\s*((\d{1,2})[.．、])\s*")),
)
DAY = re.compile(r"\d{1,2}月\d{1,2}日")
HAN_FOLLOWS = re.compile(r"[一二三四五六七八九十百千万亿两〇零廿几]")


def read(text: str) -> Typed | None:
    """The number ``text`` begins with, or nothing; 3.5万 and 2022.1 begin with none."""
    for style, shape in SHAPES:
        found = shape.match(text)
        value = _value(found[2]) if found else 0
        if not found or not 1 <= value <= HIGHEST:
            continue
        rest = text[found.end() :]
        day = DAY.match(rest) is not None
        if style is Style.DIGIT and not found[1].endswith("、") and text[found.end(1) :][:1].isdecimal():
            return Typed(style, value, found[1], rest, doubtful=False) if day else None
        return Typed(style, value, found[1], rest, _doubtful(style, found[1], rest) and not day)
    return None


def _value(words: str) -> int:
    return int(words) if words.isdecimal() else VALUES.get(words, 0)


def _doubtful(style: Style, typed: str, rest: str) -> bool:
    if not typed.endswith("、"):
        return False
    return rest[:1].isdecimal() if style is Style.DIGIT else HAN_FOLLOWS.match(rest) is not None


def written(style: Style, number: int) -> str:
    """一、 （一） 1. （1）, as the standard writes it; Arabic figures beyond 99."""
    figure = chinese(number) if style < Style.DIGIT and number <= HIGHEST else str(number)
    return {Style.HAN: f"{figure}、", Style.DIGIT: f"{figure}."}.get(style, f"（{figure}）")


def counted_on(found: Sequence[Typed | None]) -> list[bool]:
    """For each line of a list, whether its number is one: the one before or after it in the same style counts on.

    A list ends where a number of a higher level stands between. What is doubtful needs both, and then counts itself.
    """
    certain = [one if one and not one.doubtful else None for one in found]
    beside = [(_before(certain, place, one), _after(certain, place, one)) for place, one in enumerate(found)]
    sides = [
        one is not None and (all(near) if one.doubtful else any(near))
        for one, near in zip(found, beside, strict=True)
    ]
    among = [
        one if one and (sure or not one.doubtful) else None for one, sure in zip(found, sides, strict=True)
    ]
    return [
        sure
        or (
            one is not None and not one.doubtful and (_before(among, place, one) or _after(among, place, one))
        )
        for place, (one, sure) in enumerate(zip(found, sides, strict=True))
    ]


def _before(others: Sequence[Typed | None], place: int, one: Typed | None) -> bool:
    near = _neighbour(reversed(others[:place]), one)
    return one is not None and near is not None and near.number == one.number - 1


def _after(others: Sequence[Typed | None], place: int, one: Typed | None) -> bool:
    near = _neighbour(others[place + 1 :], one)
    return one is not None and near is not None and near.number == one.number + 1


def _neighbour(others: Iterable[Typed | None], one: Typed | None) -> Typed | None:
    """The next number of the same style, before one of a higher level."""
    for other in others:
        if one is None or other is None or other.style > one.style:
            continue
        return other if other.style is one.style else None
    return None
