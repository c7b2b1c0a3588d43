"""The house of credit: the pack's departments, and the people who act in the tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from banli.credit.service import BanRecord, ViolationRecord

CARRIER = "91350100M000100Y43"


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house()


@pytest.fixture
def ban_of() -> Callable[..., BanRecord]:
    """A ban of article 78 on the oversize permit, from 17 October 2022."""
    from banli.credit.service import BanRecord

    def make(**changes: Any) -> BanRecord:
        values: dict[str, Any] = {
            "department": "transport",
            "code": CARRIER,
            "name": "蜀远重载物流有限公司",
            "item": "oversize-transport",
            "public_safety": True,
            "ground": "false_material",
            "source": "办件 20221011 0007",
            "first": date(2022, 10, 17),
        }
        return BanRecord(**{**values, **changes})

    return make


@pytest.fixture
def violation_of() -> Callable[..., ViolationRecord]:
    """A vehicle off its route on 12 October 2022."""
    from banli.credit.service import ViolationRecord

    def make(**changes: Any) -> ViolationRecord:
        values: dict[str, Any] = {
            "department": "transport",
            "code": CARRIER,
            "name": "蜀远重载物流有限公司",
            "kind": "off_route",
            "day": date(2022, 10, 12),
            "source": "德阳北收费站 20221012-3",
            "points": 2,
        }
        return ViolationRecord(**{**values, **changes})

    return make
