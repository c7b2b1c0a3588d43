"""The corners of an area as a certificate prints them."""

from __future__ import annotations

from banli.kernel.text import Words

COORDINATES = Words(zh="2000国家大地坐标系", en="CGCS2000")
"""The system that every area is asked and kept in."""


def numbered_corners(area: str) -> str:
    """The corners of ``area`` numbered one a line, under the system of their coordinates."""
    numbered = [f"{number}. {corner}" for number, corner in enumerate(area.splitlines(), 1)]
    return "\n".join([str(COORDINATES), *numbered])
