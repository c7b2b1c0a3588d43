"""The items a source may report under, as columns; and the arithmetic of working days that its reports need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, slots=True)
class Turn:
    """One of an item's revisions by the first day it is in force, and its limits in working days."""

    day: date
    revision: int
    promised: int | None
    statutory: int | None


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item as it is today: where its cases are booked, and its limits in working days."""

    code: str
    item: int
    revision: int
    kind: str
    department: str
    promised: int | None
    statutory: int | None
    turns: tuple[Turn, ...] = ()
    """Its revisions in the order of their days, where there are several."""

    def on(self, day: date) -> KnownItem:
        """The item by the revision in force on ``day``; before the first of them that first one."""
        if not self.turns:
            return self
        begun = [turn for turn in self.turns if turn.day <= day]
        then = begun[-1] if begun else self.turns[0]
        return replace(self, revision=then.revision, promised=then.promised, statutory=then.statutory)


@dataclass(frozen=True)
class Work:
    """Working days: the last day of a limit, and the days worked between two days; None where no calendar says."""

    due: Callable[[date, int], date | None]
    took: Callable[[date, date], int | None]

    def dues(self, day: Any, limit: Any) -> Any:
        """The last day of each limit."""
        return _by_pair(day, limit, self.due, pa.date32())

    def tooks(self, first: Any, last: Any) -> Any:
        """The working days from each first to each last day."""
        days = last.cast(pa.int32())
        return _by_pair(first, days, lambda one, other: self.took(one, _day(other)), pa.int32())


class Items:
    """Known items by code; columns of them by place: each item as it is today, behind them the revisions of a day."""

    def __init__(self, known: Iterable[KnownItem]) -> None:
        self.known = list(known)
        self.by_code = {one.code: one for one in self.known}
        self._codes = pa.array([one.code for one in self.known], pa.string())
        self._turns: list[tuple[int, date, int]] = []
        for place, item in enumerate(list(self.known)):
            for turn in item.turns:
                first = date.min if turn is item.turns[0] else turn.day
                self._turns.append((place, first, len(self.known)))
                self.known.append(item.on(turn.day))

    def places(self, codes: Any) -> Any:
        """The place of each code, as the item is today; null for one that is not known."""
        return pc.index_in(codes, value_set=self._codes)

    def on(self, places: Any, day: Any) -> Any:
        """The places of the revisions in force on each day: one look at the column for each item and turn in it."""
        there = set(pc.unique(places).to_pylist()) if self._turns else set()
        found = places
        for place, first, then in self._turns:
            if place in there:
                begun = pc.and_(pc.equal(places, place), pc.greater_equal(day, pa.scalar(first, pa.date32())))
                found = pc.if_else(begun, pa.scalar(then, places.type), found)
        return found

    @cached_property
    def revision(self) -> Any:
        """Revisions by place, as text."""
        return pa.array([str(one.revision) for one in self.known], pa.string())

    @cached_property
    def item(self) -> Any:
        """Ids of the catalogue's items by place."""
        return pa.array([one.item for one in self.known], pa.int64())

    @cached_property
    def kind(self) -> Any:
        """Kinds by place."""
        return pa.array([one.kind for one in self.known], pa.string())

    @cached_property
    def department(self) -> Any:
        """Departments by place."""
        return pa.array([one.department for one in self.known], pa.string())

    @cached_property
    def statutory(self) -> Any:
        """Statutory limits by place."""
        return pa.array([one.statutory for one in self.known], pa.int32())


def _by_pair(day: Any, number: Any, answer: Callable[[date, int], Any], kind: Any) -> Any:
    """``answer`` for each pair, asked once for each pair that occurs."""
    key = pc.add(pc.multiply(day.cast(pa.int32()).cast(pa.int64()), 1_000_000), number.cast(pa.int64()))
    coded = key.dictionary_encode()
    found = []
    for one in coded.dictionary.to_pylist():
        whole, rest = divmod(one, 1_000_000)
        found.append(answer(_day(whole), rest))
    return pa.array(found, kind).take(coded.indices)


def _day(number: int) -> date:
    return date.fromordinal(719_163 + number)
