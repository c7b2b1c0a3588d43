"""SQL in files: ``sql/<noun>.sql`` beside the app whose tables it is about, read by acts, selectors and migrations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

BEGINS = re.compile(r"^-- :([a-z_]+)$", re.MULTILINE)
"""The line before a statement: its name. What stands before the first one is about the file."""


@cache
def statements(app: str, noun: str) -> Mapping[str, str]:
    """The statements of ``sql/<noun>.sql`` of ``app`` by their names, without lines of comment.

    Values are named parameters (``%(day)s``); ``<name>`` is a part that :func:`filled` puts in.
    """
    _about, *parts = BEGINS.split(script(app, noun))
    found = dict(zip(parts[::2], map(_bare, parts[1::2]), strict=True))
    if len(found) * 2 != len(parts):
        raise ValueError(f"{app}/sql/{noun}.sql has two statements of one name")
    return MappingProxyType(found)


@cache
def script(app: str, name: str) -> str:
    """The whole of ``sql/<name>.sql`` of ``app``; a migration's has the migration's number and never changes."""
    return files("banli").joinpath(app, "sql", f"{name}.sql").read_text(encoding="utf-8")


def filled(sql: str, **parts: str) -> str:
    """``sql`` with each <name> replaced; braces and percent signs keep their meaning."""
    for name, part in parts.items():
        sql = sql.replace(f"<{name}>", part)
    return sql


def _bare(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--")).strip()
