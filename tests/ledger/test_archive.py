"""Sealed days in a file verify by themselves, and a changed file does not."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.records import tamper, two_sealed_days

from banli.kernel import keys
from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Refused
from banli.ledger.service import append, archive, check_archive

LAST = date(2022, 10, 18)


@pytest.fixture
def lines(db: None) -> list[str]:
    two_sealed_days()
    append(topic="case", subject="9", name="submitted", by=SYSTEM)
    return list(archive(until=LAST))


def test_it_holds_the_sealed_events_and_verifies_without_the_database(lines: list[str]) -> None:
    found, key = check_archive(lines)
    assert (found.ok, found.events, found.seals) == (True, 8, 2)
    assert key == keys.fingerprint()


def test_some_days_alone_verify_too(lines: list[str]) -> None:
    found, _key = check_archive(archive(until=LAST, from_=LAST))
    assert (found.ok, found.events, found.seals) == (True, 2, 1)
    with pytest.raises(Refused, match="没有封存"):
        list(archive(until=date(2022, 10, 16)))


def test_every_byte_counts(lines: list[str]) -> None:
    for number, line in enumerate(lines):
        content = json.loads(line)
        for name, value in content.items():
            if name == "key":
                continue
            changed: Any = (
                value + 1 if isinstance(value, int) else ("1" if value[0] == "0" else "0") + value[1:]
            )
            broken = json.dumps({**content, name: changed})
            found, _key = check_archive([*lines[:number], broken, *lines[number + 1 :]])
            assert not found.ok, (number, name)


def test_a_line_left_out_or_moved_is_found(lines: list[str]) -> None:
    for number in range(len(lines)):
        assert not check_archive([*lines[:number], *lines[number + 1 :]])[0].ok, number
    for number in range(len(lines) - 1):
        swapped = [*lines[:number], lines[number + 1], lines[number], *lines[number + 2 :]]
        assert not check_archive(swapped)[0].ok, number


def test_another_key_is_another_key(lines: list[str], settings: Any, tmp_path: Any) -> None:
    settings.DATA_FOLDER = tmp_path
    head = json.loads(lines[0])
    assert not check_archive([json.dumps({**head, "key": keys.public_pem()}), *lines[1:]])[0].ok


def test_a_record_that_does_not_verify_is_not_archived(lines: list[str]) -> None:
    tamper("UPDATE ledger_event SET actor = 'user:9' WHERE id = (SELECT min(id) FROM ledger_event)")
    with pytest.raises(Refused, match="不能证实"):
        list(archive(until=LAST))


@given(st.lists(st.text(max_size=40) | st.just('{"event":1}') | st.just("[]"), max_size=4))
def test_whatever_is_no_archive_is_told_so(lines: list[str]) -> None:
    found, _key = check_archive(lines)
    assert not found.ok
    assert found.first_fault
