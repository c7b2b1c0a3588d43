"""The hall with the pack's rules of entry."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.entry.door import load_rules
    from tests.house import open_house

    open_house()
    load_rules()
