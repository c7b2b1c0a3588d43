"""The write path is made from one list of columns: the function in the database, its call, and what an act changes."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from django.db import connection
from tests.repository.tree import SOURCE

from banli.cases.acts.columns import CHANGED, MOVED, function
from banli.cases.acts.transition import Change
from banli.cases.models import Case
from banli.kernel.statements import script
from banli.ledger.service import APPENDED

STAYS = {
    *("id", "number", "kind", "department_id", "channel", "source", "origin", "submitted_at"),
    *("applicant", "applicant_code", "contact", "mobile", "owner_id", "form"),
    *("query_number", "together", "needs", "company", "electronic"),
}
"""What a case keeps from the day it was handed in, or what a correction brings by an act of its own."""
BY_EVENT = {"version", "head"}
"""What the event itself says."""


def there(name: str) -> tuple[str, str]:
    """The arguments and the body of a function of the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_function_arguments(oid), prosrc FROM pg_proc WHERE proname = %s", [name]
        )
        found: list[tuple[str, str]] = cursor.fetchall()
    assert len(found) == 1
    return found[0]


def told(arguments: str) -> list[tuple[str, str]]:
    """Arguments of a function, by name and type as the database calls it."""
    pairs = re.findall(r"p_(\w+) (\w[\w ]*)", arguments)
    return [(name, kind.replace("timestamp with time zone", "timestamptz").strip()) for name, kind in pairs]


@pytest.mark.django_db
def test_the_function_in_the_database_is_the_one_the_list_makes() -> None:
    arguments, body = there("cases_move")
    assert told(arguments) == list({"version": "integer", **MOVED, **APPENDED}.items())
    assert body.strip() == function().split("$$")[1].strip()


@pytest.mark.django_db
def test_the_record_takes_what_its_list_says() -> None:
    arguments, _body = there("ledger_append")
    assert told(arguments) == list(APPENDED.items())


def test_the_last_migration_of_it_writes_that_function() -> None:
    newest = max(path.stem for path in (SOURCE / "cases" / "sql").glob("[0-9]*_move.sql"))
    assert function() in script("cases", newest)


def test_an_act_changes_the_columns_of_the_list_and_every_other_stays() -> None:
    assert {field.name for field in fields(Change)} == set(CHANGED)
    columns = {field.column for field in Case._meta.concrete_fields}
    assert columns == STAYS | BY_EVENT | set(MOVED)
