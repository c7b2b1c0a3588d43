"""The weeks after the year, in the same pattern, up to the moment at which the demo begins.

The year's files stay what they are. What was open at its end ends as its kind does, new cases begin as before, and
nothing lies after the moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.demo.items import DemoItem
from banli.demo.quota import Quota, YearPlan, share
from banli.demo.rows import (
    DayOfKind,
    DayRows,
    Reporter,
    number_of,
)
from banli.demo.year_shape import KindShape, YearShape
from banli.kernel.clock import SHANGHAI
from banli.worktime.service import Calendar

UNTIL = datetime(2022, 11, 15, 9, 30, tzinfo=SHANGHAI)
"""When the demo begins."""
HORIZON = date(2022, 12, 31)
"""The last day on which a case of these weeks may end; what ends after the moment is open at it."""


def plan_after(shape: YearShape, year: YearPlan, seed: int, calendar: Calendar) -> YearPlan:
    """Quotas of every day after the year, at the year's own pace; ``ended`` are those that will end one day."""
    first = shape.last + timedelta(1)
    days = [first + timedelta(n) for n in range((UNTIL.date() - first).days + 1)]
    whole = [*year.days, *days]
    start = year.days.index(shape.first)
    quotas = {}
    for group in shape.groups:
        busy = shape.busy(group.key, whole, calendar, seed)
        pace = (sum(busy[len(year.days) :]), sum(busy[start : len(year.days)]))
        for kind in shape.kinds:
            if kind.group == group.key:
                known = year.quotas[kind.code][start:]
                quotas[kind.code] = _of_kind(known, year, kind, pace, busy[len(year.days) :], calendar)
    return YearPlan(tuple(days), quotas)


def _of_kind(
    known: Sequence[Quota],
    year: YearPlan,
    kind: KindShape,
    pace: tuple[int, int],
    busy: list[int],
    calendar: Calendar,
) -> tuple[Quota, ...]:
    def like(number: int) -> list[int]:
        return share(number * pace[0] // pace[1], busy)

    accepted = like(sum(one.accepted for one in known))
    ended = [share_of(count, ends_of(kind, known, year, calendar)) for count in accepted]
    refused, unasked = like(sum(one.refused for one in known)), like(sum(one.unasked for one in known))
    return tuple(Quota(*counts) for counts in zip(accepted, ended, refused, unasked, strict=True))


def ends_of(kind: KindShape, known: Sequence[Quota], year: YearPlan, calendar: Calendar) -> tuple[int, int]:
    """How many of how many cases of a kind end one day, from those of the year that had the time to."""
    lags, last = kind.lags(), year.days[-1]
    days = year.days[len(year.days) - len(known) :]
    chance = [sum(lags[: calendar.count(day, last) + 1]) for day in days]
    had_time = sum(one.accepted * likely for one, likely in zip(known, chance, strict=True))
    ended = sum(one.ended for one in known) * sum(lags)
    return min(ended, had_time), had_time


def share_of(count: int, part: tuple[int, int]) -> int:
    """``part`` of ``count``, rounded half up."""
    return (2 * count * part[0] + part[1]) // (2 * part[1]) if part[1] else 0


class AfterReporter(Reporter):
    """Makes the rows of the days after the year, and with the first of them the ends of what was open."""

    def __init__(
        self,
        year: Reporter,
        items: Mapping[str, Sequence[DemoItem]],
    ) -> None:
        self.year = year
        plan = plan_after(year.shape, year.plan, year.seed, year.calendar)
        longer = year.shape.model_copy(update={"last": HORIZON})
        super().__init__(longer, plan, year.seed, items, year.calendar)

    def day(self, index: int) -> DayRows:
        """Every row up to the moment of the cases that begin on the day of that index."""
        rows = super().day(index)
        result = pa.concat_tables([rows.result, *self._carried()]) if index == 0 else rows.result
        return DayRows(
            _until(rows.accept, "accept_date"),
            _until(rows.special, "end_time"),
            _until(result, "result_date"),
        )

    def _carried(self) -> list[pa.Table]:
        """Ends of the cases that were open at the end of the year and still within their time."""
        year, found = self.year, []
        start = year.plan.days.index(year.shape.first)
        for kind in year.shape.kinds:
            lags = kind.lags()
            known = year.plan.quotas[kind.code][start:]
            ending = ends_of(kind, known, year.plan, year.calendar)
            for day, quota in zip(year.plan.days[start:], known, strict=True):
                first = year.calendar.count(day, year.shape.last) + 1
                if first >= len(lags) or quota.ended == quota.accepted:
                    continue
                late = (ending[0] * sum(lags[first:]), ending[1] * sum(lags))
                count = min(share_of(quota.accepted, late), quota.accepted - quota.ended)
                if count:
                    found.append(_Late(year, kind, day, quota).ends(first, count))
        return found


class _Late(DayOfKind):
    """The cases of a day of the year that end after it."""

    def ends(self, first: int, count: int) -> pa.Table:
        """Rows of up_pro_result for ``count`` of its open cases, ended ``first`` or more working days after they
        were accepted."""
        lags = self.kind.lags()
        days = pa.array(
            [number_of(self.calendar.step(self.day, lag)) for lag in range(first, len(lags))], pa.int64()
        )
        last = self.pick(days, list(accumulate(lags[first:])), count)
        return self.ended_on(self.quota.ended, count, last)


def _until(rows: pa.Table, column: str) -> pa.Table:
    """The rows whose ``column`` is not after the moment; they are told by it too."""
    moment = pa.scalar(UNTIL.replace(tzinfo=None), pa.timestamp("us"))
    kept = rows.filter(pc.less_equal(rows.column(column), moment))
    at = kept.schema.get_field_index("cd_time")
    told: Any = pc.min_element_wise(kept.column("cd_time"), moment)
    return kept.set_column(at, kept.schema.field(at), told.cast(kept.schema.field(at).type))
