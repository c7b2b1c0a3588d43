"""The network of the Sichuan pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from banli.roads.service import Network


@pytest.fixture(scope="session")
def sichuan() -> Network:
    from banli.kernel.yamlfile import read
    from banli.province.load import SICHUAN
    from banli.roads.service import Network, NetworkSpec

    return Network.of(read(SICHUAN / "roads.yaml").validated(NetworkSpec))


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    from banli.kernel.actors import SYSTEM
    from banli.province.load import SICHUAN, load_roads_of

    open_house()
    load_roads_of(SICHUAN, by=SYSTEM)
