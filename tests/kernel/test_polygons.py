"""Areas by their corners: read as people write them, wrong ones told by corner, measured truly, compared."""

from __future__ import annotations

from math import cos, pi, radians, sin, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banli.kernel.polygons import Crooked, area_km2, bounds, overlap_km2, read_area

SQUARE = "101.5, 27.9\n101.6, 27.9\n101.6, 28\n101.5, 28"


def wrong(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(Crooked) as caught:
        read_area(text)
    return caught.value.message, caught.value.params


def box(west: float, south: float, width: float, height: float) -> str:
    east, north = west + width, south + height
    return read_area(f"{west}, {south}\n{east}, {south}\n{east}, {north}\n{west}, {north}")


@pytest.mark.parametrize(
    "text",
    [
        SQUARE,
        "101.5,27.9；101.6,27.9；101.6,28；101.5,28",
        "１０１．５，２７．９\n101.6　27.9\n101.6、28\n101.5 28\n101.5 27.9",
    ],
)
def test_the_same_area_is_read_from_many_hands(text: str) -> None:
    assert read_area(text) == SQUARE


def test_degrees_minutes_and_seconds_are_read() -> None:
    text = "101°30′00″, 27°54′00″\n101度36分0秒, 27度54分0秒\n101°36'0\" 28°0'0\"\n101°30′0″，28°0′0″"
    assert read_area(text) == SQUARE


def test_what_was_read_is_read_again_as_itself() -> None:
    assert read_area(read_area(SQUARE)) == SQUARE


def test_sides_that_cross_are_named_by_their_corners() -> None:
    message, params = wrong("101.5, 27.9\n101.6, 28\n101.6, 27.9\n101.5, 28")
    assert "meets the side" in message
    assert params == {"a": 1, "b": 2, "c": 3, "d": 4}


@pytest.mark.parametrize(
    ("text", "told", "corner"),
    [
        ("101.5, 27.9\n101.6\n101.6, 28", "cannot be read", 2),
        ("101.5, 27.9\n101.6, 27.9\n101°61′0″, 28", "cannot be read", 3),
        ("27.9, 101.5\n101.6, 27.9\n101.6, 28", "latitude first", 1),
        ("101.5, 27.9\n101.6, 67.9\n101.6, 28", "outside the country", 2),
        ("101.5, 27.9\n101.6, 27.9\n101.6, 28\n101.6, 27.9", "same as corner", 4),
    ],
)
def test_a_corner_that_cannot_be_meant_is_named(text: str, told: str, corner: int) -> None:
    message, params = wrong(text)
    assert told in message
    assert params["corner"] == corner


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "three corners"),
        ("101.5, 27.9\n101.6, 27.9", "three corners"),
        ("101.5, 27.9\n101.6, 27.9\n101.7, 27.9", "no area"),
        ("\n".join(f"101.{n:04d}, 27.9" for n in range(1, 300)), "at most"),
    ],
)
def test_what_is_no_area_is_told(text: str, told: str) -> None:
    assert told in wrong(text)[0]


@given(st.floats(80, 130), st.floats(18, 50), st.floats(0.002, 0.5), st.floats(0.002, 0.5))
def test_sizes_are_those_of_the_ellipsoid(west: float, south: float, width: float, height: float) -> None:
    """Against the integral of the ellipsoid's surface between two parallels, summed in a thousand strips."""
    west, south, width, height = (round(one, 5) for one in (west, south, width, height))
    a, f = 6378137.0, 1 / 298.257222101
    square = f * (2 - f)
    total, strip = 0.0, radians(height) / 1000
    for number in range(1000):
        lat = radians(south) + (number + 0.5) * strip
        bend = 1 - square * sin(lat) ** 2
        total += a * (1 - square) / bend**1.5 * a * cos(lat) / sqrt(bend) * strip
    expected = total * radians(width) / 1e6
    assert area_km2(box(west, south, width, height)) == pytest.approx(expected, rel=1e-5, abs=2e-4)


