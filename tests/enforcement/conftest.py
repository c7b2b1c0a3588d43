"""Every test of enforcement stands in a house with the items that the organ begins by itself."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def house(db: None) -> None:
    from tests.enforcement.house import ITEMS
    from tests.house import open_house

    open_house(*ITEMS)
