"""The record takes events one after another and lets nobody change them."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError, ProgrammingError
from tests.held_clock import HeldClock

from banli.kernel.actors import SYSTEM
from banli.ledger.models import Event, Outbox
from banli.ledger.service import append, drain, events, found, position, seal, verify

pytestmark = pytest.mark.django_db


def note(subject: str = "42", name: str = "said", **more: Any) -> int:
    return append(topic="test", subject=subject, name=name, by=SYSTEM, **more)


def test_events_of_a_subject_are_numbered_and_chained() -> None:
    note(name="first", body={"b": 1, "a": "办理"})
    note(name="second")
    note(subject="43", name="other")
    first, second = events("test", "42")
    assert [first.seq, second.seq] == [1, 2]
    assert first.body == '{"a":"办理","b":1}'
    assert bytes(first.digest) != bytes(second.digest)
    assert verify().ok
    assert position() >= second.pk


def test_an_event_counts_for_the_day_in_shanghai_on_which_it_happened(clock: HeldClock) -> None:
    from datetime import UTC, datetime

    note(at=datetime(2022, 10, 20, 16, 30, tzinfo=UTC))
    assert events("test", "42")[0].day.isoformat() == "2022-10-21"


STATEMENTS = (
    "UPDATE {0} SET {1} = {1}",
    "UPDATE {0} SET {1} = {1} WHERE false",
    "DELETE FROM {0}",
    "DELETE FROM ONLY {0}",
    "TRUNCATE {0}",
    "TRUNCATE {0} CASCADE",
    "MERGE INTO {0} USING (VALUES (1)) AS one ON true WHEN MATCHED THEN DELETE",
)
TABLES = {
    "ledger_event": "name",
    "ledger_seal": "events",
    "ledger_block": "events",
    "ledger_founding": "digest",
}


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("table", TABLES)
def test_the_database_itself_refuses_changes(table: str, statement: str) -> None:
    note()
    found(by=SYSTEM)
    seal(by=SYSTEM)
    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement.format(table, TABLES[table]))


@pytest.mark.parametrize("table", TABLES)
def test_also_to_the_owner_who_is_no_superuser(table: str) -> None:
    note()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE banli_test_owner")
        cursor.execute("GRANT ALL ON SCHEMA public TO banli_test_owner")
        cursor.execute(f"ALTER TABLE {table} OWNER TO banli_test_owner")
        cursor.execute("SET LOCAL ROLE banli_test_owner")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("SET session_replication_role = replica")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_partition_stands_beside_the_guard(table: str) -> None:
    """A statement on a partition by its own name would not meet the guard of the whole: there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relkind, relhassubclass, relispartition FROM pg_class WHERE oid = to_regclass(%s)",
            [table],
        )
        assert cursor.fetchone() == ("r", False, False)


def test_an_id_cannot_be_chosen_by_the_writer() -> None:
    note()
    one = Event.objects.get()
    one.pk, one.seq = 1, 2
    with pytest.raises(Exception, match="non-DEFAULT value"):
        one.save(force_insert=True)


def test_a_field_that_holds_the_separator_is_refused() -> None:
    with pytest.raises(ValueError, match="separator"):
        note(name="a\x1fb")


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_subject_wait_for_each_other() -> None:
    def write() -> None:
        for _ in range(10):
            note()
        connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [event.seq for event in events("test", "42")] == list(range(1, 31))
    assert verify().ok


def test_news_is_handed_on_once_and_only_when_every_reader_took_it() -> None:
    note(name="first")
    note(name="second")
    heard: list[str] = []

    def broken(_news: object) -> None:
        raise RuntimeError("reader failed")

    with pytest.raises(RuntimeError):
        drain([lambda news: heard.extend(one.name for one in news), broken])
    assert Outbox.objects.count() == 2
    heard.clear()
    assert drain([lambda news: heard.extend(one.name for one in news)]) == 2
    assert heard == ["first", "second"]
    assert drain([lambda news: heard.append("again")]) == 0
