"""HTTP, forms and templates live in the screens and above them, and nowhere below."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "banli"
SCREENS = {"portal", "desk", "api", "screens"}
ABOVE = {"site", "province", "runtime", "demo", "cli"}
FOR_SCREENS = (
    "django.http",
    "django.forms",
    "django.views",
    "django.shortcuts",
    "django.template",
    "django.urls",
)
BELOW = sorted(
    folder
    for folder in SOURCE.iterdir()
    if (folder / "__init__.py").exists() and folder.name not in SCREENS | ABOVE
)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("app", BELOW, ids=lambda folder: folder.name)
def test_an_app_below_the_screens_knows_no_http(app: Path) -> None:
    found = [
        f"{path.name} imports {name}"
        for path in app.rglob("*.py")
        for name in imported(path)
        if name.startswith(FOR_SCREENS)
    ]
    assert not found


@pytest.mark.parametrize("app", sorted(SCREENS))
def test_a_screen_stores_no_file_that_was_not_looked_at(app: str) -> None:
    """What a form brings is taken by ``receive``; ``store`` trusts its caller, and none of these may be trusted."""
    found = [
        path.name
        for path in (SOURCE / app).rglob("*.py")
        for name in imported(path)
        if name == "banli.files.service.store"
    ]
    assert not found


def test_no_page_names_the_province_of_a_pack() -> None:
    """Whose platform it is stands in the pack; templates, views and catalogues serve every province."""
    shown = [
        path
        for app in ("portal", "desk", "screens", "api")
        for path in (SOURCE / app).rglob("*")
        if path.suffix in (".html", ".py", ".po", ".js")
    ]
    assert len(shown) > 300
    assert [
        str(path) for path in shown if re.search("四川|成都|Sichuan|Chengdu", path.read_text("utf-8"))
    ] == []
