"""The signed list of what became of certificates: two bits each, as a Token Status List of the IETF. Pure.

The payload is that of a status list token as CWT (draft-ietf-oauth-status-list): subject, issued at, expires, and the
compressed list. Which certificates have marks is asked by the caller.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

import cbor2

from banli.licences.states import Status

TYPE = "application/statuslist+cwt"
SUBJECT, EXPIRES, ISSUED_AT = 2, 4, 6
STATUS_LIST, TIME_TO_LIVE = 65533, 65534
EXTENDED = -70001
"""Our own claim: places of certificates that hold beyond the last day of their term (行政许可法 50)."""
BITS, PER_BYTE = 2, 4
LIFETIME = timedelta(hours=72)
"""After so long a list says nothing any more: the house's term for a device that has not met the server."""
REFRESH = timedelta(hours=1)
"""A list is made anew when it is asked for and older than this, and at once when a standing changed."""
LARGEST = 4_000_000
"""Bytes a list may unpack to: sixteen million certificates."""


class Mark(IntEnum):
    """The two bits: 0 to 2 as the draft has them, 3 is the application's."""

    VALID = 0
    REVOKED = 1
    """Also withdrawn and cancelled: it does not hold any more."""
    SUSPENDED = 2
    REPLACED = 3


MARKS: dict[Status, Mark] = {
    Status.SUSPENDED: Mark.SUSPENDED,
    Status.REVOKED: Mark.REVOKED,
    Status.WITHDRAWN: Mark.REVOKED,
    Status.CANCELLED: Mark.REVOKED,
    Status.REPLACED: Mark.REPLACED,
}


@dataclass(frozen=True)
class StatusList:
    """A list as it is read: the marks by place, when it was made, until when it says anything."""

    packed: bytes
    issued_at: datetime
    expires_at: datetime
    extended: frozenset[int]

    def mark(self, index: int) -> Mark | None:
        """The mark at ``index``; None beyond the end: the certificate is younger than the list."""
        at, place = divmod(index, PER_BYTE)
        if index < 0 or at >= len(self.packed):
            return None
        return Mark(self.packed[at] >> (BITS * place) & 3)


def packed(count: int, marks: Mapping[int, Mark]) -> bytes:
    """``count`` marks of two bits, the first in the lowest bits of the first byte; VALID where none is given."""
    made = bytearray(-(-count // PER_BYTE))
    for index, mark in marks.items():
        made[index // PER_BYTE] |= mark << (BITS * (index % PER_BYTE))
    return bytes(made)


def payload_of(
    count: int, marks: Mapping[int, Mark], extended: Iterable[int], subject: str, at: datetime
) -> bytes:
    """The claims of the list: what is signed."""
    issued = int(at.timestamp())
    claims = {
        SUBJECT: subject,
        EXPIRES: issued + int(LIFETIME.total_seconds()),
        ISSUED_AT: issued,
        STATUS_LIST: {"bits": BITS, "lst": zlib.compress(packed(count, marks), 9)},
        TIME_TO_LIVE: int(REFRESH.total_seconds()),
    }
    if held := sorted(extended):
        claims[EXTENDED] = held
    return cbor2.dumps(claims, canonical=True)


def read(payload: bytes) -> StatusList:
    """The list in a payload whose signature was verified. Raises ValueError where it is none."""
    try:
        claims = cbor2.loads(payload)
        told = claims[STATUS_LIST]
        if told["bits"] != BITS:
            raise ValueError("not a list of two bits each")
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(told["lst"], LARGEST)
        if not unpacker.eof or unpacker.unused_data:
            raise ValueError("the list is cut short or too long")
        return StatusList(
            content,
            datetime.fromtimestamp(claims[ISSUED_AT], UTC),
            datetime.fromtimestamp(claims[EXPIRES], UTC),
            frozenset(claims.get(EXTENDED, ())),
        )
    except (LookupError, TypeError, OverflowError, OSError, zlib.error, ValueError, cbor2.CBORError) as error:
        raise ValueError(f"not a status list: {error}") from None
