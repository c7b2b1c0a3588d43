"""SQL in files: statements by name, without their comments, parts put in."""

from __future__ import annotations

from pathlib import Path

import pytest

from banli.kernel import statements as reader
from banli.kernel.statements import filled, statements

FILE = """-- About the file.

-- :first
-- What it is for.
SELECT 1
  FROM <table> -- of the app

-- :second
SELECT '-- no comment'
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reader, "files", lambda _package: tmp_path)
    (tmp_path / "shop" / "sql").mkdir(parents=True)
    return tmp_path / "shop" / "sql"


def test_a_file_gives_its_statements_by_name(package: Path) -> None:
    (package / "goods.sql").write_text(FILE, encoding="utf-8")
    found = statements("shop", "goods")
    assert dict(found) == {
        "first": "SELECT 1\n  FROM <table> -- of the app",
        "second": "SELECT '-- no comment'",
    }
    assert filled(found["first"], table="shop_goods").startswith("SELECT 1\n  FROM shop_goods")


def test_two_statements_of_one_name_are_refused(package: Path) -> None:
    (package / "twice.sql").write_text("-- :one\nSELECT 1\n-- :one\nSELECT 2\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"shop/sql/twice\.sql"):
        statements("shop", "twice")
