"""The moments at which a clock crosses the rules. Pure: they follow from the clock and the calendar alone.

A day begins at midnight in Shanghai. A limit has passed when the day after its last day begins. It is short from the
beginning of the first day, never day 0, on which no more days are left to count than the rule says; days of a pause do
not count, so a pause that begins after a crossing does not move it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Protocol

from banli.supervision.rules.table import Rule, When
from banli.supervision.states import WORSE, Light
from banli.worktime.rules import OPEN_END, Calendar, Pause

ONE_DAY = timedelta(days=1)
SHANGHAI = timezone(timedelta(hours=8))


class Watched(Protocol):
    """What the rules want to know of a clock; the courses of the cases have it."""

    @property
    def key(self) -> str: ...
    @property
    def round(self) -> int: ...
    @property
    def start(self) -> date: ...
    @property
    def due(self) -> date: ...
    @property
    def length(self) -> int: ...
    @property
    def working(self) -> bool: ...
    @property
    def pauses(self) -> tuple[Pause, ...]: ...
    @property
    def stands_since(self) -> date | None: ...
    @property
    def ended_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Crossing:
    """A clock meets a rule at a moment; ``reached`` unless it stood still or ended before."""

    rule: Rule
    key: str
    round: int
    at: datetime
    due: date
    reached: bool


def crossings(clock: Watched, rules: Iterable[Rule], calendar: Calendar) -> list[Crossing]:
    """Every crossing of ``clock``, past and to come, in the order of the rules; none of a clock whose end is open."""
    found: list[Crossing] = []
    if clock.due == OPEN_END:
        return found
    for rule in rules:
        if not rule.watches(clock.key):
            continue
        day = clock.due + ONE_DAY if rule.when is When.PASSED else short_from(clock, rule, calendar)
        if day is not None:
            at = datetime.combine(day, time(), SHANGHAI)
            found.append(Crossing(rule, clock.key, clock.round, at, clock.due, _reached(clock, day, at)))
    return found


def _reached(clock: Watched, day: date, at: datetime) -> bool:
    if clock.stands_since is not None and day > clock.stands_since:
        return False
    return clock.ended_at is None or at <= clock.ended_at


def short_from(clock: Watched, rule: Rule, calendar: Calendar) -> date | None:
    """The first day on which little is left of ``clock``; None where it ends on the day it begins."""
    target = max(clock.length - rule.warns_at(clock.length), 1)
    first, last = clock.start + ONE_DAY, clock.due
    if first > last:
        return None
    # The days counted grow with the day, so the first that reaches the target is found by halving.
    while first < last:
        middle = first + (last - first) // 2
        if counted(clock, middle, calendar) >= target:
            last = middle
        else:
            first = middle + ONE_DAY
    return first


def counted(clock: Watched, until: date, calendar: Calendar) -> int:
    """How many days of the limit have been counted by the end of ``until``."""
    total = _days(clock, clock.start, until, calendar)
    for pause in clock.pauses:
        total -= _days(clock, max(pause.start, clock.start), min(pause.end, until), calendar)
    return total


def _days(clock: Watched, after: date, until: date, calendar: Calendar) -> int:
    if until <= after:
        return 0
    return calendar.count_known(after, until) if clock.working else (until - after).days


def now_due(found: Iterable[Crossing], now: datetime) -> list[Crossing]:
    """The crossings that have happened by ``now``."""
    return [one for one in found if one.reached and one.at <= now]


def next_moment(found: Iterable[Crossing], now: datetime) -> datetime | None:
    """When the next of ``found`` will happen, if nothing moves; None where nothing is to come."""
    return min((one.at for one in found if one.reached and one.at > now), default=None)


def worst(levels: Iterable[Light]) -> Light:
    """The worst of ``levels``; green for none."""
    return max(levels, key=WORSE.index, default=Light.GREEN)


def light(clocks: Iterable[Watched], rules: Sequence[Rule], calendar: Calendar, now: datetime) -> Light:
    """The light of a case: the worst level of its running ``clocks`` at ``now``."""
    return worst(
        one.rule.level
        for clock in clocks
        if clock.ended_at is None
        for one in now_due(crossings(clock, rules, calendar), now)
    )
