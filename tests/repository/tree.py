"""The repository as the tests read it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "banli"
SKIPPED = {".git", ".venv", "var", "__pycache__", "node_modules", "build", "dist"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control; every file at all where there is no git."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())
    return tuple(
        path for path in ROOT.rglob("*") if path.is_file() and not SKIPPED & set(path.relative_to(ROOT).parts)
    )


def texts() -> Iterator[tuple[Path, str]]:
    """Every tracked file that is UTF-8 text, with its text."""
    for path in tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@cache
def modules() -> dict[Path, ast.Module]:
    """The syntax tree of every Python file of the product, migrations apart."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
    }


def apps() -> list[Path]:
    """The folder of every app."""
    return sorted(path.parent for path in SOURCE.glob("*/apps.py"))
