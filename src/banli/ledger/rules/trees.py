"""Merkle trees as RFC 6962 builds them, over the events of a block and over the blocks of a seal."""

from __future__ import annotations

from banli.ledger.rules.chain import GENESIS, HASHES

BLOCK = 4096
"""Ids of one block: block n holds the events n * BLOCK to (n + 1) * BLOCK - 1."""
BLOCK_BITS = 12
SIZE = 32
"""Bytes of a digest."""


def leaf(event_id: int, event_digest: bytes, algorithm: str) -> bytes:
    """The leaf of an event; the id is in it, so that two events cannot change places."""
    return _hash(b"\x00" + event_id.to_bytes(8, "big") + event_digest, algorithm)


def block_head(number: int) -> bytes:
    """What stands before a block's root when it becomes a leaf of the seal: nine bytes."""
    return b"\x02" + number.to_bytes(8, "big")


def block_leaf(number: int, block_root: bytes, algorithm: str) -> bytes:
    """The leaf of a block in the tree of its seal."""
    return _hash(block_head(number) + block_root, algorithm)


def root(leaves: list[bytes], algorithm: str) -> bytes:
    """The root over ``leaves`` in order; the genesis value for none."""
    level = leaves
    while len(level) > 1:
        level = _above(level, algorithm)
    return level[0] if level else GENESIS


def path(leaves: list[bytes], index: int, algorithm: str) -> list[tuple[str, bytes]]:
    """What to hash leaf ``index`` with, level by level, to reach the root: (``left`` or ``right``, digest)."""
    steps, level = [], leaves
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            steps.append(("left" if beside < index else "right", level[beside]))
        level, index = _above(level, algorithm), index // 2
    return steps


def _above(level: list[bytes], algorithm: str) -> list[bytes]:
    """The next level; prefixes keep leaves and nodes apart, a last node without a neighbour moves up as it is."""
    made, pairs = HASHES[algorithm], iter(level)
    above = [made(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)]
    if len(level) % 2:
        above.append(level[-1])
    return above


def split(leaves: bytes) -> list[bytes]:
    """Digests that stand one after another, each by itself."""
    return [leaves[start : start + SIZE] for start in range(0, len(leaves), SIZE)]


def _hash(text: bytes, algorithm: str) -> bytes:
    made: bytes = HASHES[algorithm](text).digest()
    return made
