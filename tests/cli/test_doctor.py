"""``banli doctor``: what the machine has and lacks, each in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim

from banli.cli import main
from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN, load_house_of
from banli.runtime import running
from banli.site import health


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which nothing was set up."""
    monkeypatch.setattr(running, "has_database", lambda _environment: False)


@pytest.mark.usefixtures("no_database")
def test_it_says_one_line_for_each_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--dir", str(tmp_path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(health.CHECKS)


@pytest.mark.usefixtures("no_database")
def test_for_programs_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor", "--dir", str(tmp_path), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert {one["name"] for one in told["checks"]} == {"rare characters", "browser", "disk"}


def test_without_an_optional_font_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(health, "optional_faces", tuple)
    found = health.rare_fonts(tmp_path)
    assert not found.ok
    assert not found.needed
    assert "fonts-hanazono" in str(found)


@pytest.mark.usefixtures("no_database")
def test_a_full_disk_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(health, "DISK_LEAST", 1 << 62)
    assert health.disk(tmp_path).needed
    assert main(["doctor", "--dir", str(tmp_path)]) == 1


@pytest.mark.django_db
def test_a_year_without_its_public_holidays_is_told_with_what_to_do(clock: HeldClock, tmp_path: Path) -> None:
    load_house_of(SICHUAN, by=SYSTEM)
    clock.set("2026-09-30")
    assert health.public_holidays().ok
    clock.set("2026-10-01")
    found = health.public_holidays()
    assert (found.ok, found.needed) == (False, False)
    assert str(found).startswith("optional public holidays: 2027 is not on record")
    assert "banli calendar load 2027-1.yaml" in found.todo
    proclaim(tmp_path)
    assert health.public_holidays().told == "2027-1"
    clock.set("2031-01-05")
    found = health.public_holidays()
    assert (found.ok, found.needed) == (False, False), "the house stays open, and /health says so"
