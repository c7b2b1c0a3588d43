"""Whose a pack is: a province's or a city's, and whether its regions are the tree of that area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banli.kernel.text import gettext_noop
from banli.province.load import Frame, RegionRow

Found = tuple[tuple[object, ...], str, dict[str, object]]
"""Where in regions.yaml, the message and its parameters."""


def inside(code: str) -> str:
    """The digits with which the codes of everything inside a region begin (GB/T 2260): 51 of 510000, 5101 of 510100."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def is_city(frame: Frame) -> bool:
    """True where the pack is a city's or prefecture's, not a province's."""
    return len(inside(frame.province)) == 4


def may_have_a_pack(frame: Frame) -> bool:
    """A province or a city has a centre of its own with a pack; a county's windows stand in its city's."""
    return len(inside(frame.province)) < 6 and frame.province[:2] != "00"


def region_faults(rows: Sequence[tuple[int, RegionRow]], frame: Frame) -> Iterator[Found]:
    """Every region that lies elsewhere or hangs on the wrong one, and a number of regions that was told otherwise."""
    codes = {row.code for _index, row in rows}
    for index, row in rows:
        if not row.code.startswith(inside(frame.province)):
            message = gettext_noop("“%(code)s” is no region of %(province)s.")
            yield (index, "code"), message, {"code": row.code, "province": frame.province}
        else:
            yield from _parent(index, row, frame)
    if frame.province not in codes:
        message = gettext_noop("the area of the pack itself, %(province)s, must stand among the regions.")
        yield (), message, {"province": frame.province}
    count = sum(row.parent == frame.province for _index, row in rows)
    if frame.cities is not None and count != frame.cities:
        message = gettext_noop("pack.toml says %(told)s cities and prefectures; there are %(count)s.")
        if is_city(frame):
            message = gettext_noop("pack.toml says %(told)s districts and counties; there are %(count)s.")
        yield (), message, {"told": frame.cities, "count": count}


def _parent(index: int, row: RegionRow, frame: Frame) -> Iterator[Found]:
    if row.code == frame.province:
        if row.parent:
            message = gettext_noop("“%(code)s” is the area of the pack; it names no region above it.")
            yield (index, "parent"), message, {"code": row.code}
    elif not row.parent:
        message = gettext_noop("“%(code)s” names no region in which it lies (parent).")
        yield (index,), message, {"code": row.code}
    elif row.parent == row.code or not row.code.startswith(inside(row.parent)):
        message = gettext_noop("“%(code)s” does not lie in “%(parent)s”.")
        yield (index, "parent"), message, {"code": row.code, "parent": row.parent}
