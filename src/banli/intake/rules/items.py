"""The items a source may report under, as columns; and the arithmetic of working days that its reports need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item: where its cases are booked, and its limits in working days."""

    code: str
    item: int
    revision: int
    kind: str
    department: str
    promised: int | None
    statutory: int | None


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
    """Known items by code; columns of them by place."""

    def __init__(self, known: Iterable[KnownItem]) -> None:
        self.known = list(known)
        self.by_code = {one.code: one for one in self.known}

    def places(self, codes: Any) -> Any:
        """The place of each code; null for one that is not known."""
        return pc.index_in(codes, value_set=self._codes)

    @cached_property
    def _codes(self) -> Any:
        return pa.array([one.code for one in self.known], pa.string())

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
