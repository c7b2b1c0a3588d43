"""What a figure can count besides cases: a tally is declared by the app whose part of the record it counts. Pure.

A tally names a topic of the record, the statement that reads its rows up to a place in the record, how they are split
into lines, and the numbers that are made of them. The statistics freeze these numbers, open them and count them again
as they do with the figures of cases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from banli.kernel.actors import Actor
from banli.kernel.text import Words


@dataclass(frozen=True)
class TallyNumber:
    """A number made of the rows: the sum of ``part``, or ``part`` in ``whole`` where that is named."""

    key: str
    version: int
    """Another one for each change of meaning; frozen figures keep theirs."""
    title: Words
    definition: Words
    unit: str
    """One of the units of the statistics; ``yuan`` for amounts, which are added up in fen."""
    part: str
    """A column of the rows, a whole number for each."""
    whole: str = ""


@dataclass(frozen=True)
class Tally:
    """Something that figures count."""

    topic: str
    """The topic of the record whose events are counted."""
    title: Words
    row: Words
    """What one row is called."""
    names: tuple[str, ...]
    """Names of the events that the statement reads."""
    by: str
    """What the lines are, as a figure keeps it."""
    by_title: Words
    lines: Mapping[str, Words]
    """The keys of the lines with what they are called, in their order."""
    numbers: tuple[TallyNumber, ...]
    sql: str
    """Gives ``id`` (the event that counts), ``by_event`` (the latest event that decides how it counts), ``subject``,
    ``name``, ``scope``, ``day``, ``at``, ``key`` (the line) and the columns that the numbers name. ``<first>``,
    ``<last>`` and ``<position>`` are put in: the days, both included, and the highest event that may be read."""
    opens: Callable[[Actor], bool]
    """Whether somebody may see which rows stand behind a number; the number itself is for all who may open figures."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the numbers are made of, each once."""
        named = (name for one in self.numbers for name in (one.part, one.whole) if name)
        return tuple(dict.fromkeys(named))
