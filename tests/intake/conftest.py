"""A house with registers, and a source that has registered an item of each kind it reports."""

from __future__ import annotations

from pathlib import Path

import pytest


def furnish(folder: Path) -> None:
    """Departments, calendars, registers, and items of a licence, an inspection and a public service."""
    from tests.intake.exchange import item, take, write

    from banli.kernel.actors import SYSTEM
    from banli.province.load import SICHUAN, load_house_of
    from banli.province.registers import publish_registers

    load_house_of(SICHUAN, by=SYSTEM)
    publish_registers(by=SYSTEM)
    assert take(write(folder / "items" / "up_task.csv", [item(), item("06"), item("20")]))["fresh"] == 3


@pytest.fixture(autouse=True)
def _three_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Registers of the kinds that are reported here; a whole house has eleven."""
    from banli.catalogue.service import KINDS
    from banli.province import registers

    monkeypatch.setattr(registers, "KINDS", {kind: KINDS[kind] for kind in ("01", "06", "20")})


@pytest.fixture
def house(_three_registers: None, db: None, tmp_path: Path) -> Path:
    """The folder for files of the test."""
    furnish(tmp_path)
    return tmp_path


@pytest.fixture
def town(_three_registers: None, transactional_db: None, tmp_path: Path) -> Path:
    """The same in a database that commits, for what happens in several threads."""
    furnish(tmp_path)
    return tmp_path
