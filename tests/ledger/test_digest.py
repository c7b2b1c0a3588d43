"""The digest of a record: SHA-256 or SM3 for life, and the same in Python and in the database."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.ledger.records import small_record, tamper

from banli.kernel.actors import SYSTEM
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Refused
from banli.ledger.models import Event, Founding
from banli.ledger.rules.chain import GENESIS, Entry, canonical, digest
from banli.ledger.selectors.leaves import CANONICAL, WRONG, first_unchained, read_blocks
from banli.ledger.selectors.proving import entry_of
from banli.ledger.service import append, forget_algorithm, found, seal, verify

SURROGATES: tuple[Literal["Cs"]] = ("Cs",)
TEXTS = st.text(st.characters(exclude_characters="\x00\x1f", exclude_categories=SURROGATES), max_size=20)
MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001
ENTRIES = st.builds(
    Entry,
    topic=TEXTS,
    subject=TEXTS,
    seq=st.integers(1, 2**31 - 1),
    name=TEXTS,
    scope=TEXTS,
    facet=TEXTS,
    at=MOMENTS,
    recorded_at=MOMENTS,
    actor=TEXTS,
    body=st.text(st.characters(exclude_characters="\x00", exclude_categories=SURROGATES), max_size=50),
)
ONE_ROW = """
SELECT {0} FROM (SELECT %s::text AS topic, %s::text AS subject, %s::integer AS seq, %s::text AS name, %s::text AS scope,
  %s::text AS facet, %s::timestamptz AS at, %s::timestamptz AS recorded_at, %s::text AS actor, %s::text AS body,
  %s::date AS day) AS one
"""
FIRST, LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, 23, 59, 59, 999999, tzinfo=UTC)


def by_database(expression: str, entry: Entry) -> Any:
    day = entry.at.astimezone(SHANGHAI).date()
    with connection.cursor() as cursor:
        cursor.execute(
            ONE_ROW.format(expression),
            [getattr(entry, name) for name in Entry.__slots__] + [day],
        )
        return cursor.fetchone()[0]


class TestTheSameInBoth(TestCase):
    @given(ENTRIES)
    @example(Entry("", "", 1, "", "", "", FIRST, LAST, "", ""))
    @example(Entry("办", "件", 1, "\\", "'", "%", FIRST, FIRST, "\n", "\x1f{}"))
    def test_the_canonical_form(self, entry: Entry) -> None:
        assert bytes(by_database(CANONICAL, entry)) == canonical(entry)
        assert by_database(WRONG, entry) is False

    @given(ENTRIES, st.binary(min_size=32, max_size=32))
    def test_the_digest(self, entry: Entry, previous: bytes) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sha256(%s || %s)", [previous, by_database(CANONICAL, entry)])
            assert bytes(cursor.fetchone()[0]) == digest(previous, entry)

    @given(ENTRIES, st.sampled_from(["topic", "subject", "name", "scope", "facet", "actor"]))
    def test_a_field_with_the_separator_is_wrong_in_both(self, entry: Entry, name: str) -> None:
        values = {field: getattr(entry, field) for field in Entry.__slots__}
        broken = Entry(**{**values, name: values[name] + "\x1f"})
        assert by_database(WRONG, broken) is True
        with pytest.raises(ValueError, match="separator"):
            canonical(broken)


@pytest.mark.django_db
@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_both_roads_read_the_same_blocks(settings: Any, algorithm: str) -> None:
    """What the database digests itself and what Python digests follow one definition."""
    settings.DIGEST = algorithm
    forget_algorithm()
    found(by=SYSTEM)
    record = small_record()
    first, last = record[0], record[-1]
    leaves = b"".join(block.leaves for block in read_blocks(first.pk, last.pk, algorithm))
    ids = [event for block in read_blocks(first.pk, last.pk, algorithm) for event in block.ids()]
    made = hashlib.new(algorithm, GENESIS + canonical(entry_of(first))).digest()
    text = b"\x00" + first.pk.to_bytes(8, "big") + made
    assert leaves[:32] == hashlib.new(algorithm, text).digest()
    assert ids == [event.pk for event in record]
    assert first_unchained(first.pk, last.pk, algorithm) is None


@pytest.mark.django_db
def test_a_record_with_sm3_is_whole_and_its_tampering_is_found(settings: Any) -> None:
    settings.DIGEST = "sm3"
    forget_algorithm()
    assert found(by=SYSTEM) == "sm3"
    record = small_record()
    seal(by=SYSTEM)
    assert bytes(record[0].digest) == hashlib.new("sm3", GENESIS + canonical(entry_of(record[0]))).digest()
    assert verify().ok
    tamper("UPDATE ledger_event SET facet = '02' WHERE id = %(id)s", id=record[4].pk)
    assert verify().first_event == record[4].pk


@pytest.mark.django_db
def test_a_record_keeps_its_digest_for_life(settings: Any) -> None:
    assert found(by=SYSTEM) == "sha256"
    assert found(by=SYSTEM) == "sha256"
    assert Founding.objects.count() == 1
    settings.DIGEST = "sm3"
    forget_algorithm()
    with pytest.raises(Refused, match="BANLI_DIGEST=sha256"):
        found(by=SYSTEM)
    with pytest.raises(Refused, match="BANLI_DIGEST=sha256"):
        append(topic="case", subject="1", name="submitted", by=SYSTEM)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_record_from_before_the_choice_is_sha256(settings: Any) -> None:
    small_record()
    settings.DIGEST = "sm3"
    forget_algorithm()
    with pytest.raises(Refused, match="sha256"):
        found(by=SYSTEM)
    assert verify().ok
