"""The sentence of the report about one patrol, composed from its facts: a draft in Chinese, to be read over. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

STOPS = "。；！？"


@dataclass(frozen=True)
class Found:
    """A finding of a patrol: whose it is, where, what, and whether it is put right."""

    house: str
    place: str
    note: str
    mended: bool


def patrol_sentence(day: date, slot: str, route: str, found: Sequence[Found]) -> str:
    """What the report would say of one round. ``slot``: 上午 or 下午. Nobody who patrolled or was found is named."""
    begins = f"{day.month}月{day.day}日{slot}，对{route}开展巡查"
    if not found:
        return f"{begins}，未发现问题，大厅运行有序。"
    told = "；".join(
        f"{one.house}{'' if one.place.startswith(one.house) else one.place}{_place(one)}"
        f"{'（已整改）' if one.mended else '（整改中）'}"
        for one in found
    )
    mended = sum(one.mended for one in found)
    ends = "均已整改" if mended == len(found) else f"已整改{mended}个" if mended else "正在整改"
    return f"{begins}，发现问题{len(found)}个，{ends}：{told}。"


def _place(one: Found) -> str:
    place = one.place.removeprefix(one.house) if one.place.startswith(one.house) else ""
    return f"{place}{one.note.rstrip(STOPS)}"
