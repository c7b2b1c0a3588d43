"""Charts drawn on the server: numbers in, shapes out. Pure: no Django, no words, no colours.

A drawing is 360 user units wide, so that its letters keep their size on a telephone. Every shape carries what it stands
for and where that opens; the template draws it beside a table with the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH = 360
HEIGHT = 180
LEFT = 40
"""Room for the numbers of the axis."""
TOP = 8
FOOT = 22
ROW = 30
"""Height of one row of lying bars."""
LEAST = 1.5
"""A value above nothing is always seen."""
MARKS = 4


@dataclass(frozen=True)
class Series:
    """One kind of numbers, such as the cases accepted: its name and a value for each label; negative ones do not
    occur."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True)
class Label:
    """What one bar stands for, and the address of the cases behind it; '' where there is none."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Box:
    """A bar, or a part of one, in user units; ``series`` counts from nought."""

    x: float
    y: float
    width: float
    height: float
    series: int
    name: str
    value: float
    label: Label


@dataclass(frozen=True)
class Tick:
    """A number of the axis and where it stands, from the left or from the top."""

    value: float
    at: float


@dataclass(frozen=True)
class Mark:
    """A label of the other axis."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """A line through the values of one series: its points as an SVG ``points`` attribute."""

    points: str
    series: int
    name: str


@dataclass(frozen=True)
class Row:
    """One row of the table beside the drawing."""

    label: Label
    values: tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """A drawing with its numbers. ``lying``: its bars go to the right, and ticks stand below."""

    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    lying: bool = False
    width: int = WIDTH
    left: int = LEFT
    foot: int = FOOT

    @property
    def total(self) -> float:
        """The sum of everything drawn."""
        return sum(sum(row.values) for row in self.rows)


def axis(most: float, marks: int = MARKS) -> tuple[float, ...]:
    """Round numbers from nought to the first that is not below ``most``: steps of 1, 2 or 5 times a power of ten.

    Counts have no halves, so that no step is below one where ``most`` is a whole number.
    """
    if most <= 0:
        return (0.0, 1.0)
    rough = most / marks
    size = 10.0 ** floor(log10(rough))
    step = next(size * one for one in (1, 2, 5, 10) if size * one >= rough * (1 - 1e-9))
    if float(most).is_integer():
        step = max(1.0, step)
    count = ceil(most / step - 1e-9)
    return tuple(round(step * place, 10) for place in range(count + 1))


def columns(labels: Sequence[Label], series: Sequence[Series], marked: int = 4) -> Chart:
    """Standing bars, one for each label, the series on one another; for days, weeks, months. About ``marked`` labels
    are written below: the first and the last among them."""
    numbers, rows = _numbers(labels, series), _rows(labels, series)
    room, bottom = WIDTH - LEFT, HEIGHT - FOOT
    scale = (bottom - TOP) / numbers[-1]
    step = room / max(1, len(labels))
    boxes = []
    for place, row in enumerate(rows):
        under = float(bottom)
        for number, value in enumerate(row.values):
            height = _seen(value * scale)
            under -= height
            x, width = LEFT + step * place + step * 0.12, step * 0.76
            boxes.append(_box(x, under, width, height, number, series[number].name, value, row.label))
    # The first begins and the last ends with its bar, so that none runs out of the drawing.
    ends = {0: LEFT + step * 0.12, len(labels) - 1: WIDTH - step * 0.12}
    marks = [
        Mark(labels[place].text, round(ends.get(place, LEFT + step * (place + 0.5)), 2), bottom + 15)
        for place in _some(len(labels), marked)
    ]
    return _chart(HEIGHT, boxes, (), _standing(numbers, scale, bottom), marks, series, rows)


def bars(labels: Sequence[Label], series: Sequence[Series]) -> Chart:
    """Lying bars, one row for each label with its text above; for departments, items, grades."""
    numbers, rows = _numbers(labels, series), _rows(labels, series)
    height = ROW * len(labels) + FOOT
    scale = (WIDTH - 2 * TOP) / numbers[-1]
    boxes, marks = [], []
    for place, row in enumerate(rows):
        top, x = ROW * place, float(TOP)
        marks.append(Mark(row.label.text, TOP, top + 12))
        for number, value in enumerate(row.values):
            width = _seen(value * scale)
            boxes.append(_box(x, top + 16, width, ROW - 20, number, series[number].name, value, row.label))
            x += width
    ticks = [Tick(one, round(TOP + one * scale, 2)) for one in numbers]
    return _chart(height, boxes, (), ticks, marks, series, rows, lying=True)


def trend(labels: Sequence[Label], series: Sequence[Series], marked: int = 4) -> Chart:
    """A line for each series over the labels; for what is compared over time."""
    rows = _rows(labels, series)
    numbers = axis(max((value for one in series for value in one.values), default=0))
    bottom = HEIGHT - FOOT
    scale = (bottom - TOP) / numbers[-1]
    step = (WIDTH - LEFT - TOP) / max(1, len(labels) - 1)
    lines = [
        Line(
            " ".join(
                f"{LEFT + step * place:.2f},{bottom - value * scale:.2f}"
                for place, value in enumerate(one.values)
            ),
            number,
            one.name,
        )
        for number, one in enumerate(series)
    ]
    marks = [
        Mark(labels[place].text, round(LEFT + step * place, 2), bottom + 15)
        for place in _some(len(labels), marked)
    ]
    return _chart(HEIGHT, (), lines, _standing(numbers, scale, bottom), marks, series, rows)


def _chart(
    height: float,
    boxes: Sequence[Box],
    lines: Sequence[Line],
    ticks: Sequence[Tick],
    marks: Sequence[Mark],
    series: Sequence[Series],
    rows: tuple[Row, ...],
    *,
    lying: bool = False,
) -> Chart:
    names = tuple(one.name for one in series)
    drawn = tuple(one for one in boxes if one.value > 0)
    return Chart(height, drawn, tuple(lines), tuple(ticks), tuple(marks), names, rows, lying)


def _rows(labels: Sequence[Label], series: Sequence[Series]) -> tuple[Row, ...]:
    return tuple(Row(label, tuple(one.values[place] for one in series)) for place, label in enumerate(labels))


def _numbers(labels: Sequence[Label], series: Sequence[Series]) -> tuple[float, ...]:
    return axis(max((sum(row.values) for row in _rows(labels, series)), default=0))


def _standing(numbers: Sequence[float], scale: float, bottom: float) -> list[Tick]:
    return [Tick(one, round(bottom - one * scale, 2)) for one in numbers]


def _seen(length: float) -> float:
    return max(LEAST, length) if length > 0 else 0.0


def _box(
    x: float, y: float, width: float, height: float, series: int, name: str, value: float, label: Label
) -> Box:
    return Box(round(x, 2), round(y, 2), round(width, 2), round(height, 2), series, name, value, label)


def _some(count: int, wanted: int) -> list[int]:
    """About ``wanted`` of the places 0 … ``count`` - 1, evenly, the first and the last among them."""
    if count <= wanted:
        return list(range(count))
    return sorted({round(place * (count - 1) / (wanted - 1)) for place in range(wanted)})
