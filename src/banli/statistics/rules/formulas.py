"""How a number is made from sums over events: counts, shares, percentiles, stocks. Pure and exact (whole numbers)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from banli.statistics.rules.happenings import ACCEPTANCES, CLOSINGS

MEASURES = (
    "n",
    "begun",
    "timed",
    "on_time",
    "early",
    "overdue",
    "lawful",
    "beyond",
    "same_day",
    "measured",
    "took",
    "allowed",
    "visited",
    "visits",
    "revisited",
    "followed",
    "reused",
    "declared",
    "exceeded",
)
"""What is added up of events, in the order of the columns of every table of facts."""


class Form(StrEnum):
    """The shape of a formula."""

    COUNT = "count"
    """The sum of ``part``; no data where events happened and none of them said what ``whole`` counts."""
    SHARE = "share"
    """``part`` in ``whole``."""
    SAVED = "saved"
    """What is left of ``whole`` when ``part`` is taken away, in ``whole``."""
    PORTION = "portion"
    """The line's ``part`` in the sum of all lines."""
    PERCENTILE = "percentile"
    """The smallest number of days within which ``rank`` per cent of the cases ended."""
    STOCK_BEFORE = "stock_before"
    """Open when the period began: accepted before it and not closed before it."""
    STOCK_AFTER = "stock_after"
    """Open when the period ended."""
    OPEN_OVERDUE = "open_overdue"
    """Open when the period ended, with a promised limit that ended before that day."""


STOCKS = frozenset({Form.STOCK_BEFORE, Form.STOCK_AFTER, Form.OPEN_OVERDUE})


@dataclass(frozen=True)
class Formula:
    """A form with the measures it takes. ``str()`` is how a frozen figure keeps it."""

    form: Form
    part: str = "n"
    whole: str = "n"
    rank: int = 0

    def __str__(self) -> str:
        return f"{self.form}:{self.part}/{self.whole}:{self.rank}"

    @classmethod
    def read(cls, text: str) -> Formula:
        """The formula that ``str()`` gave."""
        form, measures, rank = text.split(":")
        part, whole = measures.split("/")
        return cls(Form(form), part, whole, int(rank))


@dataclass(frozen=True)
class Number:
    """A value as it is: ``part`` alone for a count, or ``part`` over ``whole``."""

    part: int
    whole: int | None = None

    @property
    def exact(self) -> Fraction:
        """The value as a fraction."""
        return Fraction(self.part, 1 if self.whole is None else self.whole)


@dataclass
class Sums:
    """What one line of a reading was made from: measures by event name, days used, stocks."""

    measures: dict[str, Counter[str]] = field(default_factory=dict)
    days: Counter[int] = field(default_factory=Counter)
    due: int = 0
    known: int = 0
    """Open cases whose promised limit is known."""
    followed_due: int = 0
    followed_known: int = 0
    """The same of the cases whose whole course is on record."""
    blind: bool = False
    """Cases ended, and not one end says whether there had been an acceptance."""

    def of(self, names: Iterable[str], measure: str) -> int:
        """The sum of ``measure`` over events called one of ``names``."""
        return sum(self.measures[name][measure] for name in names if name in self.measures)

    def add(self, other: Sums) -> None:
        """Take in another line."""
        for name, measures in other.measures.items():
            self.measures.setdefault(name, Counter()).update(measures)
        self.days.update(other.days)
        self.due += other.due
        self.known += other.known
        self.followed_due += other.followed_due
        self.followed_known += other.followed_known
        self.blind = self.blind or other.blind


def value(formula: Formula, names: Iterable[str], sums: Sums, total: Sums) -> Number | None:
    """The number ``sums`` give, or None where the record holds nothing to make it from."""
    names = tuple(names)
    part, whole = sums.of(names, formula.part), sums.of(names, formula.whole)
    match formula.form:
        case Form.COUNT:
            return Number(part) if whole or not sums.of(names, "n") else None
        case Form.SHARE | Form.SAVED | Form.PORTION:
            every = total.of(names, formula.part) if formula.form is Form.PORTION else whole
            upper = whole - part if formula.form is Form.SAVED else part
            return Number(upper, every) if every else None
        case Form.PERCENTILE:
            return percentile(sums.days, formula.rank)
        case _:
            return stock(formula, sums)


def stock(formula: Formula, sums: Sums) -> Number | None:
    """What is open, or open and overdue; None where the record holds nothing to make it from.

    A formula over ``followed`` leaves out cases of which other systems only report what they choose: nobody here knows
    which of them are open. One over ``n``, as figures frozen before have it, takes everything for open that has no end.
    """
    followed = formula.part == "followed"
    is_open = open_cases(formula, sums)
    if formula.form is not Form.OPEN_OVERDUE:
        # Ends that never say whether there was an acceptance leave everything open for ever.
        return None if sums.blind else Number(is_open)
    due, known = (sums.followed_due, sums.followed_known) if followed else (sums.due, sums.known)
    return Number(due) if known or not is_open else None


def open_cases(formula: Formula, sums: Sums) -> int:
    """Acceptances less the ends of accepted cases, of the cases that ``formula`` is about."""
    if formula.part == "followed":
        return sums.of(ACCEPTANCES, "followed") - sums.of(CLOSINGS, "followed")
    return sums.of(ACCEPTANCES, "n") - sums.of(CLOSINGS, "begun")


def percentile(days: Mapping[int, int], rank: int) -> Number | None:
    """The nearest rank: the smallest day with at least ``rank`` per cent of the cases at or below it."""
    wanted, seen = rank * sum(days.values()), 0
    for day in sorted(days):
        seen += days[day]
        if days[day] and seen * 100 >= wanted:
            return Number(day)
    return None


def change(now: Number | None, then: Number | None) -> Fraction | None:
    """By which share of ``then`` the value grew; None where there is nothing to compare with."""
    if now is None or then is None or not then.exact:
        return None
    return (now.exact - then.exact) / then.exact
