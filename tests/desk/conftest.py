"""The desk's tests begin in an open house; officers sit down at a browser of their own."""

from __future__ import annotations

import pytest

INSTANT = "social-insurance-statement"


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house("oversize-transport", INSTANT)
