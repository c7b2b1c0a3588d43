"""A house with its people, in which a device can be set up."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house()
