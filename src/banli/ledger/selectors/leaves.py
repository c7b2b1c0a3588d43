"""Events by blocks, straight from the database: leaves for the Merkle trees, and whether each event fits its chain.

With SHA-256 the database does all digests itself, set by set: one core makes more than 200,000 events a second. It has
no SM3; then it hands over the canonical form and Python digests.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import groupby

from django.db import connection

from banli.ledger.rules import trees
from banli.ledger.rules.chain import HASHES, SHA256
from banli.ledger.rules.trees import BLOCK, BLOCK_BITS

MICROSECONDS = "(extract(epoch FROM {0}) * 1000000)::bigint"
CANONICAL = (
    r"convert_to(topic || E'\x1f' || subject || E'\x1f' || seq || E'\x1f' || name || E'\x1f' || scope || E'\x1f'"
    r" || facet || E'\x1f' || " + MICROSECONDS.format("at") + r" || E'\x1f' || "
    rf"{MICROSECONDS.format('recorded_at')} || E'\x1f' || actor || E'\x1f' || body, 'UTF8')"
)
"""The canonical form of banli.ledger.rules.chain, as SQL says it."""
MOMENTS = "BETWEEN '0001-01-01 00:00+00' AND '9999-12-31 00:00+00'"
WRONG = (
    r"(strpos(topic || subject || name || scope || facet || actor, E'\x1f') > 0"
    " OR day IS DISTINCT FROM (at AT TIME ZONE 'Asia/Shanghai')::date"
    f" OR at NOT {MOMENTS} OR recorded_at NOT {MOMENTS})"
)
"""What no digest shows: a field that runs into the next, a day that is not the moment's, a moment without digits."""
READ = """
  SELECT id, topic, subject, seq, name, scope, facet, at, day, recorded_at, actor, body, digest,
    lag(digest) OVER chain AS digest_before, lag(seq) OVER chain AS seq_before, lag(id) OVER chain AS id_before
  FROM ledger_event WHERE id BETWEEN %s AND %s
  WINDOW chain AS (PARTITION BY subject, topic ORDER BY seq)
"""
"""Events, each with the one before it where that lies in the same range. By subject first: topics are few and alike."""
PREVIOUS = r"""
  CASE WHEN seq = 1 THEN decode(repeat('00', 32), 'hex')
    WHEN seq_before = seq - 1 AND id_before < id THEN digest_before
    ELSE (SELECT p.digest FROM ledger_event p WHERE p.topic = read.topic AND p.subject = read.subject
      AND p.seq = read.seq - 1 AND p.id < read.id LIMIT 1) END
"""
FIRST_UNCHAINED = f"""
WITH read AS ({READ}) SELECT min(id) FROM read
WHERE CASE WHEN {WRONG} THEN true ELSE sha256({PREVIOUS} || {CANONICAL}) IS DISTINCT FROM digest END
"""
HANDED_OVER = f"""
WITH read AS ({READ})
SELECT id, digest, CASE WHEN NOT {WRONG} THEN {PREVIOUS} || {CANONICAL} END FROM read ORDER BY id
"""
BLOCKS = rf"""
SELECT id >> {BLOCK_BITS}, string_agg(int2send((id & {BLOCK - 1})::int2), ''::bytea ORDER BY id),
  string_agg(sha256('\x00'::bytea || int8send(id) || digest), ''::bytea ORDER BY id)
FROM ledger_event WHERE id BETWEEN %s AND %s GROUP BY 1 ORDER BY 1
"""
DIGESTS = "SELECT id, digest FROM ledger_event WHERE id BETWEEN %s AND %s ORDER BY id"


@dataclass(frozen=True, slots=True)
class BlockRead:
    """The events of one block: their places in it (two bytes each) and their leaves, one after another."""

    number: int
    places: bytes
    leaves: bytes

    @property
    def events(self) -> int:
        """How many there are."""
        return len(self.leaves) // trees.SIZE

    def ids(self) -> list[int]:
        """Their ids in order."""
        base = self.number << BLOCK_BITS
        return [base + place for (place,) in struct.iter_unpack(">h", self.places)]


def read_blocks(first: int, last: int, algorithm: str) -> list[BlockRead]:
    """The events with ids ``first``..``last``, by block."""
    with connection.cursor() as cursor:
        cursor.execute(BLOCKS if algorithm == SHA256 else DIGESTS, [first, last])
        rows = cursor.fetchall()
    if algorithm == SHA256:
        return [BlockRead(number, bytes(places), bytes(leaves)) for number, places, leaves in rows]
    return [
        BlockRead(
            number,
            b"".join(struct.pack(">h", event & (BLOCK - 1)) for event, _known in part),
            b"".join(trees.leaf(event, bytes(known), algorithm) for event, known in part),
        )
        for number, part in (
            (number, list(part)) for number, part in groupby(rows, key=lambda row: row[0] >> BLOCK_BITS)
        )
    ]


def first_unchained(first: int, last: int, algorithm: str) -> int | None:
    """The first event with an id in ``first``..``last`` whose digest is not that of its columns and predecessor."""
    with connection.cursor() as cursor:
        if algorithm == SHA256:
            cursor.execute(FIRST_UNCHAINED, [first, last])
            found: int | None = cursor.fetchone()[0]
            return found
        cursor.execute(HANDED_OVER, [first, last])
        made = HASHES[algorithm]
        for event, known, text in cursor.fetchall():
            if text is None or made(text).digest() != bytes(known):
                return int(event)
    return None
