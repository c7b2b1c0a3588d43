"""What the printed oversize permit says of trips, speed and days."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.house import OVERSIZE, PLAYER, clerk, form, open_house, person

from banli.cases import service as cases
from banli.files.service import read
from banli.kernel.actors import Role
from banli.licences.service import Certificate, issue


@pytest.fixture
def house(db: None) -> None:
    open_house()


def permit(example: str = "normal-class-two", **changes: Any) -> Certificate:
    case = PLAYER.apply(OVERSIZE, form(example, **changes))
    cases.accept(by=clerk(), number=case.number)
    cases.review(by=person(Role.REVIEWER), number=case.number, agrees=True, opinion="符合规定。")
    cases.grant(by=person(Role.APPROVER), number=case.number)
    return issue(by=clerk(), number=case.number)


def line(found: Certificate, key: str) -> str:
    return next((one["value"] for one in found.lines if one["key"] == key), "")


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("changes", "speed", "bridges"),
    [
        ({}, "60公里/小时", "40公里/小时"),
        (
            {"width_m": 3.0, "length_m": 20, "height_m": 4.2, "cargo_width_m": 3.0},
            "80公里/小时",
            "40公里/小时",
        ),
    ],
)
def test_the_permit_states_its_speed_by_class(changes: dict[str, Any], speed: str, bridges: str) -> None:
    found = permit(**changes)
    assert (line(found, "speed"), line(found, "bridge-speed")) == (speed, bridges)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils: pdftotext")
@pytest.mark.usefixtures("house")
def test_the_speed_stands_on_the_printed_permit(tmp_path: Path) -> None:
    file = tmp_path / "permit.pdf"
    printed = permit().file
    assert printed is not None
    file.write_bytes(read(printed))
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    for words in ("最高行驶速度", "60公里/小时", "通过桥梁时匀速居中行驶", "单次运输", "2022"):
        assert words in text


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("depart", "until", "last"),
    [
        ("2022-10-24", "2023-04-23", date(2023, 4, 23)),
        ("2022-10-24", "2023-04-24", date(2023, 4, 23)),
        ("2022-10-31", "2023-12-31", date(2023, 4, 29)),
    ],
)
def test_repeated_trips_hold_six_months_at_most(depart: str, until: str, last: date) -> None:
    found = permit("renewed-repeated-trips", depart_on=depart, until_on=until)
    assert found.valid_to == last
    assert line(found, "trip").startswith("多次运输")
