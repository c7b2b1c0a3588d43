"""The commerce department, whose network is tried here, before anybody is in it."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house("foreign-trade-filing")
