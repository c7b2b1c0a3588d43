"""The signals of a period: how many of each level a department had, and the worst of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from banli.kernel.actors import Actor
from banli.supervision.models import Signal
from banli.supervision.selectors.signals import visible_signals
from banli.supervision.states import Light, SignalState

MOST_RED = 100


@dataclass(frozen=True)
class Tally:
    """The signals of one department; those that were cancelled do not count."""

    department: str
    levels: Mapping[Light, int]
    explained: int

    @property
    def signals(self) -> int:
        """All levels together."""
        return sum(self.levels.values())


def tallies(by: Actor, first: date, last: date) -> list[Tally]:
    """One for each department with a signal of a crossing on ``first``..``last``, most red ones first.

    :raises Denied: for whoever does not watch.
    """
    levels: dict[str, Counter[Light]] = defaultdict(Counter)
    explained = Counter[str]()
    rows = _of_days(by, first, last).values_list("department_id", "level", "state").order_by()
    for department, level, state, count in rows.annotate(count=Count("pk")):
        levels[department][Light(level)] += count
        explained[department] += count if state == SignalState.EXPLAINED else 0
    found = [Tally(department, counted, explained[department]) for department, counted in levels.items()]
    return sorted(found, key=lambda one: (-one.levels[Light.RED], -one.signals, one.department))


def red_signals(by: Actor, first: date, last: date) -> list[Signal]:
    """The first red ones of those days, each with its case and department; :data:`MOST_RED` at most.

    :raises Denied: for whoever does not watch.
    """
    found = _of_days(by, first, last).filter(level=str(Light.RED))
    return list(found.order_by("at", "id")[:MOST_RED])


def _of_days(by: Actor, first: date, last: date) -> QuerySet[Signal]:
    return visible_signals(by).exclude(state=SignalState.CANCELLED).filter(at__date__range=(first, last))
