"""Axles in groups: how many, how far apart, how much each group carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

Facts = Mapping[str, Any]
Rows = tuple[Mapping[str, Any], ...]
Fault = Mapping[str, Any]
METRE = 1000
"""Distances are compared in whole millimetres, so that a value on a boundary stays on it."""


def numbers(facts: Facts, key: str) -> list[float]:
    """The numbers of a list, empty where the fact is absent or no list of numbers."""
    value = facts.get(key)
    if not isinstance(value, list | tuple):
        return []
    good = all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
    return list(value) if good else []


def whole(facts: Facts) -> list[float]:
    """The loads of every axle from front to back: of a tractor that is asked apart, then of axles or axle lines."""
    return [*numbers(facts, "tractor_loads_kg"), *numbers(facts, "axle_loads_kg")]


def number_of(facts: Facts, key: str) -> float | None:
    """One number, None where the fact is absent."""
    value = facts.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def row_of(rows: Rows, **wanted: Any) -> Mapping[str, Any] | None:
    """The first row whose columns have these values."""
    return next((row for row in rows if all(row[key] == value for key, value in wanted.items())), None)


def figure(value: float) -> float:
    """A figure to be read: six decimals at most."""
    return round(float(value), 6)


def _measured(facts: Facts) -> tuple[list[float], list[float]] | None:
    """Loads and the gaps between them, None where they do not fit one another."""
    loads, gaps = whole(facts), numbers(facts, "axle_gaps_m")
    return (loads, gaps) if loads and len(gaps) == len(loads) - 1 else None


def groups(gaps: Sequence[float], widest: float) -> list[tuple[int, int]]:
    """First and last axle (from 0) of each run of axles no further apart than ``widest`` metres."""
    found, first = [], 0
    for axle, gap in enumerate(gaps, start=1):
        if round(gap * METRE) > round(widest * METRE):
            found.append((first, axle - 1))
            first = axle
    return [*found, (first, len(gaps))]


def group_load(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """Groups of two or more axles over the limit of their number and closeness.

    A row holds for groups of ``axles`` whose closest gap is below ``gap_m``; the tightest row that fits counts. The
    greatest ``gap_m`` says how far apart axles may be and still form a group. A larger group has no row of its
    own and is left to the mean and the greatest axle load.
    """
    measured = _measured(facts)
    if measured is None or not rows:
        return
    loads, gaps = measured
    for first, last in groups(gaps, max(row["gap_m"] for row in rows)):
        count = last - first + 1
        if count < 2:
            continue
        closest = min(gaps[first:last])
        fitting = [row for row in rows if row["axles"] == count and closest <= row["gap_m"]]
        limit = min(fitting, key=lambda row: row["gap_m"])["most_kg"] if fitting else None
        load = sum(loads[first : last + 1])
        if limit is not None and load > limit:
            yield {"first": first + 1, "last": last + 1, "axles": count, "load": figure(load), "limit": limit}


def equalisation(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """Groups in which one axle carries more than its neighbours by more than ``share`` of the mean."""
    measured = _measured(facts)
    if measured is None:
        return
    loads, gaps = measured
    for row in rows:
        for first, last in groups(gaps, row["group_gap_m"]):
            group = loads[first : last + 1]
            if max(group) - min(group) > row["share"] * sum(group) / len(group):
                yield {
                    "first": first + 1,
                    "last": last + 1,
                    "least": figure(min(group)),
                    "most": figure(max(group)),
                    "share": figure(row["share"] * 100),
                }


def bridge_formula(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """The run of axles that is furthest over ``per_metre * length * n / (n - 1) + per_axle * n + base`` kilograms."""
    measured = _measured(facts)
    if measured is None:
        return
    loads, gaps = measured
    places, sums = [0.0, *accumulate(gaps)], [0.0, *accumulate(loads)]
    for row in rows:
        worst, found = 0.0, None
        for first in range(len(loads) - 1):
            for last in range(first + 1, len(loads)):
                count, length = last - first + 1, places[last] - places[first]
                limit = (
                    row["per_metre"] * length * count / (count - 1) + row["per_axle"] * count + row["base"]
                )
                load = sums[last + 1] - sums[first]
                if load - limit > worst:
                    worst = load - limit
                    found = (first + 1, last + 1, count, load, limit, length)
        if found:
            yield dict(
                zip(("first", "last", "axles", "load", "limit", "length"), map(_rounded, found), strict=True)
            )


def _rounded(value: float) -> float:
    return value if isinstance(value, int) else round(value, 2)


def distances(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """As many distances as there are axles, less one."""
    gaps, loads = numbers(facts, "axle_gaps_m"), whole(facts)
    if gaps and loads and len(gaps) != len(loads) - 1:
        yield {"given": len(gaps), "wanted": len(loads) - 1}


def wheelbase(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """From the first to the last axle is shorter than the whole, and no two axles stand in one another's way."""
    gaps, length = numbers(facts, "axle_gaps_m"), number_of(facts, "length_m")
    row = row_of(rows, vehicle=facts.get("vehicle_type"))
    if not gaps or length is None or row is None:
        return
    base, gap = sum(gaps), min(gaps)
    if base >= length or gap < row["least_gap_m"]:
        yield {"base": figure(base), "length": length, "gap": gap, "least": row["least_gap_m"]}


def number(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """Between ``least`` and ``most`` axles or axle lines for the kind of vehicle."""
    loads = numbers(facts, "axle_loads_kg")
    row = row_of(rows, vehicle=facts.get("vehicle_type"))
    if loads and row and not row["least"] <= len(loads) <= row["most"]:
        yield {"axles": len(loads), "least": row["least"], "most": row["most"]}
