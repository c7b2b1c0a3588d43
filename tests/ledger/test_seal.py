"""Seals make a removed case, a removed tail or a changed byte show, which a chain alone cannot."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.ledger.records import small_record, two_sealed_days

from banli.kernel.actors import SYSTEM, VISITOR
from banli.kernel.errors import Denied, Missing, Refused
from banli.ledger.models import Block, Event, Seal
from banli.ledger.rules.chain import GENESIS, SHA256
from banli.ledger.rules.seals import first_difference, marks, ranges
from banli.ledger.rules.trees import BLOCK, path, root
from banli.ledger.service import append, seal, verify


def note(subject: str, **more: Any) -> int:
    return append(topic="case", subject=subject, name="submitted", by=SYSTEM, scope="transport", **more)


@pytest.mark.django_db
def test_a_seal_covers_what_was_recorded_since_the_last() -> None:
    small_record()
    first = seal(by=SYSTEM)
    assert first is not None
    assert (first.number, first.events, first.day) == (1, 6, date(2022, 10, 17))
    assert seal(by=SYSTEM) is None
    note("1")
    second = seal(by=SYSTEM)
    assert second is not None
    assert second.first_event == first.last_event + 1
    found = verify()
    assert (found.ok, found.events, found.seals, found.sealed_events) == (True, 7, 2, 7)


@pytest.mark.django_db
def test_a_visitor_cannot_seal() -> None:
    with pytest.raises(Denied):
        seal(by=VISITOR)


@pytest.mark.django_db
def test_days_that_were_missed_are_sealed_one_by_one_and_today_stays_open(clock: HeldClock) -> None:
    for subject in ("1", "2", "3"):
        note(subject)
        clock.move(days=1)
    note("4")
    seal(by=SYSTEM, before=clock.now.date())
    days = [(one.day.day, one.events) for one in Seal.objects.order_by("number")]
    assert days == [(17, 1), (18, 1), (19, 1)]
    found = verify()
    assert (found.ok, found.events, found.sealed_events) == (True, 4, 3)


@pytest.mark.django_db
def test_what_is_reported_late_lies_in_the_seal_of_the_day_it_was_recorded(clock: HeldClock) -> None:
    happened = clock.now
    note("1")
    seal(by=SYSTEM)
    clock.move(days=3)
    note("2", at=happened)
    made = seal(by=SYSTEM)
    assert made is not None
    assert (made.day.day, made.events) == (20, 1)
    assert Event.objects.get(subject="2").day.day == 17
    assert sum(one.events for one in Seal.objects.all()) == 2


@pytest.mark.django_db
def test_a_clock_that_goes_back_opens_no_day_again(clock: HeldClock) -> None:
    """Written at 00:00:00 by one and at 23:59:59 by another with a higher id: each event lies in one seal."""
    clock.set("2022-10-18T00:00:00")
    note("1")
    clock.set("2022-10-17T23:59:59")
    note("2")
    made = seal(by=SYSTEM)
    assert made is not None
    assert (made.day.day, made.events) == (18, 2)
    assert verify().ok


@pytest.mark.django_db
def test_one_day_can_be_verified_by_itself() -> None:
    two_sealed_days()
    first, second = verify(day=date(2022, 10, 17)), verify(day=date(2022, 10, 18))
    assert (first.ok, first.events, first.seals) == (True, 6, 1)
    assert (second.ok, second.events, second.seals) == (True, 2, 1)
    with pytest.raises(Missing):
        verify(day=date(2022, 10, 19))


@pytest.mark.django_db
def test_a_day_that_is_not_sealed_yet_can_be_verified(clock: HeldClock) -> None:
    note("1")
    seal(by=SYSTEM)
    clock.move(days=1)
    note("2")
    found = verify(day=clock.now.date())
    assert (found.ok, found.events, found.sealed_events) == (True, 1, 0)


@pytest.mark.django_db
def test_a_seal_over_several_blocks_holds_each_event_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection

    note("1")
    with connection.cursor() as cursor:
        # Two blocks on, at its beginning: the two that follow stand in one block whatever ran before.
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('ledger_event', 'id'), (max(id) / %s + 2) * %s) FROM ledger_event",
            [BLOCK, BLOCK],
        )
    note("1")
    note("2")
    made = seal(by=SYSTEM)
    assert made is not None
    assert [one.events for one in Block.objects.order_by("number")] == [1, 2]
    found = verify()
    assert (found.ok, found.sealed_events) == (True, 3)


@pytest.mark.django_db
def test_a_lost_key_is_not_replaced_in_silence(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    small_record()
    seal(by=SYSTEM)
    note("9")
    settings.DATA_FOLDER = tmp_path / "without-keys"
    with pytest.raises(Refused, match="密钥"):
        seal(by=SYSTEM)
    assert "签名" in verify().first_fault


def naive_node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def naive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 by its own definition."""
    if not leaves:
        return GENESIS
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return naive_node(naive_root(leaves[:split]), naive_root(leaves[split:]))


def some_leaves(size: int) -> list[bytes]:
    return [hashlib.sha256(str(index).encode()).digest() for index in range(size)]


@given(st.integers(0, 300))
def test_the_tree_is_the_tree_of_rfc_6962(size: int) -> None:
    leaves = some_leaves(size)
    assert root(leaves, SHA256) == naive_root(leaves)


@given(st.integers(1, 300), st.data())
def test_the_path_of_every_leaf_leads_to_the_root(size: int, data: st.DataObject) -> None:
    leaves = some_leaves(size)
    index = data.draw(st.integers(0, size - 1))
    value = leaves[index]
    for side, beside in path(leaves, index, SHA256):
        value = naive_node(beside, value) if side == "left" else naive_node(value, beside)
    assert value == root(leaves, SHA256)


@given(st.integers(1, 10**12), st.integers(0, 10**7))
def test_ranges_follow_one_another_without_a_gap(first: int, length: int) -> None:
    parts = list(ranges(first, first + length))
    assert parts[0][0] == first
    assert parts[-1][1] == first + length
    assert all(one[1] + 1 == two[0] for one, two in pairwise(parts))


@given(st.sets(st.integers(100, 140)), st.sets(st.integers(100, 140)))
def test_marks_tell_which_event_came_or_went(was: set[int], is_: set[int]) -> None:
    def marked(ids: set[int]) -> bytes:
        leaves = b"".join(hashlib.sha256(str(one).encode()).digest() for one in sorted(ids))
        return marks(100, 140, lambda: sorted(ids), leaves)

    found = first_difference(100, marked(was), marked(is_))
    differs = sorted(was ^ is_)
    assert found == ((differs[0], differs[0] in was, differs[0] in is_) if differs else None)
