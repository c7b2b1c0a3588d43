"""Publication begins in an open house with a permit, a penalty and a look-up."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house("oversize-transport", "advertising-penalty", "foreign-trade-filing")
