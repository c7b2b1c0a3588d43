"""The tests of suggestions begin in an open house with the pack's terms."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house
    from tests.suggestions.given import load_terms

    open_house("oversize-transport")
    load_terms()
