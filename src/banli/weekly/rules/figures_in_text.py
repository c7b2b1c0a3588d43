"""Figures as a sentence tells them: 672349, 672,349, 67.2万, 67万余; and what each is said to be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

TOLD = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([万亿]?)([余多]?)")
UNITS = {"": Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}
ACCEPTED, COMPLETED = "受理", "办结"


@dataclass(frozen=True)
class Told:
    """A figure in a sentence: its words, and between which values it may lie, both included."""

    text: str
    start: int
    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        """True where it is one number and no other."""
        return self.low == self.high


def told(words: str) -> Iterator[Told]:
    """The figures of ``words`` in order; one with a unit is rounded to its last digit."""
    for found in TOLD.finditer(unicodedata.normalize("NFKC", words)):
        whole, fraction, unit, more = found.groups()
        value = Decimal(whole.replace(",", "") + (fraction or "")) * UNITS[unit]
        step = UNITS[unit].scaleb(1 - len(fraction)) if fraction else UNITS[unit]
        if more:
            low, high = value, value + max(step, Decimal(10) ** (len(whole) - len(whole.rstrip("0")))) - 1
        elif unit:
            low, high = value - step / 2, value + step / 2
        else:
            low = high = value
        yield Told(found[0], found.start(), low, high)


def found_in(words: str, value: int) -> list[Told]:
    """The figures of ``words`` that may be ``value``."""
    return [one for one in told(words) if one.low <= value <= one.high]


def roles(words: str, value: int) -> set[str]:
    """What ``value`` is said to be, wherever it stands: accepted, completed, or both in two places."""
    plain = unicodedata.normalize("NFKC", words)
    found, end = set(), 0
    for one in told(words):
        before = plain[end : one.start]
        end = one.start + len(one.text)
        if one.low <= value <= one.high:
            last = max((ACCEPTED, COMPLETED), key=before.rfind)
            if last in before:
                found.add(last)
    return found
