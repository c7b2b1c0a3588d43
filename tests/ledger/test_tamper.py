"""Whatever is done to a copy of the record, its verification fails and names the first event that is broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from tests.ledger.records import small_record, tamper, two_sealed_days

from banli.kernel import keys
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Refused
from banli.ledger.models import Block, Event, Founding, Seal
from banli.ledger.selectors.events import facts_of
from banli.ledger.service import append, drain, seal, verify

pytestmark = pytest.mark.django_db

EVENT = {
    "id": "id + 1000",
    "topic": "'hall'",
    "subject": "subject || '0'",
    "seq": "seq + 7",
    "name": "'accepteD'",
    "scope": "'Commerce'",
    "facet": "'02'",
    "at": "at + interval '1 microsecond'",
    "day": "day + 1",
    "recorded_at": "recorded_at - interval '1 microsecond'",
    "actor": "actor || ' '",
    "body": "replace(body, '办', '辦')",
    "digest": "set_byte(digest, 31, get_byte(digest, 31) # 1)",
}
SEAL = {
    "number": "number + 1",
    "day": "day + 1",
    "first_event": "first_event - 1",
    "last_event": "last_event - 1",
    "events": "events - 1",
    "root": "set_byte(root, 0, get_byte(root, 0) # 1)",
    "previous": "set_byte(previous, 0, get_byte(previous, 0) # 1)",
    "key": "'0' || substr(key, 2) || 'x'",
    "signature": "set_byte(signature, 63, get_byte(signature, 63) # 1)",
    "sealed_at": "sealed_at + interval '1 microsecond'",
}
BLOCK = {
    "seal": "seal + 7",
    "number": "number + 1",
    "events": "events + 1",
    "root": "set_byte(root, 0, get_byte(root, 0) # 1)",
    "marks": "set_byte(marks, 0, get_byte(marks, 0) # 1)",
}


def test_no_column_is_forgotten() -> None:
    assert set(EVENT) == {field.column for field in Event._meta.local_concrete_fields}
    assert set(SEAL) == {field.column for field in Seal._meta.local_concrete_fields}
    assert set(BLOCK) == {field.column for field in Block._meta.local_concrete_fields if field.column}
    assert {field.column for field in Founding._meta.local_concrete_fields} == {"one", "digest"}


@pytest.mark.parametrize("sealed", [False, True], ids=["not sealed", "sealed"])
@pytest.mark.parametrize("column", EVENT)
def test_one_byte_in_a_column_of_an_event(column: str, *, sealed: bool) -> None:
    record = small_record()
    if sealed:
        seal(by=SYSTEM)
    if column == "id":
        if not sealed:
            record[3] = record[2]
        tamper("ALTER TABLE ledger_event ALTER COLUMN id DROP IDENTITY")
    change = EVENT[column] if column != "id" or sealed else "id * -1"
    tamper(f"UPDATE ledger_event SET {column} = {change} WHERE id = %(id)s", id=record[3].pk)
    found = verify()
    assert not found.ok
    assert found.first_event == (record[3].pk if column != "id" or sealed else -record[3].pk)
    assert str(found.first_event) in found.first_fault


@pytest.mark.parametrize("column", SEAL)
def test_one_byte_in_a_column_of_a_seal(column: str) -> None:
    record = two_sealed_days()
    assert verify().ok
    tamper(f"UPDATE ledger_seal SET {column} = {SEAL[column]} WHERE number = 2")
    found = verify()
    assert (found.ok, found.first_event) == (False, record[6].pk)
    assert "2号封存" in found.first_fault


@pytest.mark.parametrize("column", BLOCK)
def test_one_byte_in_a_column_of_a_block(column: str) -> None:
    record = two_sealed_days()
    tamper(f"UPDATE ledger_block SET {column} = {BLOCK[column]} WHERE seal = 2")
    found = verify()
    assert (found.ok, found.first_event) == (False, record[6].pk)


def test_one_event_removed() -> None:
    record = two_sealed_days()
    tamper("DELETE FROM ledger_event WHERE id = %(id)s", id=record[2].pk)
    found = verify()
    assert found.first_event == record[2].pk
    assert "缺少" in found.first_fault


def test_one_event_removed_before_any_seal_leaves_the_next_without_the_one_before_it() -> None:
    record = small_record()
    tamper("DELETE FROM ledger_event WHERE id = %(id)s", id=record[2].pk)
    assert verify().first_event == record[3].pk


def test_the_last_event_of_a_chain_removed() -> None:
    record = two_sealed_days()
    tamper("DELETE FROM ledger_event WHERE id = %(id)s", id=record[5].pk)
    assert verify().first_event == record[5].pk


def test_a_whole_case_removed() -> None:
    record = two_sealed_days()
    tamper("DELETE FROM ledger_event WHERE subject = '2'")
    assert verify().first_event == record[2].pk


def test_every_event_of_a_seal_removed() -> None:
    record = two_sealed_days()
    tamper("DELETE FROM ledger_event WHERE id >= %(id)s", id=record[6].pk)
    assert verify().first_event == record[6].pk


def test_an_event_added_where_there_was_none() -> None:
    record = two_sealed_days()
    tamper(
        "ALTER TABLE ledger_event ALTER COLUMN id DROP IDENTITY",
        "DELETE FROM ledger_outbox",
        "UPDATE ledger_event SET id = id - 100000 WHERE id = (SELECT min(id) FROM ledger_event)",
    )
    assert verify().first_event == record[0].pk - 100000


def swap(first: int, second: int, columns: str) -> None:
    tamper(
        "ALTER TABLE ledger_event ALTER COLUMN id DROP IDENTITY",
        "ALTER TABLE ledger_event DROP CONSTRAINT ledger_event_once",
        f"UPDATE ledger_event a SET ({columns}) = (SELECT {columns} FROM ledger_event b"
        " WHERE b.id = %(first)s + %(second)s - a.id) WHERE id IN (%(first)s, %(second)s)",
        "ALTER TABLE ledger_event ADD CONSTRAINT ledger_event_once UNIQUE (topic, subject, seq)",
        first=first,
        second=second,
    )


CONTENT = ", ".join(column for column in EVENT if column != "id")


def test_two_events_of_one_case_swapped() -> None:
    record = two_sealed_days()
    swap(record[2].pk, record[3].pk, CONTENT)
    assert verify().first_event == record[2].pk


def test_ids_of_two_cases_swapped() -> None:
    """Both chains stay whole: only the seal knows which number an event had."""
    record = two_sealed_days()
    swap(record[1].pk, record[5].pk, CONTENT)
    assert verify().first_event == record[1].pk


def test_what_two_events_say_swapped() -> None:
    record = two_sealed_days()
    swap(record[1].pk, record[5].pk, "actor, body, name, at, digest")
    assert verify().first_event in {record[1].pk, record[5].pk}


def test_a_case_rewritten_with_digests_that_fit() -> None:
    """Somebody who knows the arithmetic makes the chain fit again; the seal does not."""
    record = two_sealed_days()
    from banli.ledger.rules.chain import digest
    from banli.ledger.selectors.proving import entry_of

    last = record[5]
    last.actor = "user:1"
    made = digest(bytes(record[4].digest), entry_of(last))
    tamper(
        "UPDATE ledger_event SET actor = 'user:1', digest = %(made)s WHERE id = %(id)s", made=made, id=last.pk
    )
    assert verify().first_event == last.pk


def test_a_field_that_runs_into_the_next_though_the_digest_fits() -> None:
    record = small_record()
    tamper("UPDATE ledger_event SET actor = actor || E'\\x1f' || '{', body = substr(body, 2) WHERE seq = 2")
    assert verify().first_event == record[1].pk


@pytest.mark.parametrize("moment", ["infinity", "-infinity", "4000-01-01 BC", "200000-01-01"])
def test_a_moment_that_is_none(moment: str) -> None:
    record = small_record()
    tamper("UPDATE ledger_event SET at = %(at)s WHERE id = %(id)s", at=moment, id=record[4].pk)
    assert verify().first_event == record[4].pk


def test_a_day_sealed_again_with_another_key(settings: Any, tmp_path: Path) -> None:
    record = two_sealed_days()
    ours = settings.DATA_FOLDER
    settings.DATA_FOLDER = tmp_path
    second = Seal.objects.get(number=2)
    second.key = keys.fingerprint()
    text = facts_of(second, "sha256").text()
    tamper(
        "UPDATE ledger_seal SET key = %(key)s, signature = %(signature)s WHERE number = 2",
        key=second.key,
        signature=keys.sign(text),
    )
    settings.DATA_FOLDER = ours
    found = verify()
    assert found.first_event == record[6].pk
    assert "签名" in found.first_fault


def test_a_seal_from_the_middle_removed() -> None:
    record = two_sealed_days()
    tamper("DELETE FROM ledger_seal WHERE number = 1")
    found = verify()
    assert found.first_event == 1
    assert found.first_event <= record[0].pk


def test_the_last_seal_removed() -> None:
    record = two_sealed_days()
    tamper("DELETE FROM ledger_seal WHERE number = 2")
    assert verify().first_event == record[6].pk


@pytest.fixture
def noted(settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> list[Event]:
    """Two sealed days, and the notes of their seals beside the key."""
    settings.DATA_FOLDER = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        return two_sealed_days()


def test_the_last_seal_removed_with_its_blocks_is_known_beside_the_key(noted: list[Event]) -> None:
    assert verify().ok
    tamper("DELETE FROM ledger_seal WHERE number = 2", "DELETE FROM ledger_block WHERE seal = 2")
    found = verify()
    assert found.first_event == noted[6].pk
    assert "2号封存" in found.first_fault


def test_a_day_cannot_be_sealed_again_by_our_own_key(noted: list[Event]) -> None:
    tamper(
        "DELETE FROM ledger_event WHERE id = %(id)s",
        "DELETE FROM ledger_seal WHERE number = 2",
        "DELETE FROM ledger_block WHERE seal = 2",
        id=noted[7].pk,
    )
    with pytest.raises(Refused, match="2号封存"):
        seal(by=SYSTEM)
    assert verify().first_event == noted[6].pk


def test_a_day_sealed_again_by_our_own_key_elsewhere_is_known_beside_it(
    noted: list[Event], settings: Any, tmp_path: Path
) -> None:
    tamper(
        "DELETE FROM ledger_event WHERE id = %(id)s",
        "DELETE FROM ledger_seal WHERE number = 2",
        "DELETE FROM ledger_block WHERE seal = 2",
        id=noted[7].pk,
    )
    notes = tmp_path / "keys" / keys.NOTES_FILE
    kept = notes.read_text()
    notes.unlink()
    assert seal(by=SYSTEM) is not None
    notes.write_text(kept)
    found = verify()
    assert found.first_event == noted[6].pk
    assert "当时签署" in found.first_fault


def test_the_digest_of_the_record_exchanged() -> None:
    record = two_sealed_days()
    Founding.objects.create(digest="sha256")
    assert verify().ok
    tamper("UPDATE ledger_founding SET digest = 'sm3'")
    assert verify().first_event in {1, record[0].pk}


def test_a_guard_switched_off() -> None:
    two_sealed_days()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_seal DISABLE TRIGGER ledger_seal_immutable")
    found = verify()
    assert (found.ok, found.first_event) == (False, 0)


def test_a_lost_row_of_the_outbox_does_not_matter() -> None:
    two_sealed_days()
    drain([lambda news: None], limit=3)
    tamper("DELETE FROM ledger_outbox")
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_many_connections_find_the_same_first_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record in many parts, each checked by whoever is free: the smallest broken id is named all the same."""
    monkeypatch.setattr("banli.ledger.selectors.verification.PARALLEL_FROM", 1)
    record = two_sealed_days()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('ledger_event', 'id'), %s)", [1 << 20])
    far = [append(topic="case", subject=str(number), name="submitted", by=SYSTEM) for number in range(20, 40)]
    seal(by=SYSTEM)
    append(topic="case", subject="20", name="accepted", by=SYSTEM)
    whole = verify(parallel=True)
    assert (whole.ok, whole.events, whole.sealed_events, whole.seals) == (True, 29, 28, 3)
    assert whole == verify()
    with transaction.atomic():
        tamper("UPDATE ledger_event SET actor = 'x' WHERE id IN (%(one)s, %(two)s)", one=far[3], two=far[9])
    seen: list[tuple[int, int]] = []
    assert verify(lambda done, of: seen.append((done, of)), parallel=True).first_event == far[3]
    assert seen == sorted(seen)
    with transaction.atomic():
        tamper("DELETE FROM ledger_event WHERE id = %(id)s", id=record[7].pk)
    assert verify(parallel=True).first_event == record[7].pk
