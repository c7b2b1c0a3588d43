"""Charts drawn on the server: numbers in, shapes out. Pure: no Django, no words, no colours.

A drawing is 360 user units wide, so that its letters keep their size on a telephone. Every shape carries what it stands
for and where that opens; the template draws it beside a table with the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from unicodedata import east_asian_width

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
WIDE, NARROW = 11.0, 6.4
"""About how far a Chinese character and any other one reach, in user units."""


def width_of(text: str) -> float:
    """About how wide ``text`` is drawn, in user units."""
    return sum(WIDE if east_asian_width(one) in "WF" else NARROW for one in text)


def written(value: float) -> str:
    """A number as the house writes it: whole ones with thousands apart, others with two places."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def fitted(text: str, room: float) -> str:
    """``text``, or its beginning and … where it is wider than ``room``; the table has it whole."""
    if width_of(text) <= room:
        return text
    kept = text
    while kept and width_of(kept) + WIDE > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


@dataclass(frozen=True)
class Series:
    """One kind of numbers, such as the cases accepted: its name and a value for each label; negative ones do not
    occur."""

    name: str
    values: Sequence[float]
    tone: str = ""
    """What the numbers mean, where that has a colour: ``done``, ``warning``, ``overdue``."""
    hrefs: Sequence[str] = ()
    """The address behind each value; where there is none, that of its label."""

    def opens(self, place: int, label: Label) -> str:
        """Where the value at ``place`` leads; '' for nowhere."""
        return (self.hrefs[place] if self.hrefs else "") or label.href


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
    tone: str = ""
    href: str = ""

    @property
    def text(self) -> str:
        """The value as it is written."""
        return written(self.value)


@dataclass(frozen=True)
class Tick:
    """A number of the axis and where it stands, from the left or from the top; not ``told`` where it would run into its
    neighbour."""

    value: float
    at: float
    told: bool = True

    @property
    def text(self) -> str:
        """The value as it is written."""
        return written(self.value)


@dataclass(frozen=True)
class Mark:
    """A label of the other axis, with the sum of what it stands for where that is written beside it."""

    text: str
    x: float
    y: float
    value: float | None = None

    @property
    def value_text(self) -> str:
        """The sum as it is written; '' for none."""
        return "" if self.value is None else written(self.value)


@dataclass(frozen=True)
class Dot:
    """One value of a line."""

    x: float
    y: float
    value: float
    label: Label
    href: str

    @property
    def text(self) -> str:
        """The value as it is written."""
        return written(self.value)


@dataclass(frozen=True)
class Line:
    """A line through the values of one series: its points as an SVG ``points`` attribute, and as dots that open."""

    points: str
    series: int
    name: str
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of the table beside the drawing."""

    label: Label
    values: tuple[float, ...]
    hrefs: tuple[str, ...] = ()

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Each value as it is written, with its address where it has another one than the row."""
        own = [href if href != self.label.href else "" for href in self.hrefs]
        return [(written(value), href) for value, href in zip(self.values, own, strict=True)]


@dataclass(frozen=True)
class Key:
    """What a colour or a kind of line stands for."""

    name: str
    tone: str


@dataclass(frozen=True)
class Chart:
    """A drawing with its numbers. ``lying``: its bars go to the right, and ticks stand below."""

    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    keys: tuple[Key, ...]
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
    left, bottom = _left(numbers), HEIGHT - FOOT
    scale = (bottom - TOP) / numbers[-1]
    step = (WIDTH - left) / max(1, len(labels))
    boxes = []
    for place, row in enumerate(rows):
        under = float(bottom)
        for number, value in enumerate(row.values):
            height = _seen(value * scale)
            under -= height
            x, width = left + step * place + step * 0.12, step * 0.76
            boxes.append(_box((x, under, width, height), number, series[number], place, row.label))
    # The first begins and the last ends with its bar, so that none runs out of the drawing.
    ends = {0: left + step * 0.12, len(labels) - 1: WIDTH - step * 0.12}
    marks = [
        Mark(labels[place].text, round(ends.get(place, left + step * (place + 0.5)), 2), bottom + 15)
        for place in _some(len(labels), marked)
    ]
    ticks = _standing(numbers, scale, bottom)
    return _chart(HEIGHT, boxes, (), ticks, marks, series, rows, left=left)


