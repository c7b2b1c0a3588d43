"""Charts: round axes, shapes that stand for their numbers and stay within the drawing."""

from __future__ import annotations

import itertools
from math import isclose

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from banli.screens.charts import (
    HEIGHT,
    LEAST,
    LEFT,
    WIDTH,
    Label,
    Series,
    axis,
    bars,
    columns,
    fitted,
    trend,
    width_of,
)

COUNTS = st.lists(st.integers(0, 2_000_000), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("most", "numbers"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (7, (0, 2, 4, 6, 8)),
        (97, (0, 50, 100)),
        (1234, (0, 500, 1000, 1500)),
        (0.9, (0, 0.5, 1)),
    ],
)
def test_an_axis_has_round_numbers(most: float, numbers: tuple[float, ...]) -> None:
    assert axis(most) == numbers


@given(st.floats(1e-6, 1e12) | st.integers(1, 10**9))
def test_an_axis_reaches_what_is_drawn_and_not_much_further(most: float) -> None:
    numbers = axis(most)
    assert 2 <= len(numbers) <= 6
    assert numbers[-1] >= most * (1 - 1e-9)
    assert len(numbers) == 2 or numbers[-2] < most
    steps = {round(b - a, 9) for a, b in itertools.pairwise(numbers)}
    assert max(steps) - min(steps) < 1e-6 * max(1, numbers[-1])


@given(COUNTS, st.booleans())
def test_bars_stay_within_the_drawing_and_stand_for_their_numbers(values: list[int], lying: bool) -> None:
    labels = [Label(str(place)) for place in range(len(values))]
    drawn = (bars if lying else columns)(labels, [Series("n", values)])
    assert drawn.total == sum(values)
    assert [box.value for box in drawn.boxes] == [value for value in values if value]
    assert [row.values for row in drawn.rows] == [(value,) for value in values]
    for box in drawn.boxes:
        assert 0 <= box.x <= box.x + box.width <= WIDTH + LEAST
        assert -LEAST <= box.y <= box.y + box.height <= drawn.height
    most = max(values)
    lengths = {box.value: box.width if lying else box.height for box in drawn.boxes}
    for value, length in lengths.items():
        assert length >= LEAST - 0.01
        assert length <= LEAST + 0.01 or isclose(length / lengths[most], value / most, abs_tol=0.01)


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=20))
def test_stacked_bars_stand_on_one_another(pairs: list[tuple[int, int]]) -> None:
    labels = [Label(str(place)) for place in range(len(pairs))]
    series = [Series("a", [one for one, _two in pairs]), Series("b", [two for _one, two in pairs])]
    by_label: dict[str, list[tuple[float, float]]] = {}
    for box in columns(labels, series).boxes:
        by_label.setdefault(box.label.text, []).append((box.y, box.y + box.height))
    for parts in by_label.values():
        if len(parts) == 2:
            (lower, _bottom), (_top, upper) = parts
            assert isclose(lower, upper, abs_tol=0.02)


def test_a_line_has_a_point_for_each_value_and_few_labels_are_written() -> None:
    labels = [Label(f"d{place}") for place in range(31)]
    drawn = trend(labels, [Series("n", list(range(31)))])
    points = [tuple(map(float, one.split(","))) for one in drawn.lines[0].points.split()]
    assert len(points) == 31
    assert all(LEFT <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert [mark.text for mark in drawn.marks] == ["d0", "d10", "d20", "d30"]


def test_nothing_is_drawn_as_nothing() -> None:
    for draw in (bars, columns, trend):
        assert draw([], [Series("n", [])]).total == 0


def test_a_number_of_a_whole_year_has_room_beside_the_axis() -> None:
    drawn = columns([Label("2022")], [Series("n", [20_162_750])])
    assert drawn.ticks[-1].value == 30_000_000
    assert drawn.left > LEFT
    assert min(box.x for box in drawn.boxes) >= drawn.left


def test_wide_numbers_below_lying_bars_do_not_run_into_one_another() -> None:
    few = bars([Label("a")], [Series("n", [4])])
    many = bars([Label("a")], [Series("n", [700_162_750_000])])
    assert all(tick.told for tick in few.ticks)
    assert [tick.told for tick in many.ticks] == [True, *[False] * (len(many.ticks) - 2), True]


@given(st.text(max_size=80), st.floats(20, 400))
def test_a_long_name_is_cut_to_its_room_and_whole_in_the_table(name: str, room: float) -> None:
    assert width_of(fitted(name, room)) <= max(room, width_of("…"))
    drawn = bars([Label(name)], [Series("n", [20_162_750])])
    assert drawn.rows[0].label.text == name
    assert width_of(drawn.marks[0].text) + width_of("20,162,750") < WIDTH


def test_a_part_of_a_bar_opens_to_its_own_list_and_else_to_that_of_its_label() -> None:
    series = [Series("a", [1, 2], "done", ["/a0", ""]), Series("b", [3, 4])]
    drawn = columns([Label("x", "/x"), Label("y", "/y")], series)
    assert [(box.tone, box.href) for box in drawn.boxes] == [
        ("done", "/a0"),
        ("", "/x"),
        ("done", "/y"),
        ("", "/y"),
    ]
    assert drawn.rows[0].cells == [("1", "/a0"), ("3", "")]


def test_a_line_of_one_value_is_a_dot() -> None:
    drawn = trend([Label("x", "/x")], [Series("n", [3])])
    assert [(dot.value, dot.href) for dot in drawn.lines[0].dots] == [(3, "/x")]


def test_every_part_has_its_colour_and_numbers_are_written_as_everywhere() -> None:
    series = [Series("a", [20_162_750]), Series("b", [0.5], "overdue")]
    page = render_to_string(
        "banli/components/chart.html",
        {"chart": columns([Label("x")], series), "title": "t", "head": "h", "source": "s", "unfolded": False},
    )
    assert 'class="chart__part--0"' in page
    assert 'class="chart__part--overdue"' in page
    assert 'class="chart__part--"' not in page
    assert ">20,162,750<" in page
    assert ">0.50<" in page
