"""Every domain app has the same rooms, and its neighbours use the door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.repository.tree import SOURCE, apps, modules

ROOMS = {"apps", "states", "models", "rules", "permissions", "selectors", "acts", "service", "migrations"}
BESIDE = {"locale", "sql", "__init__", "__pycache__"}
SCREENS = {"portal", "desk", "api", "screens", "site"}
SET_UP = {"site", "province", "demo", "runtime", "cli"}
"""What makes and runs a house: it loads a pack, plays worked cases, keeps the database; none of it is an app."""
LIBRARIES = {"documents"}
"""No tables and no acts: pure typesetting behind the same door."""
DOORS = {"service", "states"}
DOMAIN = [path for path in apps() if path.name not in SCREENS | LIBRARIES]


@pytest.mark.parametrize("app", DOMAIN, ids=lambda path: path.name)
def test_an_app_has_no_other_rooms(app: Path) -> None:
    found = {entry.stem for entry in app.iterdir() if not entry.name.startswith(".")}
    assert found - ROOMS - BESIDE == set()


@pytest.mark.parametrize(
    "app", [path for path in apps() if path.name not in SCREENS], ids=lambda path: path.name
)
def test_an_app_has_a_door_that_says_what_it_offers(app: Path) -> None:
    assert "__all__ = [" in (app / "service.py").read_text(encoding="utf-8")


def imported(tree: ast.Module) -> list[tuple[str, ...]]:
    """Every ``banli`` module that a file imports, in parts; names imported from an app itself count as modules."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            parts = tuple(node.module.split("."))
            found += [(*parts, alias.name) for alias in node.names] if len(parts) == 2 else [parts]
    return [parts for parts in found if parts[0] == "banli" and len(parts) > 2]


def test_from_outside_an_app_only_its_door_is_used() -> None:
    closed = {path.name for path in apps()} - {"site", "screens"}
    for path, tree in modules().items():
        here = path.relative_to(SOURCE).parts[0]
        for parts in imported(tree):
            if parts[1] in closed and parts[1] != here:
                room = path.relative_to(SOURCE).with_suffix("").parts[1]
                door = parts[2] in DOORS or (
                    here == "site" and parts[2] == "permissions" and parts[1] in SCREENS
                )
                # Rules take from the rules of another app what its pure door holds; its whole door needs Django.
                door = door or (room in ("rules", "states") and parts[2:] == ("rules",))
                assert door, f"{path.relative_to(SOURCE)} imports {'.'.join(parts)}"


def test_only_acts_save() -> None:
    """Outside acts (and what sets a house up) nothing calls what writes a row."""
    writes = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    for path, tree in modules().items():
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if len(parts) < 2 or parts[1] == "acts" or parts[0] in {*SET_UP, "kernel", "documents"}:
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            called = node.func.attr
            assert called not in writes or _not_a_row(node), (
                f"{path.relative_to(SOURCE)}:{node.lineno} {called}()"
            )


def _not_a_row(node: ast.Call) -> bool:
    """True for ``something.save(buffer)``: documents and images are saved with an argument, rows without."""
    return isinstance(node.func, ast.Attribute) and node.func.attr == "save" and bool(node.args)
