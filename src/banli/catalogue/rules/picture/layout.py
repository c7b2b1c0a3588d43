"""Where the boxes and lines of a procedure go: rows by distance from the start, lanes side by side, no box on another.

Sizes are in pixels; x runs across the lanes, y down the rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Edge = tuple[str, str]
GAP, ROW_GAP, MARGIN, HEAD = 18.0, 44.0, 16.0, 34.0
THREAD = 14.0
"""The room a line takes that passes a row."""


@dataclass(frozen=True)
class Node:
    """Something to be placed: in which lane, how wide and how high."""

    key: str
    lane: str
    width: float
    height: float


@dataclass(frozen=True)
class Box:
    """A place: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Layout:
    """Boxes by key, lines by their two ends, lanes, and the size of the whole."""

    boxes: Mapping[str, Box]
    lines: Mapping[Edge, tuple[Point, ...]]
    lanes: Mapping[str, Box]
    width: float
    height: float


def rows_of(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, int]:
    """For each key its row: one below the lowest of those that lead to it. The edges must have no circle."""
    before: dict[str, list[str]] = {node.key: [] for node in nodes}
    for source, target in edges:
        before[target].append(source)
    rows: dict[str, int] = {}

    def row(key: str) -> int:
        if key not in rows:
            rows[key] = max((row(one) + 1 for one in before[key]), default=0)
        return rows[key]

    for node in nodes:
        row(node.key)
    return rows


def lay_out(nodes: Sequence[Node], edges: Sequence[Edge], *, row_gap: float = ROW_GAP) -> Layout:
    """The places of ``nodes`` and the lines of ``edges``. Lanes stand in the order in which they are first named."""
    rows = rows_of(nodes, edges)
    heights = [0.0] * (max(rows.values()) + 1)
    for node in nodes:
        heights[rows[node.key]] = max(heights[rows[node.key]], node.height)
    tops = [MARGIN + HEAD + row_gap / 2 + sum(heights[:at]) + at * row_gap for at in range(len(heights))]
    placed, ways = _with_threads(nodes, edges, rows, heights)
    lanes = list(dict.fromkeys(node.lane for node in nodes))
    grid: dict[tuple[str, int], list[Node]] = {}
    for node, at in placed:
        grid.setdefault((node.lane, at), []).append(node)
    widths = {
        lane: max(_packed(group) for (name, _row), group in grid.items() if name == lane) + 2 * GAP
        for lane in lanes
    }
    lefts = {lane: MARGIN + sum(widths[one] for one in lanes[:at]) for at, lane in enumerate(lanes)}
    boxes: dict[str, Box] = {}
    pairs = [pair for way in ways.values() for pair in itertools.pairwise(way)]
    for at, top in enumerate(tops):
        for lane in lanes:
            left, right = lefts[lane] + GAP, lefts[lane] + widths[lane] - GAP
            for node, x in _spread(grid.get((lane, at), ()), boxes, pairs, left, right):
                boxes[node.key] = Box(x, top + (heights[at] - node.height) / 2, node.width, node.height)
    halves = {node.key: tops[at] - row_gap / 2 for node, at in placed}
    height = tops[-1] + heights[-1] + row_gap / 2 + MARGIN
    return Layout(
        {node.key: boxes[node.key] for node in nodes},
        {edge: _line(way, boxes, halves) for edge, way in ways.items()},
        {lane: Box(lefts[lane], MARGIN, widths[lane], height - 2 * MARGIN) for lane in lanes},
        sum(widths.values()) + 2 * MARGIN,
        height,
    )


def _with_threads(
    nodes: Sequence[Node], edges: Sequence[Edge], rows: Mapping[str, int], heights: Sequence[float]
) -> tuple[list[tuple[Node, int]], dict[Edge, list[str]]]:
    """The nodes with their rows, and each line's way, with a thread for every row that it passes."""
    lane = {node.key: node.lane for node in nodes}
    placed = [(node, rows[node.key]) for node in nodes]
    ways: dict[Edge, list[str]] = {}
    for source, target in edges:
        passed = range(rows[source] + 1, rows[target])
        threads = [Node(f"{source}>{target}@{at}", lane[source], THREAD, heights[at]) for at in passed]
        placed += zip(threads, passed, strict=True)
        ways[source, target] = [source, *(one.key for one in threads), target]
    return placed, ways


def _spread(
    group: Sequence[Node], boxes: Mapping[str, Box], pairs: Sequence[Edge], left: float, right: float
) -> list[tuple[Node, float]]:
    """Those of one row of one lane with their left edges, each as near below what leads to it as the others let it."""
    wanted: dict[str, float] = {}
    for node in group:
        above = [boxes[source].middle for source, target in pairs if target == node.key]
        wanted[node.key] = sum(above) / len(above) if above else (left + right) / 2
    order = sorted(group, key=lambda node: wanted[node.key])
    offsets = list(itertools.accumulate((node.width + GAP for node in order), initial=0.0))
    starts = [wanted[node.key] - node.width / 2 - at for node, at in zip(order, offsets, strict=False)]
    most = right - _packed(order)
    return [
        (node, min(max(start, left), most) + at)
        for node, start, at in zip(order, _rising(starts), offsets, strict=False)
    ]


def _rising(values: Sequence[float]) -> list[float]:
    """The values that never fall and lie nearest to ``values``: neighbours that fall are levelled to their mean."""
    pools: list[tuple[float, int]] = []
    for value in values:
        pools.append((value, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n)]
    return [mean for mean, count in pools for _one in range(count)]


def _packed(group: Sequence[Node]) -> float:
    return sum(node.width for node in group) + GAP * (len(group) - 1)


def _line(way: Sequence[str], boxes: Mapping[str, Box], halves: Mapping[str, float]) -> tuple[Point, ...]:
    """Down from the first box, across half-way between two rows, down into the last."""
    points: list[Point] = []
    for here, there in itertools.pairwise(way):
        upper, lower = boxes[here], boxes[there]
        half = halves[there]
        points += [
            (upper.middle, upper.bottom),
            (upper.middle, half),
            (lower.middle, half),
            (lower.middle, lower.y),
        ]
    plain: list[Point] = []
    for point in points:
        if plain and point == plain[-1]:
            continue
        if len(plain) > 1 and plain[-2][0] == plain[-1][0] == point[0]:
            plain[-1] = point
        else:
            plain.append(point)
    return tuple(plain)
