"""What a seal says and signs, and the marks that let a verification name the first event that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from banli.ledger.rules.chain import HASHES
from banli.ledger.rules.trees import BLOCK_BITS, SIZE

MARK = 2
"""Bytes kept of each event's leaf."""
RANGE_BLOCKS = 32
"""Blocks that are read by one statement."""


@dataclass(frozen=True, slots=True)
class SealFacts:
    """Everything a seal's signature covers."""

    algorithm: str
    number: int
    day: date
    first_event: int
    last_event: int
    events: int
    root: bytes
    previous: bytes
    """The digest of the text of the seal before it; the genesis value for the first."""
    sealed_at: datetime
    key: str

    def text(self) -> bytes:
        """The signed text, readable line by line."""
        lines = (
            "banli-seal 2",
            f"digest {self.algorithm}",
            f"number {self.number}",
            f"day {self.day.isoformat()}",
            f"first {self.first_event}",
            f"last {self.last_event}",
            f"events {self.events}",
            f"root {self.root.hex()}",
            f"previous {self.previous.hex()}",
            f"sealed {self.sealed_at.astimezone(UTC).isoformat(timespec='microseconds')}",
            f"key {self.key}",
        )
        return "\n".join(lines).encode() + b"\n"

    def digest(self) -> bytes:
        """What the next seal stands on."""
        made: bytes = HASHES[self.algorithm](self.text()).digest()
        return made


def ranges(first: int, last: int) -> Iterator[tuple[int, int]]:
    """``first``..``last`` in parts of at most RANGE_BLOCKS blocks that end where a block ends."""
    while first <= last:
        end = (((first >> BLOCK_BITS) + RANGE_BLOCKS) << BLOCK_BITS) - 1
        yield first, min(end, last)
        first = end + 1


def bounds(block: int, first: int, last: int) -> tuple[int, int]:
    """The ids of ``block`` that lie in ``first``..``last``."""
    return max(first, block << BLOCK_BITS), min(last, ((block + 1) << BLOCK_BITS) - 1)


def marks(low: int, high: int, ids: Callable[[], Sequence[int]], leaves: bytes) -> bytes:
    """The first two bytes of each event's leaf, one place for each id from ``low`` to ``high``; zeros for none.

    :param ids: gives the ids of the leaves; only asked where one of the range is missing.
    """
    made = bytearray((high - low + 1) * MARK)
    if len(leaves) == (high - low + 1) * SIZE:
        made[0::MARK], made[1::MARK] = leaves[0::SIZE], leaves[1::SIZE]
    elif leaves:
        for place, event in enumerate(ids()):
            at = (event - low) * MARK
            made[at : at + MARK] = leaves[place * SIZE : place * SIZE + MARK]
    return bytes(made)


def first_difference(low: int, kept: bytes, found: bytes) -> tuple[int, bool, bool] | None:
    """The first id whose marks differ, whether there was an event, and whether there is; None where all agree."""
    for at in range(0, max(len(kept), len(found)), MARK):
        was, is_ = kept[at : at + MARK], found[at : at + MARK]
        if was != is_:
            return low + at // MARK, any(was), any(is_)
    return None
