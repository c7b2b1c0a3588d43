"""What chosen vehicles answer: sums and lists of both, and nothing that is not known."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from tests.vehicles.conftest import TRACTOR, TRAILER

from banli.catalogue.service import VehicleFact
from banli.vehicles.service import answers, read_vehicle

TRUCK = {**TRACTOR, "kind": "truck", "plate": "川A54321", "tyre_capacity_kg": 3350}
CAPABLE = {**TRAILER, "tyre_capacity_kg": 3000}


def read(typed: dict[str, Any]) -> dict[str, Any]:
    clean, problems = read_vehicle(typed)
    assert problems == []
    return clean


def test_a_tractor_with_its_trailer() -> None:
    told = answers(read(TRACTOR), read(TRAILER))
    assert told == {
        "type": "train",
        "tractor_plate": "川A12345",
        "trailer_plate": "川A1234挂",
        "model": "示例牌SL4250",
        "licence_no": "川交运管许可字510100000001号",
        "tractor_axles": 3,
        "steer_axles": 1,
        "drive_axles": 2,
        "single_drive_axle": False,
        "curb_mass_kg": 19000,
        "axles": 6,
        "tyres": 22,
        "axle_tyres": [2, 4, 4, 4, 4, 4],
        "single_tyres": False,
    }


def test_a_truck_alone_knows_its_distances() -> None:
    told = answers(read(TRUCK), None)
    assert (told["type"], told["axles"], told["axle_gaps_m"]) == ("truck", 3, [3.3, 1.35])


def test_half_a_vehicle_tells_no_sums() -> None:
    for told in (answers(read(TRACTOR), None), answers(None, read(TRAILER))):
        assert not {"axles", "tyres", "curb_mass_kg", "axle_tyres", "axle_gaps_m"} & set(told)
    assert answers(None, None) == {}


def test_the_weaker_tyres_count_and_only_where_both_are_known() -> None:
    assert answers(read(TRUCK), read(CAPABLE))["tyre_capacity_kg"] == 3000
    assert "tyre_capacity_kg" not in answers(read(TRUCK), read(TRAILER))


def test_a_hydraulic_trailer_makes_its_own_kind() -> None:
    assert answers(read(TRACTOR), read({**TRAILER, "kind": "hydraulic_trailer"}))["type"] == "hydraulic"


def test_every_answer_an_item_may_ask_for_is_given_by_some_vehicles() -> None:
    given = set(answers(read(TRUCK), read(CAPABLE))) | set(answers(read(TRUCK), None))
    assert given == set(get_args(VehicleFact))


@pytest.mark.parametrize(("axles", "single"), [(1, True), (2, False)])
def test_one_driving_axle_is_told(axles: int, single: bool) -> None:
    assert answers(read({**TRACTOR, "drive_axles": axles}), None)["single_drive_axle"] is single


def test_a_trailer_with_one_tyre_a_side_says_so_and_its_tractor_does_not_count() -> None:
    single = {**TRAILER, "axle_tyres": "2, 2, 2", "tyres": 6}
    assert answers(read(TRACTOR), read(single))["single_tyres"] is True
    assert "single_tyres" not in answers(read(TRUCK), None)
