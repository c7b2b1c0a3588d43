"""The invented items of the demo year: some thousand, of every department and kind, as their systems register them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from banli.catalogue.service import KINDS
from banli.demo.year_shape import KindShape, YearShape, weights_of

MOST = 12
"""Items of one department and kind, at most."""
SUBJECTS = (
    "设立",
    "变更",
    "延续",
    "注销",
    "补证",
    "备案",
    "核准",
    "年度报告",
    "登记",
    "审查",
    "查询",
    "证明",
)


class Place(Protocol):
    """A department as the pack has it."""

    code: str
    short_name: str
    uscc: str


@dataclass(frozen=True)
class DemoItem:
    """An item: its codes, its department's, its limits, and how often it is asked for within its kind."""

    code: str
    name: str
    kind: str
    department: str
    promised: int
    statutory: int
    weight: int


def items_of(shape: YearShape, departments: Sequence[Place]) -> dict[str, list[DemoItem]]:
    """The items of every kind. A department has the more of them, the more of the kind's business it has."""
    found = {}
    for kind in shape.kinds:
        weights = weights_of(kind, [one.code for one in departments])
        found[kind.code] = [
            item
            for number, place in enumerate(departments, 1)
            for item in _of(kind, place, number, weights[place.code])
        ]
    return found


def _of(kind: KindShape, place: Place, number: int, weight: int) -> list[DemoItem]:
    count = min(MOST, 4 + weight // 8)
    name = KINDS[kind.code].zh
    return [
        DemoItem(
            code=f"{place.uscc}251{kind.code}{number:02}{main:03}000",
            name=f"{place.short_name}{name}·{SUBJECTS[main - 1]}",
            kind=kind.code,
            department=place.uscc,
            promised=kind.promised,
            statutory=kind.statutory,
            weight=weight * 60 // (main + 1) + 1,
        )
        for main in range(1, count + 1)
    ]


def as_rows(items: Sequence[DemoItem]) -> pa.Table:
    """Items as rows of up_task."""
    columns = {
        "task_code": [one.code for one in items],
        "task_name": [one.name for one in items],
        "task_type": [one.kind for one in items],
        "dept_code": [one.department for one in items],
        "promise_day": [str(one.promised) for one in items],
        "anticipate_day": [str(one.statutory) for one in items],
    }
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
