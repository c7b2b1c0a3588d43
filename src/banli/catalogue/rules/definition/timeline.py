"""Which of an item's published revisions count: a later publication takes the place of every one not begun before it.

Correcting the text that is in force so takes back what was announced for later, unless it is published again behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A published revision as its place in time: its number, and the day it comes into force."""

    @property
    def number(self) -> int:
        """The order of publication, from 1."""

    @property
    def effective_from(self) -> date:
        """The first day."""


One = TypeVar("One", bound=Dated)


def counting(published: Iterable[One]) -> list[One]:
    """Those that count, in the order of their days: each until the day before the next."""
    found: list[One] = []
    for one in sorted(published, key=lambda one: one.number, reverse=True):
        if not found or one.effective_from < found[-1].effective_from:
            found.append(one)
    return found[::-1]


def on_day(published: Iterable[One], day: date) -> One | None:
    """The one in force on ``day``; before the first of them that first one, and None where nothing is published."""
    found = counting(published)
    begun = [one for one in found if one.effective_from <= day]
    return begun[-1] if begun else found[0] if found else None


def after_day(published: Iterable[One], day: date) -> Sequence[One]:
    """Those announced: they come into force after ``day``, and something else is in force until then."""
    found = counting(published)
    return [one for one in found[1:] if one.effective_from > day]
