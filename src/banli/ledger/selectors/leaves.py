"""Events by blocks, straight from the database: leaves for the Merkle trees, and whether each event fits its chain.

With SHA-256 the database does all digests itself, set by set: one core makes more than 200,000 events a second. It has
no SM3; then it hands over the canonical form and Python digests.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from banli.ledger.rules import trees
from banli.ledger.rules.chain import HASHES, SHA256
from banli.ledger.rules.trees import BLOCK, BLOCK_BITS

MICROSECONDS = (
    "CASE WHEN {0} BETWEEN '0001-01-01 00:00+00' AND '9999-12-31 00:00+00'"
    " THEN (extract(epoch FROM {0}) * 1000000)::bigint ELSE 0 END"
)
CANONICAL = (
    r"convert_to(topic || E'\x1f' || subject || E'\x1f' || seq || E'\x1f' || name || E'\x1f' || scope || E'\x1f'"
    r" || facet || E'\x1f' || " + MICROSECONDS.format("at") + r" || E'\x1f' || "
    rf"{MICROSECONDS.format('recorded_at')} || E'\x1f' || actor || E'\x1f' || body, 'UTF8')"
)
"""The canonical form of banli.ledger.rules.chain, as SQL says it."""
WRONG = (
    r"(strpos(topic || subject || name || scope || facet || actor, E'\x1f') > 0"
    " OR day IS DISTINCT FROM (at AT TIME ZONE 'Asia/Shanghai')::date"
    " OR at NOT BETWEEN '0001-01-01 00:00+00' AND '9999-12-31 00:00+00'"
    " OR recorded_at NOT BETWEEN '0001-01-01 00:00+00' AND '9999-12-31 00:00+00')"
)
"""What no digest shows: a field that runs into the next, a day that is not the moment's, a moment without digits."""
READ = """
  SELECT id, topic, subject, seq, name, scope, facet, at, day, recorded_at, actor, body, digest,
    lag(digest) OVER chain AS digest_before, lag(seq) OVER chain AS seq_before, lag(id) OVER chain AS id_before
  FROM ledger_event WHERE id BETWEEN %s AND %s
  WINDOW chain AS (PARTITION BY topic, subject ORDER BY seq)
"""
PREVIOUS = r"""
  CASE WHEN seq = 1 THEN decode(repeat('00', 32), 'hex')
    WHEN seq_before = seq - 1 AND id_before < id THEN digest_before
    ELSE (SELECT p.digest FROM ledger_event p WHERE p.topic = read.topic AND p.subject = read.subject
      AND p.seq = read.seq - 1 AND p.id < read.id LIMIT 1) END
"""
IDS = f"string_agg(int2send((id & {BLOCK - 1})::int2), ''::bytea ORDER BY id)"
LEAVES = r"string_agg(sha256('\x00'::bytea || int8send(id) || digest), ''::bytea ORDER BY id)"
CHAINED = f"""
WITH read AS ({READ}), checked AS (
  SELECT id, digest, {WRONG} OR sha256({PREVIOUS} || {CANONICAL}) IS DISTINCT FROM digest AS bad FROM read)
SELECT id >> {BLOCK_BITS}, {IDS}, {LEAVES}, min(id) FILTER (WHERE bad) FROM checked GROUP BY 1 ORDER BY 1
"""
PLAIN = f"""
SELECT id >> {BLOCK_BITS}, {IDS}, {LEAVES}, NULL::bigint FROM ledger_event WHERE id BETWEEN %s AND %s GROUP BY 1 ORDER BY 1
"""
HANDED_OVER = f"""
WITH read AS ({READ}) SELECT id, digest, {WRONG}, {PREVIOUS} || {CANONICAL} FROM read ORDER BY id
"""
HANDED_OVER_PLAIN = (
    "SELECT id, digest, false, NULL::bytea FROM ledger_event WHERE id BETWEEN %s AND %s ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class BlockRead:
    """The events of one block: their ids, their leaves one after another, the first that does not fit its chain."""

    number: int
    ids: Sequence[int]
    leaves: bytes
    bad: int | None


def read_blocks(first: int, last: int, algorithm: str, *, chained: bool) -> list[BlockRead]:
    """The events with ids ``first``..``last`` by block; with ``chained`` every digest is recomputed."""
    with connection.cursor() as cursor:
        if algorithm == SHA256:
            cursor.execute(CHAINED if chained else PLAIN, [first, last])
            return [_of_database(*row) for row in cursor.fetchall()]
        cursor.execute(HANDED_OVER if chained else HANDED_OVER_PLAIN, [first, last])
        return list(_of_python(cursor.fetchall(), algorithm, chained=chained))


def _of_database(number: int, ids: Any, leaves: Any, bad: int | None) -> BlockRead:
    places = struct.unpack(f">{len(ids) // 2}h", ids)
    base = number << BLOCK_BITS
    return BlockRead(number, [base + place for place in places], bytes(leaves), bad)


def _of_python(rows: list[tuple[Any, ...]], algorithm: str, *, chained: bool) -> Iterator[BlockRead]:
    made, start = HASHES[algorithm], 0
    while start < len(rows):
        number = rows[start][0] >> BLOCK_BITS
        ids: list[int] = []
        leaves, bad = bytearray(), None
        while start < len(rows) and rows[start][0] >> BLOCK_BITS == number:
            event, known, wrong, text = rows[start]
            fits = not chained or (
                not wrong and text is not None and made(text).digest() == bytes(known)
            )
            bad = event if bad is None and not fits else bad
            ids.append(event)
            leaves += trees.leaf(event, bytes(known), algorithm)
            start += 1
        yield BlockRead(number, ids, bytes(leaves), bad)
