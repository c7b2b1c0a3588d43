"""Charts of figures as SVG: one drawing for the PDF, the Word form and the web page. Pure, and the same every time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree

WIDTH = 520
"""Units across; text is 14 of them high, which is 11 points where the drawing is 150 mm wide."""
SIZE, ROW, GAP = 14, 22, 12
NAMES, NUMBERS = 136, 84
"""Room for names on the left, and for the number after the longest bar."""
COLOURS = ("#b3261e", "#5b6b7f")
INK, RULE = "#1a1a1a", "#c8c8c8"
FACE = "Banli FangSong, FangSong, STFangsong, serif"
TOP, HEIGHT, SIDE, FOOT = 40, 200, 92, 30
"""Of a line chart: above the plot, the plot, room for the scale, room for the names below."""
STEPS = (1, 2, 2.5, 5, 10)
LINES = 4
"""Lines of the scale at most, the one of nothing apart."""


class Shape(StrEnum):
    """How figures are drawn."""

    BARS = "bars"
    """Horizontal bars, for things beside each other."""
    LINE = "line"
    """A line over time."""


@dataclass(frozen=True)
class Series:
    """A row of whole numbers of one kind, one for each name of the chart."""

    name: str
    values: tuple[int, ...]


def chart_svg(shape: Shape, names: Sequence[str], series: Sequence[Series]) -> str:
    """The chart of at most two ``series`` over ``names``; every scale begins with nought.

    :raises ValueError: where a series has not one value for each name, or there is nothing to draw.
    """
    if not names or not series or any(len(one.values) != len(names) for one in series):
        raise ValueError("a chart needs one value for each name")
    return _bars(names, series) if shape is Shape.BARS else _line(names, series)


def _bars(names: Sequence[str], series: Sequence[Series]) -> str:
    step = ROW * len(series) + GAP
    root = _root(TOP + step * len(names))
    _legend(root, series)
    most = max(1, *(value for one in series for value in one.values))
    across = WIDTH - NAMES - NUMBERS
    for row, name in enumerate(names):
        top = TOP + step * row
        _text(root, NAMES - 8, top + ROW * len(series) / 2 + SIZE / 3, name, "end")
        for place, one in enumerate(series):
            y, long = top + ROW * place, across * one.values[row] / most
            _add(root, "rect", x=NAMES, y=y + 2, width=long, height=ROW - 4, fill=COLOURS[place])
            _text(root, NAMES + long + 6, y + ROW / 2 + SIZE / 3, str(one.values[row]), "start")
    _add(root, "line", x1=NAMES, y1=TOP, x2=NAMES, y2=TOP + step * len(names) - GAP, stroke=INK)
    return ElementTree.tostring(root, encoding="unicode")


def _line(names: Sequence[str], series: Sequence[Series]) -> str:
    root = _root(TOP + HEIGHT + FOOT)
    _legend(root, series)
    step = scale(max(value for one in series for value in one.values))
    most = step * max(1, math.ceil(max(value for one in series for value in one.values) / step))
    for count in range(round(most / step) + 1):
        y = TOP + HEIGHT - HEIGHT * step * count / most
        _add(root, "line", x1=SIDE, y1=y, x2=WIDTH, y2=y, stroke=INK if count == 0 else RULE)
        _text(root, SIDE - 8, y + SIZE / 3, str(step * count), "end")
    apart = (WIDTH - SIDE) / len(names)
    across = [SIDE + apart * (place + 0.5) for place in range(len(names))]
    every = math.ceil(len(names) * 5 * SIZE / (WIDTH - SIDE))
    for place, name in enumerate(names):
        if (len(names) - 1 - place) % every == 0:
            _text(root, across[place], TOP + HEIGHT + SIZE + 8, name, "middle")
    for place, one in enumerate(series):
        points = [
            (x, TOP + HEIGHT - HEIGHT * value / most) for x, value in zip(across, one.values, strict=True)
        ]
        told = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        _add(root, "polyline", points=told, fill="none", stroke=COLOURS[place], stroke_width=2)
        for x, y in points:
            _add(root, "circle", cx=x, cy=y, r=3.5, fill=COLOURS[place])
    return ElementTree.tostring(root, encoding="unicode")


def scale(most: int) -> int:
    """The step of a scale of round numbers that reaches ``most`` in at most :data:`LINES` steps; at least 1."""
    rough = max(most, 1) / LINES
    ten: int = 10 ** max(math.floor(math.log10(rough)), 0)
    return next(math.ceil(one * ten) for one in STEPS if math.ceil(one * ten) >= rough)


def _root(height: float) -> ElementTree.Element:
    return ElementTree.Element(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH} {_number(height)}"}
    )


def _legend(root: ElementTree.Element, series: Sequence[Series]) -> None:
    x = float(NAMES)
    for place, one in enumerate(series):
        _add(root, "rect", x=x, y=10, width=SIZE, height=SIZE, fill=COLOURS[place])
        _text(root, x + SIZE + 6, 10 + SIZE - 2, one.name, "start")
        x += SIZE * (len(one.name) + 4)


def _text(root: ElementTree.Element, x: float, y: float, words: str, anchor: str) -> None:
    made = _add(root, "text", x=x, y=y, fill=INK, font_size=SIZE, font_family=FACE, text_anchor=anchor)
    made.text = words


def _add(root: ElementTree.Element, tag: str, **told: float | str) -> ElementTree.Element:
    attributes = {
        name.replace("_", "-"): value if isinstance(value, str) else _number(value)
        for name, value in told.items()
    }
    return ElementTree.SubElement(root, tag, attributes)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
