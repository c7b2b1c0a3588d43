"""The centre with the pack's rules of trading and its pool of experts."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.trading.trades import open_centre

    open_centre()
