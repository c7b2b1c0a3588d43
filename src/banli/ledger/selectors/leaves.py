"""Events by blocks, straight from the database: leaves for the Merkle trees, and whether each event fits its chain.

With SHA-256 the database does all digests itself, set by set: one core makes more than 200,000 events a second. It has
no SM3; then it hands over the canonical form and Python digests.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import groupby

from django.db import connection

from banli.kernel.statements import filled, statements
from banli.ledger.rules import trees
from banli.ledger.rules.chain import HASHES, SHA256
from banli.ledger.rules.trees import BLOCK, BLOCK_BITS

SQL = statements("ledger", "leaves")
PLACES = {"bits": str(BLOCK_BITS), "mask": str(BLOCK - 1)}
CANONICAL, WRONG = SQL["canonical"], SQL["wrong"]
CHAIN = {
    "read": SQL["read"],
    "wrong": WRONG,
    "previous": SQL["previous"],
    "canonical": CANONICAL,
}
FIRST_UNCHAINED = filled(SQL["first_unchained"], **CHAIN)
HANDED_OVER = filled(SQL["handed_over"], **CHAIN)
BLOCKS = filled(SQL["blocks"], **PLACES)
DIGESTS = SQL["digests"]


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
        cursor.execute(BLOCKS if algorithm == SHA256 else DIGESTS, {"first": first, "last": last})
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
            cursor.execute(FIRST_UNCHAINED, {"first": first, "last": last})
            found: int | None = cursor.fetchone()[0]
            return found
        cursor.execute(HANDED_OVER, {"first": first, "last": last})
        made = HASHES[algorithm]
        for event, known, text in cursor.fetchall():
            if text is None or made(text).digest() != bytes(known):
                return int(event)
    return None
