"""The hall's house: the pack's regions, departments and windows, and the people who act in the tests.

Django is set up after this file is read, so whatever needs it is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.yamlfile import read

if TYPE_CHECKING:
    from banli.hall.service import FindingRecord, LeaderVisitRecord, PatrolRecord

PACK = Path(__file__).resolve().parents[2] / "src" / "banli" / "packs" / "sichuan"


@pytest.fixture
def house(db: None) -> None:
    from tests.plans import patrols

    from banli.people.service import load_house

    regions, departments, windows = (
        read(PACK / f"{name}.yaml").data for name in ("regions", "departments", "windows")
    )
    load_house(by=SYSTEM, regions=regions, departments=departments, windows=windows)
    patrols()


@pytest.fixture
def manager() -> Actor:
    return Actor(name="邵明朗", roles=frozenset({Role.HALL_MANAGER}), id=1, department="service-centre")


@pytest.fixture
def clerk() -> Callable[[str], Actor]:
    def of(department: str) -> Actor:
        return Actor(name="窗口人员", roles=frozenset({Role.CLERK}), id=2, department=department)

    return of


@pytest.fixture
def patrol_of() -> Callable[..., PatrolRecord]:
    from banli.hall.service import PatrolRecord

    def make(day: str = "2022-10-17", **changes: Any) -> PatrolRecord:
        values: dict[str, Any] = {
            "day": date.fromisoformat(day),
            "slot": "morning",
            "inspectors": ["巡查一组"],
            "route": "一楼",
        }
        return PatrolRecord(**{**values, **changes})

    return make


@pytest.fixture
def finding_of() -> Callable[..., FindingRecord]:
    from banli.hall.service import FindingRecord

    def make(**changes: Any) -> FindingRecord:
        values: dict[str, Any] = {
            "dimension": "badge",
            "department": "transport",
            "place": "交通窗口",
            "note": "未佩戴工作牌",
        }
        return FindingRecord(**{**values, **changes})

    return make


@pytest.fixture
def visit_of() -> Callable[..., LeaderVisitRecord]:
    from banli.hall.service import LeaderVisitRecord

    def make(reported_on: str = "2022-10-17", **changes: Any) -> LeaderVisitRecord:
        day = date.fromisoformat(reported_on)
        values: dict[str, Any] = {
            "day": day,
            "reported_on": day,
            "department": "transport",
            "leader_title": "厅领导",
            "place": "交通窗口",
            "report_text": "厅领导到窗口调研。",
        }
        return LeaderVisitRecord(**{**values, **changes})

    return make
