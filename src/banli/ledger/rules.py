"""The arithmetic of the record: canonical form, digests, Merkle trees. Pure functions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SEPARATOR = b"\x1f"
GENESIS = b"\x00" * 32
"""What stands before the first event of a subject and before the first seal."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an event says, before it is chained."""

    topic: str
    subject: str
    seq: int
    name: str
    scope: str
    facet: str
    at: datetime
    recorded_at: datetime
    actor: str
    body: str


def compact(body: Mapping[str, Any] | None) -> str:
    """``body`` as JSON with sorted keys and no spaces; '' for an empty one."""
    if not body:
        return ""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970 UTC, exactly (a float would lose the last digits)."""
    return (moment - EPOCH) // MICROSECOND


def canonical(entry: Entry) -> bytes:
    """The bytes an event is digested from; the body is last, so that no field can run into another.

    :raises ValueError: where a field other than the body holds the separator.
    """
    head = "\x1f".join(
        (
            entry.topic,
            entry.subject,
            str(entry.seq),
            entry.name,
            entry.scope,
            entry.facet,
            str(microseconds(entry.at)),
            str(microseconds(entry.recorded_at)),
            entry.actor,
        )
    )
    if head.count("\x1f") != 8:
        raise ValueError("a field of an event holds the separator")
    return head.encode() + SEPARATOR + entry.body.encode()


def digest(previous: bytes, entry: Entry) -> bytes:
    """SHA-256 over the digest before it and the canonical form: 32 bytes."""
    return hashlib.sha256(previous + canonical(entry)).digest()


def leaf(event_id: int, event_digest: bytes) -> bytes:
    """A Merkle leaf; the id is in it, so that two events cannot change places."""
    return hashlib.sha256(b"\x00" + event_id.to_bytes(8, "big") + event_digest).digest()


def node(left: bytes, right: bytes) -> bytes:
    """An inner Merkle node (RFC 6962 prefixes keep leaves and nodes apart)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass
class Tree:
    """A Merkle tree fed leaf by leaf; keeps one hash a level, whatever the number of leaves."""

    count: int = 0
    peaks: list[tuple[int, bytes]] = field(default_factory=list)

    def add(self, value: bytes) -> None:
        """Append one leaf hash."""
        level = 0
        while self.peaks and self.peaks[-1][0] == level:
            value = node(self.peaks.pop()[1], value)
            level += 1
        self.peaks.append((level, value))
        self.count += 1

    def root(self) -> bytes:
        """The root of what was added so far; the genesis value for an empty tree."""
        if not self.peaks:
            return GENESIS
        value = self.peaks[-1][1]
        for _level, left in reversed(self.peaks[:-1]):
            value = node(left, value)
        return value


def root_of_departments(departments: Mapping[str, tuple[int, bytes]]) -> bytes:
    """The root over the departments' roots, in order of their codes."""
    tree = Tree()
    for scope in sorted(departments):
        count, root = departments[scope]
        tree.add(
            hashlib.sha256(b"\x00" + scope.encode() + b"\x1f" + str(count).encode() + b"\x1f" + root).digest()
        )
    return tree.root()


def seal_text(
    number: int, day: str, first: int, last: int, count: int, root: bytes, previous: bytes
) -> bytes:
    """What the seal's signature covers, readable line by line."""
    lines = ("banli-seal-1", str(number), day, str(first), str(last), str(count), root.hex(), previous.hex())
    return "\n".join(lines).encode() + b"\n"
