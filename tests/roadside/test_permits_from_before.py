"""Permits from before the platform are taken in from a file and met at toll stations like those issued here."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, clerk, form

from banli.kernel.actors import SYSTEM
from banli.kernel.clock import SHANGHAI
from banli.licences.service import Certificate
from banli.province.certificates import load_file
from banli.roadside.selectors import live_permits, permitted
from banli.roadside.service import CheckRecord, record_check
from banli.roadside.states import Direction, Outcome

NUMBER = "川交超限字2022第0815号"
ASKED = (
    *(
        "carrier",
        "carrier_code",
        "cargo_name",
        "vehicle_type",
        "tractor_plate",
        "trailer_plate",
        "axle_loads_kg",
        "axle_gaps_m",
    ),
    *(
        "tractor_loads_kg",
        "length_m",
        "width_m",
        "height_m",
        "mass_kg",
        "origin",
        "destination",
        "route",
        "trip",
    ),
    "escort",
    *("cargo_length_m", "cargo_width_m", "cargo_height_m", "cargo_mass_kg", "vehicle_model"),
)


def row(**changes: Any) -> dict[str, str]:
    answers = form("class-two")
    told = {key: answers[key] for key in ASKED if key in answers}
    words = {key: " ".join(map(str, one)) if isinstance(one, list) else str(one) for key, one in told.items()}
    days = {"number": NUMBER, "issued_on": "2022-10-10", "valid_from": "2022-10-20", "valid_to": "2022-10-30"}
    return {**words, **days, **changes}


def file_of(folder: Path, told: dict[str, str]) -> Path:
    path = folder / "permits.csv"
    cells = (f'"{one}"' for one in told.values())
    path.write_text(f"{','.join(told)}\n{','.join(cells)}\n", encoding="utf-8")
    return path


def load(folder: Path, **changes: Any) -> list[str]:
    """Take the permit in; the fields at which something is wrong."""
    _told, faults = load_file(file_of(folder, row(**changes)), item=OVERSIZE, by=SYSTEM)
    return [str(fault.params["field"]) for fault in faults]


def seen(**changes: Any) -> Any:
    values: dict[str, Any] = {
        "department": "transport",
        "station": "简阳",
        "direction": Direction.ENTRY,
        "at": datetime(2022, 10, 25, 10, 0, tzinfo=SHANGHAI),
        "permit": NUMBER,
        "tractor": form("class-two")["tractor_plate"],
        "trailer": form("class-two")["trailer_plate"],
    }
    return record_check(record=CheckRecord(**{**values, **changes}), by=clerk())


@pytest.mark.usefixtures("permit")
def test_a_check_finds_it_and_compares_the_vehicle(clock: HeldClock, tmp_path: Path) -> None:
    assert load(tmp_path) == []
    clock.set("2022-10-25T12:00")
    found = Certificate.objects.get(number=NUMBER)
    kept = permitted(found)
    assert kept is not None
    assert (kept.vehicle.first, kept.vehicle.last) == (date(2022, 10, 20), date(2022, 10, 30))
    assert found in live_permits(date(2022, 10, 25), None)
    assert seen().outcome == Outcome.PASSED
    other = seen(tractor="川A99999")
    assert other.certificate_id == found.pk
    assert other.outcome != Outcome.PASSED


@pytest.mark.usefixtures("permit")
@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"valid_to": ""}, {"valid_to"}),
        ({"trailer_plate": ""}, {"trailer_plate"}),
        ({"valid_to": "2022-10-19"}, {"valid_to"}),
        ({"issued_on": "2022-10-18"}, {"issued_on"}),
    ],
)
def test_what_a_permit_lacks_is_told_at_its_column(
    tmp_path: Path, changes: dict[str, str], places: set[str]
) -> None:
    assert set(load(tmp_path, **changes)) == places
    assert not Certificate.objects.filter(number=NUMBER).exists()
