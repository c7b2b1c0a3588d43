"""Worked cases with acts, each through the real acts on the real database."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from tests.house import open_house, person

from banli.catalogue.service import ItemSpec, publish_folder
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.site.demo.acts import play_file
from banli.site.pack import SICHUAN, load_house_of

ITEMS = SICHUAN / "items"


def has_acts(path: Path) -> bool:
    return "\nacts:" in path.read_text(encoding="utf-8")


PLAYED = [
    pytest.param(path.parents[1].name, path.stem, id=f"{path.parents[1].name}/{path.stem}")
    for path in sorted(ITEMS.glob("*/cases/*.yaml"))
    if has_acts(path)
]


def who(role: str, department: str, spec: ItemSpec) -> Actor:
    """A person of that role, made when first asked for; a second one for ``reviewer2``."""
    plain = Role(role.rstrip("0123456789"))
    own = department == spec.department
    window = spec.windows[0] if plain == Role.CLERK and own else None
    return person(plain, None if plain == Role.GOVERNMENT else department, window, f"{role}.{department}")


def items_named(path: Path) -> set[str]:
    """Every item of the pack that the worked case needs."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    named = {act.get("with", {}).get("item", "") for act in data.get("acts", [])}
    return {path.parents[1].name, *named} - {""}


@pytest.mark.django_db
@pytest.mark.parametrize(("item", "name"), PLAYED)
def test_a_worked_case_goes_through_the_real_acts(item: str, name: str) -> None:
    open_house(*sorted(items_named(ITEMS / item / "cases" / f"{name}.yaml")))
    assert [str(fault) for fault in play_file(SICHUAN, item, name, who)] == []


def changed(folder: Path, old: str, new: str) -> list[str]:
    """The faults of a filing's worked case in which ``old`` was written as ``new``."""
    pack = folder / "pack"
    item = pack / "items" / "foreign-trade-filing"
    shutil.copytree(ITEMS / "foreign-trade-filing", item)
    path = item / "cases" / "company-in-chengdu.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    load_house_of(SICHUAN, by=SYSTEM)
    publish_folder(path=ITEMS / "foreign-trade-filing", by=SYSTEM)
    return [str(fault) for fault in play_file(pack, "foreign-trade-filing", "company-in-chengdu", who)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("do: accept", "do: applaud", "applaud"),
        ("by: clerk, do: accept", "by: approver, do: accept", "accept"),
        ("agrees: true", "agree: true", "agree"),
        ("state: issued", "state: delivered", "delivered"),
        ("due_on: '2022-10-24'", "due_on: '2022-10-25'", "2022-10-25"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    faults = changed(tmp_path, old, new)
    assert faults
    path = next(tmp_path.rglob("company-in-chengdu.yaml"))
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if new in text)
    assert f"company-in-chengdu.yaml:{line}: worked-acts: " in faults[0]
    assert told in faults[0]


@pytest.mark.django_db
def test_an_act_that_should_be_refused_and_is_not_is_a_fault(tmp_path: Path) -> None:
    faults = changed(tmp_path, "by: clerk, do: accept", "by: clerk, do: accept, refused: 不会")
    assert "accept" in faults[0]
