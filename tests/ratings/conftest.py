"""The ratings' tests begin in an open house with the pack's reasons and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from banli.cases.models import Case


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house
    from tests.ratings.rated import load_book

    open_house("oversize-transport", "social-insurance-statement")
    load_book()


@pytest.fixture
def ended(house: None) -> Case:
    """An oversize case that was granted."""
    from tests.house import granted

    return granted()
