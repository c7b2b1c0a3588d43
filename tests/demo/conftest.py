"""Fixtures of the demo year: the house of the pack, in a database that commits."""

from __future__ import annotations

import pytest


@pytest.fixture
def house(transactional_db: None) -> None:
    """Departments, windows and calendars, as the pack has them."""
    from banli.kernel.actors import SYSTEM
    from banli.province.load import SICHUAN, load_house_of

    load_house_of(SICHUAN, by=SYSTEM)