@given(st.floats(0, 0.02), st.floats(0, 0.02))
def test_an_overlap_is_the_shared_rectangle(right: float, up: float) -> None:
    right, up = round(right, 5), round(up, 5)
    first, second = box(101.5, 27.9, 0.01, 0.01), box(101.5 + right, 27.9 + up, 0.01, 0.01)
    shared = overlap_km2(first, second)
    width, height = 0.01 - right, 0.01 - up
    if round(width, 6) <= 0 or round(height, 6) <= 0:
        assert shared == 0
    else:
        assert shared == pytest.approx(area_km2(first) * width * height * 1e4, rel=2e-3, abs=2e-4)
    assert shared == overlap_km2(second, first)


def test_neighbours_share_a_side_and_no_ground() -> None:
    assert overlap_km2(box(101.5, 27.9, 0.01, 0.01), box(101.51, 27.9, 0.01, 0.01)) == 0


@st.composite
def rings(draw: st.DrawFn) -> list[tuple[float, float]]:
    """Corners of an area that is seen whole from its middle: near or far, in their order around it."""
    turns = draw(st.lists(st.integers(0, 119), min_size=4, max_size=40, unique=True).map(sorted))
    near = draw(st.lists(st.floats(0.2, 1), min_size=len(turns), max_size=len(turns)))
    east, north = draw(st.floats(101, 101.02)), draw(st.floats(28, 28.02))
    return [
        (east + 0.02 * far * cos(pi * turn / 60), north + 0.02 * far * sin(pi * turn / 60))
        for turn, far in zip(turns, near, strict=True)
    ]


def as_text(corners: list[tuple[float, float]]) -> str:
    return "\n".join(f"{east:.7f}, {north:.7f}" for east, north in corners)


def goes_around(corners: list[tuple[float, float]]) -> bool:
    """True where no two neighbours lie half a turn or more apart, so that the middle is inside."""
    east, north = (sum(part) / len(corners) for part in zip(*corners, strict=True))
    return all(
        (a[0] - east) * (b[1] - north) - (a[1] - north) * (b[0] - east) > 1e-7
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)
    )


@given(rings(), rings())
def test_two_areas_share_no_more_than_the_smaller_and_whole_themselves(
    one: list[tuple[float, float]], other: list[tuple[float, float]]
) -> None:
    assume(goes_around(one) and goes_around(other))
    first, second = read_area(as_text(one)), read_area(as_text(other))
    assert overlap_km2(first, first) == pytest.approx(area_km2(first), abs=1e-4)
    shared = overlap_km2(first, second)
    assert shared == pytest.approx(overlap_km2(second, first), abs=1e-6)
    assert shared <= min(area_km2(first), area_km2(second)) + 1e-4


@given(st.integers(0, 11), st.integers(1, 11))
def test_two_corners_changed_over_make_sides_that_meet(first: int, steps: int) -> None:
    corners = [(101 + 0.01 * cos(2 * pi * n / 12), 28 + 0.01 * sin(2 * pi * n / 12)) for n in range(12)]
    second = (first + steps) % 12
    corners[first], corners[second] = corners[second], corners[first]
    message, params = wrong(as_text(corners))
    assert "meets the side" in message
    assert len({*params.values()}) == 4


@pytest.mark.parametrize(
    "last",
    ["101.55, 27.9", "101.52, 27.95\n101.53, 27.9\n101.51, 27.95", "101.6, 27.95"],
    ids=[
        "a corner that lies on another side",
        "a side that touches another",
        "a side that turns back on itself",
    ],
)
def test_sides_that_only_touch_are_told(last: str) -> None:
    assert "meets the side" in wrong(f"101.5, 27.9\n101.6, 27.9\n101.6, 28\n{last}\n101.5, 28")[0]


def test_bounds_hold_every_corner() -> None:
    assert bounds(SQUARE) == (101.5, 27.9, 101.6, 28.0)


@given(st.lists(st.tuples(st.floats(100, 102), st.floats(27, 29)), min_size=3, max_size=9))
def test_any_corners_make_an_area_or_a_message(corners: list[tuple[float, float]]) -> None:
    text = "\n".join(f"{east:.6f}, {north:.6f}" for east, north in corners)
    try:
        size = area_km2(read_area(text))
    except Crooked as error:
        size = 1.0 if error.message.startswith("%(label)s") else 0.0
    assert 0 < size < 4 * pi * 6378**2
