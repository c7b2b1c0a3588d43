"""The views that others read cost nothing: every statement over them has the plan that it has on the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from tests.house import OVERSIZE, granted, open_house, person, submitted
from tests.statistics.record import fold_all

from banli.cases.service import verify_record
from banli.kernel.actors import SYSTEM, Role
from banli.statistics.service import (
    By,
    compare,
    freeze,
    freeze_statement,
    holds,
    open_figure,
    reading,
    rebuild,
)
from banli.supervision.service import ranking

YEAR = (date(2022, 1, 1), date(2022, 12, 30))
Asked = dict[str, Any]


@pytest.fixture
def record(db: None) -> None:
    open_house(OVERSIZE)
    granted()
    fold_all()
    submitted()


@contextmanager
def asking() -> Iterator[Asked]:
    """Every statement over a view that is run in the block, with its values."""
    found: Asked = {}

    def noted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if "_view" in sql:
            found[sql] = params
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        yield found


def plan(sql: str, params: Any) -> str:
    """How the database would run it, whatever the tables are called in it."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql}", params)
        lines = "\n".join(line for (line,) in cursor.fetchall())
    lines = re.sub(r"\bon (\w+?)(_\d+)?( \w+)?$", r"on \1", lines, flags=re.MULTILINE)
    return re.sub(r"\b[a-z]\w*\.(?=\w)", "", lines)


def test_every_statement_over_a_view_has_the_plan_it_has_on_the_tables(record: None) -> None:
    with asking() as asked:
        for by in By:
            reading(*YEAR, by=by)
        first = freeze_statement(by=SYSTEM, from_=YEAR[0], to=YEAR[1])[0]
        later = [
            freeze(by=SYSTEM, from_=YEAR[0], to=YEAR[1], key=key, line_by=by, line="transport")
            for key, by in (
                ("open", By.DEPARTMENT),
                ("open_overdue", By.DEPARTMENT),
                ("completed", By.CHANNEL),
            )
        ]
        fold_all()
        rebuild(by=SYSTEM, from_=YEAR[0], to=YEAR[1])
        for figure in (first, *later):
            assert holds(figure)
            open_figure(figure)
        compare(first, first)
        ranking(person(Role.SUPERVISOR, None))
        assert verify_record().ok
    assert len(asked) > 12
    for sql, params in asked.items():
        assert plan(sql, params) == plan(re.sub(r"\b(\w+)_view\b", r"\1", sql), params), sql
