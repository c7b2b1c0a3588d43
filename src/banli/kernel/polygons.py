"""Areas on the ground by the coordinates of their corners: read from text, told valid or not, measured, compared.

An area is kept as text, one corner a line, ``longitude, latitude`` in decimal degrees of the national geodetic system
(CGCS2000), in order around it; the first corner is not repeated. Sizes are square kilometres on its ellipsoid: a map
that keeps areas true is laid under the corners, in whole millimetres, and sides are straight on that map.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations, pairwise
from math import atanh, radians, sin, sqrt
from typing import Any

import pyclipper

from banli.kernel.text import gettext_noop

Corner = tuple[float, float]
"""Longitude and latitude in degrees."""
Point = tuple[int, int]
"""Millimetres on the map to the east and to the north. Whole, so that what is left, right or on a side is exact."""
MOST = 200
"""More corners than any licence has."""
EAST, NORTH = (73.0, 136.0), (3.0, 54.0)
"""Within which longitudes and latitudes the country lies."""
DECIMALS = 7
"""Of a degree: about a centimetre."""
RADIUS, FLATTENING = 6378137.0, 1 / 298.257222101
"""The ellipsoid of CGCS2000: equatorial radius in metres."""
ECCENTRICITY = sqrt(FLATTENING * (2 - FLATTENING))
MM2_IN_KM2 = 1e12
LEAST_KM2 = 1e-6
"""A square metre: what is smaller is the rounding of coordinates and neither an area nor an overlap."""
BREAKS = re.compile(r"[\r\n;；]+")
PARTS = re.compile(r"[,，、\s]+")
DEGREES = re.compile(r"(\d{1,3})[°度](\d{1,2})['’′分](\d{1,2}(?:\.\d+)?)(?:''|′′|[\"”秒])?")
DECIMAL = re.compile(r"\d{1,3}(\.\d+)?", re.ASCII)


class Crooked(Exception):
    """Corners that make no area; the message key and its parameters (``label`` is added by who knows it)."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


def read_area(text: str) -> str:
    """``text`` as it is kept. Raises :class:`Crooked` at the first corner that cannot be meant."""
    lines = [line.strip() for line in BREAKS.split(unicodedata.normalize("NFKC", text)) if line.strip()]
    found = [_corner(line, number) for number, line in enumerate(lines[: MOST + 2], 1)]
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    if len(found) < 3:
        raise Crooked(gettext_noop("%(label)s: an area has at least three corners, one a line."))
    if len(found) > MOST:
        raise Crooked(gettext_noop("%(label)s: at most %(most)s corners."), most=MOST)
    _check_apart(found)
    _check_ring(found)
    return "\n".join(f"{_figure(east)}, {_figure(north)}" for east, north in found)


def _figure(degrees: float) -> str:
    return f"{degrees:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _corner(line: str, number: int) -> Corner:
    parts = [part for part in PARTS.split(line) if part]
    values = [_degrees(part) for part in parts]
    if len(values) != 2 or None in values:
        raise Crooked(
            gettext_noop(
                "%(label)s: corner %(corner)s cannot be read. Enter longitude and latitude, such as "
                "101.5123, 27.9034 or 101°30′44.3″, 27°54′12.2″."
            ),
            corner=number,
        )
    east, north = (round(value, DECIMALS) for value in values if value is not None)
    if _within(north, EAST) and _within(east, NORTH):
        raise Crooked(
            gettext_noop("%(label)s: corner %(corner)s names the latitude first; enter the longitude first."),
            corner=number,
        )
    if not (_within(east, EAST) and _within(north, NORTH)):
        raise Crooked(
            gettext_noop("%(label)s: corner %(corner)s lies outside the country; compare its figures."),
            corner=number,
        )
    return east, north


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _degrees(part: str) -> float | None:
    if DECIMAL.fullmatch(part):
        return float(part)
    found = DEGREES.fullmatch(part)
    if not found:
        return None
    degrees, minutes, seconds = int(found[1]), int(found[2]), float(found[3])
    return degrees + minutes / 60 + seconds / 3600 if minutes < 60 and seconds < 60 else None


