"""The house with its roads, and a permit of class III on its way from Deyang to Yibin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from banli.licences.service import Certificate


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    from banli.kernel.actors import SYSTEM
    from banli.province.load import SICHUAN, load_roads_of

    open_house()
    load_roads_of(SICHUAN, by=SYSTEM)


@pytest.fixture
def permit(house: None) -> Certificate:
    """A permit of class II, 24 October to 2 November 2022, issued through the real acts."""
    from tests.house import clerk, granted

    from banli.licences.service import issue

    return issue(by=clerk(), number=granted().number)
