"""The portal's tests begin in an open house, with a browser of their own."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house("oversize-transport", "foreign-trade-filing", "social-insurance-statement")


@pytest.fixture
def browser(house: None) -> Client:
    """A visitor's browser."""
    return Client()