def _check_apart(found: list[Corner]) -> None:
    """Every corner stands once."""
    places: dict[Corner, int] = {}
    for number, corner in enumerate(found, 1):
        if corner in places:
            raise Crooked(
                gettext_noop("%(label)s: corner %(corner)s is the same as corner %(other)s."),
                corner=number,
                other=places[corner],
            )
        places[corner] = number


def _check_ring(found: list[Corner]) -> None:
    """The sides do not meet but at their corners, and something lies within.

    Sides that follow each other need no look: where one turns back, a third meets it or nothing is enclosed.
    """
    drawn = [_on_map(corner) for corner in found]
    numbers = [*range(1, len(found) + 1), 1]
    sides = [*zip(pairwise(numbers), pairwise([*drawn, drawn[0]]), strict=True)]
    for (one, first), (other, second) in combinations(sides, 2):
        if not {*one} & {*other} and _meet(first, second):
            raise Crooked(
                gettext_noop(
                    "%(label)s: the side from corner %(a)s to %(b)s meets the side from corner %(c)s to %(d)s. "
                    "Enter the corners in their order around the area."
                ),
                **dict(zip("abcd", (*one, *other), strict=True)),
            )
    if _size_km2(drawn) >= LEAST_KM2:
        return
    raise Crooked(
        gettext_noop(
            "%(label)s: these corners enclose no area; they lie on one line or turn back on themselves."
        )
    )


def _side_of(start: Point, end: Point, point: Point) -> int:
    """Above 0 where ``point`` is to the left of the line from ``start`` to ``end``, 0 on it, below 0 to its right."""
    along, across = end[0] - start[0], end[1] - start[1]
    return along * (point[1] - start[1]) - across * (point[0] - start[0])


def _meet(first: tuple[Point, Point], second: tuple[Point, Point]) -> bool:
    """True where two sides cross or touch."""
    if any(
        max(one[axis] for one in left) < min(one[axis] for one in right)
        for axis in (0, 1)
        for left, right in ((first, second), (second, first))
    ):
        return False
    return all(
        _side_of(*line, ends[0]) * _side_of(*line, ends[1]) <= 0
        for line, ends in ((first, second), (second, first))
    )


def _on_map(corner: Corner) -> Point:
    """Where a corner lies on a cylindrical map that keeps areas true."""
    east, north = radians(corner[0]), sin(radians(corner[1]))
    scaled = ECCENTRICITY * north
    height = (1 - ECCENTRICITY**2) * (north / (1 - scaled**2) + atanh(scaled) / ECCENTRICITY)
    return round(RADIUS * east * 1000), round(RADIUS * height / 2 * 1000)


@lru_cache(maxsize=4096)
def _outline(text: str) -> tuple[Point, ...]:
    return tuple(map(_on_map, _corners(text)))


def _corners(text: str) -> list[Corner]:
    return [(float(east), float(north)) for east, north in (line.split(",") for line in text.splitlines())]


def _size_km2(outline: Iterable[Point]) -> float:
    return float(abs(pyclipper.Area([*outline]))) / MM2_IN_KM2


def area_km2(text: str) -> float:
    """The size of a kept area in square kilometres, to the hundred square metres."""
    return round(_size_km2(_outline(text)), 4)


def overlap_km2(first: str, second: str) -> float:
    """How many square kilometres two kept areas share; 0 for neighbours that only touch."""
    both = pyclipper.Pyclipper()
    both.AddPath(_outline(first), pyclipper.PT_SUBJECT)
    both.AddPath(_outline(second), pyclipper.PT_CLIP)
    # Areas without holes cut each other into pieces without holes: their sizes add up.
    shared = sum(map(_size_km2, both.Execute(pyclipper.CT_INTERSECTION)))
    return shared if shared >= LEAST_KM2 else 0.0


def bounds(text: str) -> tuple[float, float, float, float]:
    """Least longitude and latitude, greatest longitude and latitude of a kept area, in degrees."""
    corners = _corners(text)
    east, north = [one[0] for one in corners], [one[1] for one in corners]
    return min(east), min(north), max(east), max(north)
