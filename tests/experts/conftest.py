"""A pool of twelve bridge experts, two of whom work at one institute."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from banli.experts.service import Panel, PanelRecord

SEED = bytes(range(32))


@pytest.fixture
def pool(db: None) -> None:
    from tests.house import open_house

    from banli.experts.service import ExpertRecord, FieldRecord, load_pool
    from banli.kernel.actors import SYSTEM

    open_house()
    fields = [
        FieldRecord(code="bridge", name="桥梁工程", department="transport"),
        FieldRecord(code="power", name="电力工程", department="transport"),
    ]
    experts = [
        ExpertRecord(
            public_id=f"ZJ-{n:02d}",
            name=f"专家{n:02d}",
            employer="蜀道桥梁研究院" if n < 3 else f"第{n}设计院",
            title="高级工程师",
            region="510100",
            fields=["bridge"] if n < 13 else ["power"],
        )
        for n in range(1, 15)
    ]
    load_pool(fields=fields, experts=experts, by=SYSTEM)


@pytest.fixture
def call_of() -> Callable[..., PanelRecord]:
    from banli.experts.service import PanelRecord

    def make(**changes: Any) -> PanelRecord:
        values: dict[str, Any] = {
            "topic": "case",
            "subject": "case-1",
            "department": "transport",
            "fields": ["bridge"],
            "wanted": 3,
            "stand_ins": 2,
        }
        return PanelRecord(**{**values, **changes})

    return make


@pytest.fixture
def drawn(pool: None, call_of: Callable[..., PanelRecord]) -> Callable[..., Panel]:
    """Draws a panel as the department's reviewer would."""
    from tests.house import person

    from banli.experts.service import draw_panel
    from banli.kernel.actors import Role

    def make(seed: bytes = SEED, requests: dict[str, str] | None = None, **changes: Any) -> Panel:
        return draw_panel(
            record=call_of(**changes),
            seed=seed,
            seed_source="办件第3个事件",
            by=person(Role.REVIEWER),
            requests=requests,
        )

    return make
