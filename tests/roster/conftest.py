"""The hall with the pack's shifts."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house
    from tests.roster.hall import load_shifts

    open_house()
    load_shifts()
