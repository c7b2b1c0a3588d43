"""How many cases of which kind on which day: whole numbers that add up exactly. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from banli.demo.year_shape import GroupShape, KindShape, YearShape
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.worktime.service import Calendar

Already = Mapping[str, tuple[int, int]]
"""Line of the report -> (accepted, completed) that the record holds already."""


@dataclass(frozen=True, slots=True)
class Quota:
    """Cases of one kind that begin on one day: ``accepted``, of which ``ended`` within the period; ``refused``
    acceptance, which end that day; and ``unasked``, ended that day without ever having been accepted (依职权)."""

    accepted: int
    ended: int
    refused: int
    unasked: int = 0

    @property
    def cases(self) -> int:
        """Cases that begin."""
        return self.accepted + self.refused + self.unasked

    @property
    def events(self) -> int:
        """Events these cases leave."""
        return self.cases + self.ended


@dataclass(frozen=True)
class YearPlan:
    """Every day with its quota for each kind, in order of days."""

    days: tuple[date, ...]
    quotas: Mapping[str, tuple[Quota, ...]]

    def events_on(self, index: int) -> int:
        """Events of the cases that begin on the day of that index."""
        return sum(quotas[index].events for quotas in self.quotas.values())

    @property
    def events(self) -> int:
        """All events of the plan."""
        return sum(quota.events for quotas in self.quotas.values() for quota in quotas)


def scaled(number: int, scale: Decimal) -> int:
    """``number`` times ``scale``, rounded half up."""
    return int((number * scale).to_integral_value(ROUND_HALF_UP))


def share(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` in whole parts by ``weights``, the largest remainders first; the parts add up to ``total``."""
    whole = sum(weights)
    if not whole:
        if total:
            raise ValueError("nothing to share among")
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts


def share_within(total: int, weights: Sequence[int], caps: Sequence[int]) -> list[int]:
    """As :func:`share`, but no part above its cap; what is too much goes to the others.

    :raises ValueError: where the caps together are below ``total``.
    """
    if total > sum(caps):
        raise ValueError("the caps are below the total")
    parts = [0] * len(caps)
    while left := total - sum(parts):
        room = [cap - part for cap, part in zip(caps, parts, strict=True)]
        wanted = [weight if free else 0 for weight, free in zip(weights, room, strict=True)]
        if not any(wanted):
            wanted = room
        parts = [
            part + min(more, free) for part, more, free in zip(parts, share(left, wanted), room, strict=True)
        ]
    return parts


def plan_year(
    *, shape: YearShape, scale: Decimal, seed: int, already: Already, calendar: Calendar
) -> YearPlan:
    """The plan that brings the record to the shape's numbers at ``scale``, counting what it holds ``already``.

    :raises Refused: where it holds more already than the scale asks for.
    """
    days = shape.days()
    start = days.index(shape.first)
    quotas: dict[str, tuple[Quota, ...]] = {}
    for group in shape.groups:
        kinds = [kind for kind in shape.kinds if kind.group == group.key]
        accepted, completed = _targets(group, scale, already.get(group.key, (0, 0)))
        busy = shape.busy(group.key, days, calendar, seed)
        weights = [kind.weight for kind in kinds]
        totals = zip(kinds, share(accepted, weights), share(completed, weights), strict=True)
        for kind, kind_accepted, kind_completed in totals:
            quotas[kind.code] = tuple(
                _of_kind(group, kind, (kind_accepted, kind_completed), days, start, busy, calendar)
            )
    return YearPlan(tuple(days), quotas)


def _targets(group: GroupShape, scale: Decimal, already: tuple[int, int]) -> tuple[int, int]:
    accepted = scaled(group.accepted, scale) - already[0]
    completed = scaled(group.completed, scale) - already[1]
    if accepted < 0 or completed < 0:
        raise Refused(
            gettext_noop(
                "This folder already holds more cases (%(group)s) than scale %(scale)s has; choose a larger"
                " scale or another folder."
            ),
            group=group.key,
            scale=str(scale),
        )
    return accepted, completed


def _of_kind(
    group: GroupShape,
    kind: KindShape,
    targets: tuple[int, int],
    days: list[date],
    start: int,
    busy: list[int],
    calendar: Calendar,
) -> list[Quota]:
    accepted, completed = targets
    refused = completed * group.refused // 1000
    unasked = completed * kind.unasked // 1000
    carried = max(completed * group.carried // 1000, completed - refused - unasked - accepted)
    refused = min(refused, completed - carried)
    unasked = min(unasked, completed - carried - refused)
    before = share(carried, [weight * (index + 1) for index, weight in enumerate(busy[:start])])
    accepted_on = share(accepted, busy[start:])
    likely = _likely_to_end(kind, days[start:], calendar)
    ended_on = share_within(
        completed - refused - unasked - carried,
        [count * chance for count, chance in zip(accepted_on, likely, strict=True)],
        accepted_on,
    )
    without = (share(refused, busy[start:]), share(unasked, busy[start:]))
    return [Quota(count, count, 0) for count in before] + [
        Quota(*counts) for counts in zip(accepted_on, ended_on, *without, strict=True)
    ]


def _likely_to_end(kind: KindShape, days: list[date], calendar: Calendar) -> list[int]:
    """For each day, the weight of ending within the period when accepted then."""
    lags = kind.lags()
    return [sum(lags[: calendar.count(day, days[-1]) + 1]) for day in days]
