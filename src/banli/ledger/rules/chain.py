"""The canonical form of an event and its chain of digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SEPARATOR = b"\x1f"
GENESIS = b"\x00" * 32
"""What stands before the first event of a subject and before the first seal."""
SHA256 = "sha256"
SM3 = "sm3"
HASHES: Mapping[str, Callable[[bytes], Any]] = {SHA256: hashlib.sha256, SM3: partial(hashlib.new, SM3)}
"""The digests a record can be made with; both are 32 bytes long (FIPS 180-4, GB/T 32905-2016)."""


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


def digest(previous: bytes, entry: Entry, algorithm: str = SHA256) -> bytes:
    """The digest over the one before it and the canonical form: 32 bytes."""
    made: bytes = HASHES[algorithm](previous + canonical(entry)).digest()
    return made
