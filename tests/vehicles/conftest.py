"""Vehicles as a carrier keeps them."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def house(db: None) -> None:
    from tests.house import open_house

    open_house()


TRACTOR: dict[str, Any] = {
    "kind": "tractor",
    "plate": "川A·12345",
    "model": "示例牌SL4250",
    "licence_no": "川交运管许可字510100000001号",
    "curb_mass_kg": "9,000",
    "axles": "3",
    "tyres": "10",
    "axle_tyres": "2, 4, 4",
    "axle_gaps_m": "3.3, 1.35",
    "steer_axles": "1",
    "drive_axles": "2",
}
TRAILER: dict[str, Any] = {
    "kind": "semi_trailer",
    "plate": "川A1234挂",
    "model": "示例牌SL9400",
    "curb_mass_kg": "10000",
    "axles": "3",
    "tyres": "12",
    "axle_tyres": "4, 4, 4",
}
