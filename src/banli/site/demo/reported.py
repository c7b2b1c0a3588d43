"""The cases of one day of the demo year, as the departments' systems would report them. Seeded, no state kept."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate

from banli.cases.service import Happened, Reported
from banli.cases.states import Result, State
from banli.kernel.clock import SHANGHAI
from banli.site.demo.quota import Quota, YearPlan
from banli.site.demo.shape import KindShape, YearShape, weights_of
from banli.worktime.service import Calendar

ENDS = (
    ("granted", State.GRANTED, Result.CERTIFICATE, 965),
    ("refused", State.REFUSED, Result.REFUSED, 17),
    ("withdrawn", State.WITHDRAWN, Result.RETURNED, 18),
)
CHANNELS = {"licence": (620, 380), "public_service": (930, 70), "other_nine": (550, 450)}
"""Weights of online and counter."""
MORNING, EVENING = 9 * 3600, 17 * 3600
NIGHT = 24 * 3600 - 1
ONLINE_BY_NIGHT = 4
"""One in so many online applications comes outside office hours."""


@dataclass(frozen=True)
class Register:
    """Where the cases of a kind belong: the revision of the item they are booked under, and its task code."""

    revision: int
    task_code: str


class Reporter:
    """Makes the cases of any day of a plan; the same cases for the same seed, whatever day is asked first."""

    def __init__(
        self,
        shape: YearShape,
        plan: YearPlan,
        seed: int,
        registers: Mapping[str, Register],
        departments: list[str],
        calendar: Calendar,
    ) -> None:
        self.shape, self.plan, self.seed, self.calendar = shape, plan, seed, calendar
        self.registers = registers
        self.departments = {
            kind.code: list(accumulate(weights_of(kind, departments).values())) for kind in shape.kinds
        }
        self.codes = departments

    def day(self, index: int) -> Iterator[Reported]:
        """Every case that begins on the day of that index of the plan."""
        for kind in self.shape.kinds:
            quota = self.plan.quotas[kind.code][index]
            if quota.events:
                yield from _Day(self, kind, self.plan.days[index], quota).cases()


class _Day:
    """The cases of one kind that begin on one day."""

    def __init__(self, reporter: Reporter, kind: KindShape, day: date, quota: Quota) -> None:
        self.kind, self.day, self.quota = kind, day, quota
        self.shape, self.calendar = reporter.shape, reporter.calendar
        self.dice = random.Random(f"{reporter.seed}:{day}:{kind.code}")  # noqa: S311
        self.register = reporter.registers[kind.code]
        self.prefix = f"{self.register.task_code}{day:%Y%m%d}D"
        size = quota.accepted + quota.refused
        self.departments = self.dice.choices(
            reporter.codes, cum_weights=reporter.departments[kind.code], k=size
        )
        self.channels = self.dice.choices(("online", "counter"), CHANNELS[kind.group], k=size)
        self.working = self.calendar.is_working(day)
        self.statutory_due_on = self.calendar.step(day, kind.statutory)

    def cases(self) -> Iterator[Reported]:
        """Those that end first, then those still open, then those refused acceptance."""
        ends = self.dice.choices(ENDS, [end[3] for end in ENDS], k=self.quota.ended)
        for serial, (end, last) in enumerate(zip(ends, self._last_days(), strict=True)):
            accepted_at = self._moment(serial)
            completed_at = self._end(accepted_at, last)
            events = (Happened("accepted", accepted_at), Happened(end[0], completed_at))
            yield self._case(serial, events, end[1], accepted_at, completed_at, end[2])
        for serial in range(self.quota.ended, self.quota.accepted):
            accepted_at = self._moment(serial)
            yield self._case(serial, (Happened("accepted", accepted_at),), State.IN_REVIEW, accepted_at)
        for serial in range(self.quota.accepted, self.quota.accepted + self.quota.refused):
            moment = self._moment(serial)
            yield self._case(
                serial,
                (Happened("not_accepted", moment),),
                State.NOT_ACCEPTED,
                None,
                moment,
                Result.NOT_ACCEPTED,
            )

    def _case(
        self,
        serial: int,
        events: tuple[Happened, ...],
        state: State,
        accepted_at: datetime | None,
        completed_at: datetime | None = None,
        result: Result | str = "",
    ) -> Reported:
        return Reported(
            number=f"{self.prefix}{serial:07}",
            revision=self.register.revision,
            kind=self.kind.code,
            department=self.departments[serial],
            channel=self.channels[serial],
            state=state,
            events=events,
            accepted_at=accepted_at,
            statutory_due_on=self.statutory_due_on if accepted_at else None,
            completed_at=completed_at,
            result=result,
        )

    def _last_days(self) -> list[date]:
        """The day each case that ends within the period ends on."""
        lags = self.kind.lags()
        if self.day < self.shape.first:
            least = self.calendar.count(self.day, self.shape.first) + 1
            days = [self.calendar.step(self.day, least + lag) for lag in range(len(lags))]
            return self.dice.choices(days, lags, k=self.quota.ended)
        most = self.calendar.count(self.day, self.shape.last)
        days = [self.calendar.step(self.day, lag) for lag in range(min(most + 1, len(lags)))]
        return self.dice.choices(days, lags[: len(days)], k=self.quota.ended)

    def _moment(self, serial: int) -> datetime:
        """When it began: in office hours, or at any hour where it came online."""
        online = self.channels[serial] == "online"
        free = online and (not self.working or self.dice.random() * ONLINE_BY_NIGHT < 1)
        low, high = (0, NIGHT) if free else (MORNING, EVENING)
        return _at(self.day, low + int(self.dice.random() * (high - low)))

    def _end(self, accepted_at: datetime, last: date) -> datetime:
        """When it ended: minutes later on the same day, else in office hours of the last day."""
        if last > self.day:
            return _at(last, MORNING + int(self.dice.random() * (EVENING - MORNING)))
        seconds = accepted_at.hour * 3600 + accepted_at.minute * 60 + accepted_at.second
        return _at(last, min(NIGHT, seconds + 60 + int(self.dice.random() * 1_500)))


@lru_cache(maxsize=1_000)
def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _at(day: date, second: int) -> datetime:
    return _midnight(day) + timedelta(seconds=second)
