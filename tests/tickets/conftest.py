"""The queue's tests begin on a working day at nine, with the lines of the pack."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def house(db: None) -> None:
    from tests.house import open_house
    from tests.tickets.hall import load_plan

    open_house()
    load_plan()