def bars(labels: Sequence[Label], series: Sequence[Series]) -> Chart:
    """Lying bars, one row for each label with its text above; for departments, items, grades."""
    numbers, rows = _numbers(labels, series), _rows(labels, series)
    height = ROW * len(labels) + FOOT
    scale = (WIDTH - 2 * TOP) / numbers[-1]
    boxes, marks = [], []
    for place, row in enumerate(rows):
        top, x = ROW * place, float(TOP)
        total = sum(row.values)
        room = WIDTH - 3 * TOP - width_of(written(total))
        marks.append(Mark(fitted(row.label.text, room), TOP, top + 12, total))
        for number, value in enumerate(row.values):
            width = _seen(value * scale)
            boxes.append(_box((x, top + 16, width, ROW - 20), number, series[number], place, row.label))
            x += width
    return _chart(height, boxes, (), _lying(numbers, scale), marks, series, rows, lying=True)


def trend(labels: Sequence[Label], series: Sequence[Series], marked: int = 4) -> Chart:
    """A line for each series over the labels; for what is compared over time."""
    rows = _rows(labels, series)
    numbers = axis(max((value for one in series for value in one.values), default=0))
    left, bottom = _left(numbers), HEIGHT - FOOT
    scale = (bottom - TOP) / numbers[-1]
    step = (WIDTH - left - TOP) / max(1, len(labels) - 1)
    lines = []
    for number, one in enumerate(series):
        dots = tuple(
            Dot(
                round(left + step * place, 2),
                round(bottom - one.values[place] * scale, 2),
                one.values[place],
                label,
                one.opens(place, label),
            )
            for place, label in enumerate(labels)
        )
        lines.append(Line(" ".join(f"{dot.x},{dot.y}" for dot in dots), number, one.name, dots))
    marks = [
        Mark(labels[place].text, round(left + step * place, 2), bottom + 15)
        for place in _some(len(labels), marked)
    ]
    return _chart(HEIGHT, (), lines, _standing(numbers, scale, bottom), marks, series, rows, left=left)


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
    left: int = LEFT,
) -> Chart:
    keys = tuple(Key(one.name, one.tone) for one in series)
    drawn = tuple(one for one in boxes if one.value > 0)
    return Chart(height, drawn, tuple(lines), tuple(ticks), tuple(marks), keys, rows, lying, left=left)


def _rows(labels: Sequence[Label], series: Sequence[Series]) -> tuple[Row, ...]:
    return tuple(
        Row(
            label,
            tuple(one.values[place] for one in series),
            tuple(one.opens(place, label) for one in series),
        )
        for place, label in enumerate(labels)
    )


def _numbers(labels: Sequence[Label], series: Sequence[Series]) -> tuple[float, ...]:
    return axis(max((sum(row.values) for row in _rows(labels, series)), default=0))


def _standing(numbers: Sequence[float], scale: float, bottom: float) -> list[Tick]:
    return [Tick(one, round(bottom - one * scale, 2)) for one in numbers]


def _lying(numbers: Sequence[float], scale: float) -> list[Tick]:
    """The numbers below lying bars; where they are wide, the first and the last alone."""
    room = numbers[1] * scale
    all_fit = width_of(written(numbers[-1])) + TOP <= room
    ends = (numbers[0], numbers[-1])
    return [Tick(one, round(TOP + one * scale, 2), told=all_fit or one in ends) for one in numbers]


def _left(numbers: Sequence[float]) -> int:
    """Room for the widest number of a standing axis."""
    return max(LEFT, ceil(max(width_of(written(one)) for one in numbers)) + TOP)


def _seen(length: float) -> float:
    return max(LEAST, length) if length > 0 else 0.0


def _box(
    shape: tuple[float, float, float, float], number: int, series: Series, place: int, label: Label
) -> Box:
    x, y, width, height = (round(one, 2) for one in shape)
    href = series.opens(place, label)
    return Box(x, y, width, height, number, series.name, series.values[place], label, series.tone, href)


def _some(count: int, wanted: int) -> list[int]:
    """About ``wanted`` of the places 0 … ``count`` - 1, evenly, the first and the last among them."""
    if count <= wanted:
        return list(range(count))
    return sorted({round(place * (count - 1) / (wanted - 1)) for place in range(wanted)})
