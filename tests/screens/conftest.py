"""The tests of what both screens share begin in an open house."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house("oversize-transport")
