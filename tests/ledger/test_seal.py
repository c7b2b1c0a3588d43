"""Seals make a removed case, a removed tail or a changed byte show, which a chain alone cannot."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.actors import SYSTEM, VISITOR
from banli.kernel.errors import Denied, Refused
from banli.ledger.models import Event
from banli.ledger.rules import GENESIS, Tree, node
from banli.ledger.service import append, seal, verify


@pytest.fixture
def record(db: None) -> list[Event]:
    for subject in ("1", "2", "3"):
        for name, scope in (("submitted", "transport"), ("accepted", "commerce")):
            append(topic="case", subject=subject, name=name, by=SYSTEM, scope=scope, facet="01")
    return list(Event.objects.order_by("id"))


def tamper(statement: str, *params: object) -> None:
    """What somebody with the database's own keys could do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER ledger_event_immutable")
        cursor.execute(statement, params)
        cursor.execute("ALTER TABLE ledger_event ENABLE TRIGGER ledger_event_immutable")


def test_a_seal_covers_what_was_recorded_since_the_last(record: list[Event]) -> None:
    first = seal(by=SYSTEM)
    assert first is not None
    assert (first.number, first.events) == (1, 6)
    assert set(first.departments) == {"transport", "commerce"}
    assert seal(by=SYSTEM) is None
    append(topic="case", subject="1", name="granted", by=SYSTEM, scope="transport", facet="01")
    second = seal(by=SYSTEM)
    assert second is not None
    assert second.first_event == first.last_event + 1
    found = verify()
    assert (found.ok, found.events, found.seals, found.sealed_events) == (True, 7, 2, 7)


def test_a_visitor_cannot_seal(db: None) -> None:
    with pytest.raises(Denied):
        seal(by=VISITOR)


COLUMNS = (
    "name = name || 'x'",
    "actor = 'user:9'",
    "body = '{}'",
    "scope = 'x'",
    "facet = '20'",
    "day = day + 1",
    "at = at + interval '1 microsecond'",
    "recorded_at = recorded_at - interval '1 s'",
    "seq = seq + 7",
    "topic = 'hall'",
    "subject = subject || '0'",
    r"digest = '\x00'::bytea",
)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_is_found(record: list[Event], column: str) -> None:
    tamper(f"UPDATE ledger_event SET {column} WHERE id = %s", record[3].pk)
    found = verify()
    assert not found.ok
    assert f"event {record[3].pk}" in found.first_fault


def test_a_removed_tail_is_found_by_the_seal(record: list[Event]) -> None:
    seal(by=SYSTEM)
    tamper("DELETE FROM ledger_event WHERE id = %s", record[5].pk)
    found = verify()
    assert not found.ok
    assert "seal 1" in found.first_fault


def test_a_removed_whole_case_is_found_by_the_seal(record: list[Event]) -> None:
    seal(by=SYSTEM)
    tamper("DELETE FROM ledger_event WHERE subject = '2'")
    assert "seal 1" in verify().first_fault


def test_two_events_that_changed_places_are_found(record: list[Event]) -> None:
    seal(by=SYSTEM)
    first, last = record[0].pk, record[5].pk
    tamper("ALTER TABLE ledger_event ALTER COLUMN id DROP IDENTITY")
    tamper("UPDATE ledger_event SET id = -1 WHERE id = %s", first)
    tamper("UPDATE ledger_event SET id = %s WHERE id = %s", first, last)
    tamper("UPDATE ledger_event SET id = %s WHERE id = -1", last)
    assert not verify().ok


def test_a_seal_by_another_key_is_found(record: list[Event], settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    seal(by=SYSTEM)
    settings.DATA_FOLDER = tmp_path / "other"
    assert "signature" in verify().first_fault


def test_a_lost_key_is_not_replaced_in_silence(record: list[Event], settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    seal(by=SYSTEM)
    append(topic="case", subject="9", name="submitted", by=SYSTEM)
    settings.DATA_FOLDER = tmp_path / "without-keys"
    with pytest.raises(Refused, match="密钥"):
        seal(by=SYSTEM)


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 by its own definition."""
    if not leaves:
        return GENESIS
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node(naive_root(leaves[:split]), naive_root(leaves[split:]))


@given(st.integers(0, 300))
def test_the_streamed_tree_is_the_tree_of_rfc_6962(size: int) -> None:
    leaves = [hashlib.sha256(str(index).encode()).digest() for index in range(size)]
    tree = Tree()
    for value in leaves:
        tree.add(value)
    assert tree.root() == naive_root(leaves)
    assert len(tree.peaks) <= 10
