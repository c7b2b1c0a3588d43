"""SQL stands in files beside the app that owns the tables, and names no table of another app."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from banli.kernel.statements import BEGINS, statements
from tests.repository.tree import SOURCE

# What was run before SQL had files does for ever what it did.
BEFORE = {
    *("cases/0002_move", "cases/0004_move", "cases/0005_counted"),
    *("ledger/0002_append_only", "ledger/0003_daily_seals", "ledger/0004_hot_tables"),
    *("statistics/0003_facts", "statistics/0004_corrections", "statistics/0006_to_count"),
    *("supervision/0002_kept", "weekly/0002_signed_issues_stay", "weekly/0003_days_and_subject"),
    "weekly/0005_versions_stay",
}
"""Migrations with SQL of their own, and of the tables of others."""
SQL = re.compile(
    r"\b(SELECT\b.*\bFROM|INSERT\s+INTO|UPDATE\s+\w+(\s+AS\s+\w+)?\s+SET|DELETE\s+FROM|LOCK\s+TABLE|COPY\s+\w+\s*\("
    r"|CREATE\s+(OR\s+REPLACE\s+)?(FUNCTION|VIEW|TABLE|TRIGGER|(UNIQUE\s+)?INDEX)|ALTER\s+TABLE|WITH\s+\w+\s+AS\b)",
    re.DOTALL,
)


SCREENS = {"portal", "desk", "api"}
"""Some of their addresses are called like a table; of these only what reads like SQL counts."""


def owners() -> dict[str, str]:
    """Each table of the house, with the app that owns it."""
    return {
        table: model.__module__.split(".")[1]
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("banli.")
        for table in [model._meta.db_table]
    }


def sources() -> Iterator[tuple[str, Path]]:
    """Every Python file of the product, with its app; migrations among them, but for those of before."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if f"{parts[0]}/{parts[-1]}" not in BEFORE:
            yield parts[0], path


def strings(text: str) -> Iterator[tuple[int, int, str]]:
    """First line, last line and text of every string of a Python file that is no docstring; f-strings without parts."""
    tree = ast.parse(text)
    told = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    inside = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            yield node.lineno, node.end_lineno or 0, "x".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {node} & (told | inside):
            yield node.lineno, node.end_lineno or 0, node.value


def long_sql(text: str) -> list[int]:
    """The lines on which SQL of more than one line begins."""
    return [
        first
        for first, last, said in strings(text)
        if SQL.search(said) and (last > first or "\n" in said.strip())
    ]


def foreign(app: str, text: str, tables: dict[str, str]) -> set[str]:
    """The tables of other apps that ``text`` of ``app`` names."""
    return {word for word in re.findall(r"\w+", text) if tables.get(word, app) != app}


def bare(text: str) -> str:
    """A file of SQL without its comments."""
    return re.sub(r"^\s*--.*$", "", text, flags=re.MULTILINE)


def test_no_sql_of_several_lines_stands_in_python() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}"
        for _app, path in sources()
        for line in long_sql(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_sql_names_a_table_of_another_app() -> None:
    tables, found = owners(), []
    for path in sorted(SOURCE.rglob("*.sql")):
        app = path.relative_to(SOURCE).parts[0]
        names = foreign(app, bare(path.read_text(encoding="utf-8")), tables)
        found += [f"{path.relative_to(SOURCE)}: {name}" for name in sorted(names)]
    for app, path in sources():
        for line, _last, said in strings(path.read_text(encoding="utf-8")):
            if app in SCREENS and not SQL.search(said):
                continue
            found += [
                f"{path.relative_to(SOURCE)}:{line}: {name}" for name in sorted(foreign(app, said, tables))
            ]
    assert found == []


def test_the_rules_bite() -> None:
    planted = 'ASK = """\nSELECT id\n  FROM ledger_event"""\nONE = "SELECT 1 FROM cases_task AS t"\n'
    assert long_sql(planted) == [1]
    assert long_sql('ASK = (\n    "UPDATE cases_case SET"\n    f" state = {state}"\n)\n') == [2]
    assert {name for *_lines, said in strings(planted) for name in foreign("cases", said, owners())} == {
        "ledger_event"
    }
    assert foreign("statistics", bare("-- of cases_case\nSELECT 1 FROM cases_case_view"), owners()) == set()
    assert foreign("statistics", "SELECT 1 FROM cases_case", owners()) == {"cases_case"}


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.sql")), ids=lambda path: "/".join(path.relative_to(SOURCE).parts[::2])
)
def test_every_statement_in_a_file_is_asked_for(path: Path) -> None:
    app, _folder, name = path.relative_to(SOURCE).parts
    read = [
        one.read_text(encoding="utf-8")
        for one in SOURCE.rglob("*.py")
        if f'"{app}"' in one.read_text("utf-8")
    ]
    if not BEGINS.search(path.read_text(encoding="utf-8")):
        assert any(f'script("{app}", "{path.stem}")' in text for text in read)
        return
    for statement in statements(app, path.stem):
        assert any(f'"{statement}"' in text for text in read), f"{name}: {statement}"
