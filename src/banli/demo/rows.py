"""The rows of one day of the demo year, as the departments' systems would report them: whole columns, seeded.

Any day can be made alone: nothing is carried from one day to the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.demo.items import DemoItem
from banli.demo.quota import Quota, YearPlan
from banli.demo.year_shape import KindShape, YearShape
from banli.worktime.service import Calendar

RESULTS = {"0": 965, "1": 17, "5": 18}
"""Results of those who were accepted, with their weights."""
NOT_ACCEPTED, GRANTED = "6", "0"
CHANNELS = {"licence": 620, "public_service": 930, "other_nine": 550}
"""Per mille that come online."""
MORNING, EVENING, NIGHT = 9 * 3600, 17 * 3600, 24 * 3600 - 1
ONLINE_BY_NIGHT = 0.25
"""Share of the online applications that come outside office hours."""
SPECIAL = 0.02
"""Share of the licences that take longer and have an expert review in between."""
REVIEW = "专家评审"
SECOND = 1_000_000
SYSTEM = "demo-year"


@dataclass(frozen=True)
class DayRows:
    """Rows of up_pro_accept, up_pro_special_procedure and up_pro_result."""

    accept: pa.Table
    special: pa.Table
    result: pa.Table


class Reporter:
    """Makes the rows of any day of a plan; the same for the same seed, whatever day is asked first."""

    def __init__(
        self,
        shape: YearShape,
        plan: YearPlan,
        seed: int,
        items: Mapping[str, Sequence[DemoItem]],
        calendar: Calendar,
    ) -> None:
        self.shape, self.plan, self.seed, self.calendar = shape, plan, seed, calendar
        self.codes = {kind: pa.array([one.code for one in found]) for kind, found in items.items()}
        self.weights = {kind: list(accumulate(one.weight for one in found)) for kind, found in items.items()}

    def day(self, index: int) -> DayRows:
        """Every row of the cases that begin on the day of that index."""
        parts = [
            DayOfKind(self, kind, self.plan.days[index], quota).rows()
            for kind in self.shape.kinds
            if (quota := self.plan.quotas[kind.code][index]).cases
        ] or [DayOfKind(self, self.shape.kinds[0], self.plan.days[index], Quota(0, 0, 0)).rows()]
        return DayRows(
            pa.concat_tables(one.accept for one in parts),
            pa.concat_tables(one.special for one in parts),
            pa.concat_tables(one.result for one in parts),
        )


class DayOfKind:
    """The cases of one kind that begin on one day: those that end first, then those still open, then the others."""

    def __init__(self, reporter: Reporter, kind: KindShape, day: date, quota: Quota) -> None:
        self.reporter, self.kind, self.day, self.quota = reporter, kind, day, quota
        self.calendar, self.shape = reporter.calendar, reporter.shape
        self.draws = 0
        size = quota.cases
        self.code = self.pick(reporter.codes[kind.code], reporter.weights[kind.code], size)
        serial = pc.utf8_lpad(pa.array(range(size), pa.int32()).cast(pa.string()), 7, "0")
        self.number = pc.binary_join_element_wise(self.code, f"{day:%Y%m%d}D", serial, "")
        self.online = pc.less(self._random(size), CHANNELS[kind.group] / 1000)
        self.second = self._begun(size)

    def rows(self) -> DayRows:
        """Their rows."""
        return DayRows(self._accept(), self._special(), self._result())

    def _random(self, size: int) -> Any:
        """Numbers from 0 to 1, a new column each time."""
        self.draws += 1
        text = f"{self.reporter.seed}:{self.day}:{self.kind.code}:{self.draws}"
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")
        return pc.random(size, initializer=seed)

    def pick(self, values: Any, weights: Sequence[int], size: int) -> Any:
        """One of ``values`` for each row; ``weights`` are summed up."""
        drawn = pc.floor(pc.multiply(self._random(size), weights[-1])).cast(pa.int64())
        return values.take(pc.search_sorted(pa.array(weights, pa.int64()), drawn, side="right"))

    def _within(self, low: Any, high: Any, size: int) -> Any:
        """A second of the day from ``low`` to ``high``."""
        span = pc.multiply(self._random(size), pc.subtract(high, low).cast(pa.float64()))
        return pc.add(low, pc.floor(span).cast(pa.int64()))

    def _begun(self, size: int) -> Any:
        """When it began: in office hours, or at any hour where it came online."""
        late = pc.less(self._random(size), ONLINE_BY_NIGHT if self.calendar.is_working(self.day) else 1.0)
        free = pc.and_(self.online, late)
        low = pc.if_else(free, pa.scalar(0, pa.int64()), pa.scalar(MORNING, pa.int64()))
        high = pc.if_else(free, pa.scalar(NIGHT, pa.int64()), pa.scalar(EVENING, pa.int64()))
        return self._within(low, high, size)

    def _at(self, day: Any, second: Any) -> Any:
        """Moments from days (as numbers) and seconds."""
        return pc.multiply(pc.add(pc.multiply(day, 86_400), second), SECOND).cast(pa.timestamp("us"))

    @property
    def _today(self) -> Any:
        return pa.scalar(number_of(self.day), pa.int64())

    def _accept(self) -> pa.Table:
        count = self.quota.accepted
        at = self._at(self._today, self.second.slice(0, count))
        promised = self.calendar.step(self.day, self.kind.promised)
        ended = pc.less(pa.array(range(count), pa.int32()), self.quota.ended)
        instant = pc.and_(ended, pc.equal(_longer(self.last, count), self._today))
        return self._table(
            count,
            0,
            {
                "task_code": self.code.slice(0, count),
                "project_type": pc.if_else(pc.fill_null(instant, False), "1", "2"),
                "apply_type": pc.if_else(self.online.slice(0, count), "2", "1"),
                "apply_date": at,
                "accept_date": at,
                "promise_date": pa.repeat(pa.scalar(promised, pa.date32()), count),
            },
            at,
        )

    @cached_property
    def last(self) -> Any:
        """The day on which each case that ends ends, as a number."""
        lags, count = self.kind.lags(), self.quota.ended
        if self.day < self.shape.first:
            least = self.calendar.count(self.day, self.shape.first) + 1
            days = [self.calendar.step(self.day, least + lag) for lag in range(len(lags))]
        else:
            most = self.calendar.count(self.day, self.shape.last)
            days = [self.calendar.step(self.day, lag) for lag in range(min(most + 1, len(lags)))]
        numbers = pa.array([number_of(day) for day in days], pa.int64())
        return self.pick(numbers, list(accumulate(lags[: len(days)])), count)

    @cached_property
    def ended_at(self) -> Any:
        """When each case that ends ends: minutes later on the same day, else in office hours of its last day."""
        count = self.quota.ended
        begun = self.second.slice(0, count)
        soon = pc.min_element_wise(pc.add(begun, self._within(pa.scalar(60), pa.scalar(1_560), count)), NIGHT)
        office = self._within(pa.scalar(MORNING), pa.scalar(EVENING), count)
        return self._at(self.last, pc.if_else(pc.greater(self.last, self._today), office, soon))

    def _special(self) -> pa.Table:
        """An expert review in the midst of some licences: from the day after acceptance to the day before the end."""
        count = self.quota.ended
        long = pc.greater_equal(pc.subtract(self.last, self._today), 4)
        chosen = pc.and_(long, pc.less(self._random(count), SPECIAL if self.kind.group == "licence" else 0.0))
        day = pc.add(self._today, 1)
        begun = self._at(pa.repeat(day, count), pa.scalar(MORNING, pa.int64()))
        ended = self._at(pc.subtract(self.last, 1), pa.scalar(EVENING, pa.int64()))
        columns = {
            "special_name": pa.repeat(REVIEW, count),
            "special_time": begun,
            "end_time": ended,
        }
        return self._table(count, 0, columns, ended).filter(chosen)

    def _result(self) -> pa.Table:
        ended, refused, unasked = self.quota.ended, self.quota.refused, self.quota.unasked
        first = self.quota.accepted
        results = self._results(ended)
        kind = pa.concat_arrays([pa.repeat(NOT_ACCEPTED, refused), pa.repeat(GRANTED, unasked)])
        at = self._at(self._today, self.second.slice(first))
        parts = (
            self._table(ended, 0, {"result_type": results, "result_date": self.ended_at}, self.ended_at),
            self._table(refused + unasked, first, {"result_type": kind, "result_date": at}, at),
        )
        return pa.concat_tables(parts)

    def _results(self, count: int) -> Any:
        return self.pick(pa.array(list(RESULTS)), list(accumulate(RESULTS.values())), count)

    def ended_on(self, first: int, count: int, last: Any) -> pa.Table:
        """Rows of up_pro_result for ``count`` of the cases from the one numbered ``first`` on, ended in office hours
        of the days ``last`` (as numbers)."""
        at = self._at(last, self._within(pa.scalar(MORNING), pa.scalar(EVENING), count))
        return self._table(count, first, {"result_type": self._results(count), "result_date": at}, at)

    def _table(self, count: int, first: int, columns: Mapping[str, Any], at: Any) -> pa.Table:
        """``columns`` with what every row of the exchange has."""
        day = at.cast(pa.date32(), safe=False)
        return pa.table(
            {
                "project_no": self.number.slice(first, count),
                **columns,
                "dataver": pa.repeat("1", count),
                "cd_operation": pa.repeat("I", count),
                "cd_time": pc.add(
                    day.cast(pa.timestamp("us")), pa.scalar(86_399 * SECOND, pa.duration("us"))
                ),
                "cd_batch": day.cast(pa.string()),
                "data_source": pa.repeat(SYSTEM, count),
            }
        )


def number_of(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - 719_163


def _longer(column: Any, count: int) -> Any:
    return pa.concat_arrays([column, pa.nulls(count - len(column), column.type)])
