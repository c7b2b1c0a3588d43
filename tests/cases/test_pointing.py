"""Foreign keys of a batch: asked in sets where the server lets us, else row by row; never left unasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.house import accepted

from banli.cases.acts.foreign_keys import NAMED, write_pointing
from banli.cases.acts.intake import CASE_COLUMNS
from banli.cases.models import Case

pytestmark = pytest.mark.usefixtures("house")
NEW = 1_000_000
UNPRIVILEGED = "someone_with_tables_only"


def copied(cursor: Any, case: Case, **changes: object) -> Callable[[], None]:
    """Writes a copy of ``case`` under a new id, with other values in some columns."""
    names = [field.column for field in Case._meta.local_concrete_fields if field.column]
    given = {"id": NEW, "number": "copied", "query_number": "", **changes}
    values = ", ".join(f"%({name})s" if name in given else name for name in names)
    sql = (
        f"INSERT INTO cases_case ({', '.join(names)}) OVERRIDING SYSTEM VALUE SELECT {values} FROM cases_case"
    )
    return lambda: cursor.execute(f"{sql} WHERE id = {case.pk}", given)


def test_a_case_that_points_at_what_is_there_is_written() -> None:
    case = accepted()
    with connection.cursor() as cursor:
        write_pointing(cursor, [range(NEW, NEW + 1)], copied(cursor, case))
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
    assert Case.objects.get(pk=NEW).department_id == case.department_id


@pytest.mark.parametrize("astray", [{"department_id": "nowhere"}, {"revision_id": 987_654_321}], ids=str)
def test_a_case_that_points_at_nothing_is_refused(astray: dict[str, object]) -> None:
    case = accepted()
    cursor = connection.cursor()
    write = copied(cursor, case, **astray)
    with pytest.raises(IntegrityError, match=str(next(iter(astray.values())))), transaction.atomic():
        write_pointing(cursor, [range(NEW, NEW + 1)], write)
    assert not Case.objects.filter(pk=NEW).exists()


@pytest.mark.parametrize("astray", [{}, {"department_id": "nowhere"}], ids=str)
def test_a_server_that_does_not_let_us_asks_row_by_row(astray: dict[str, object]) -> None:
    case = accepted()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {UNPRIVILEGED}")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {UNPRIVILEGED}")
        cursor.execute(f"SET LOCAL ROLE {UNPRIVILEGED}")
        write_pointing(cursor, [range(NEW, NEW + 1)], copied(cursor, case, **astray))
        if astray:
            with pytest.raises(IntegrityError, match="nowhere"), transaction.atomic():
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("RESET ROLE")
            cursor.execute("DELETE FROM cases_case WHERE id = %s", [NEW])
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; RESET ROLE")


def test_every_key_that_a_reported_case_may_hold_is_asked() -> None:
    copied = {one.strip() for one in CASE_COLUMNS.split(",")}
    keys = {field.column: field for field in Case._meta.local_concrete_fields if field.many_to_one}
    assert keys.keys() & copied == NAMED.keys()
