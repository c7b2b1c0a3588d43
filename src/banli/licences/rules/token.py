"""What the QR code of a certificate says of it, so that it is verified without a network. Pure.

A token is a CBOR map with whole numbers for keys (:class:`Label`), signed as COSE_Sign1. It tells what was granted;
what became of it since is told by the signed list of standings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

import cbor2

VERSION = 1
EPOCH = date(1970, 1, 1)
STATION_BYTES = 3
"""Of the SHA-256 of a station's name: one chance in sixteen million that another name has the same."""
LONGEST_DIGITS = 2_000
"""Decimal digits beyond which nothing is read as a token."""


class Label(IntEnum):
    """The keys of a token's map."""

    VERSION = 0
    NUMBER = 1
    HOLDER = 2
    """Persons in part (``kernel.masking``)."""
    TITLE = 3
    FIRST = 4
    """Days since 1970-01-01, like ``LAST``, which is left out where the term has no end."""
    LAST = 5
    INDEX = 6
    """Its place in the list of standings."""
    VEHICLE = 7
    """[plate, trailer's plate, height, width, length in millimetres, mass in kilograms]."""
    WAY = 8
    """The stations on its way, each by three bytes of its digest; left out where the way could not be read."""


@dataclass(frozen=True)
class VehicleFacts:
    """What a toll station compares: plates, sizes in metres, mass in kilograms, and the stations on the way."""

    tractor: str
    trailer: str
    height_m: float
    width_m: float
    length_m: float
    mass_kg: float
    stations: tuple[str, ...] = ()


@dataclass(frozen=True)
class TokenFacts:
    """What a token says. ``way``: digests of the stations, '' bytes where there are none."""

    number: str
    holder: str
    title: str
    first: date
    last: date | None
    index: int
    vehicle: VehicleFacts | None = None
    way: bytes = b""


def written(facts: TokenFacts) -> bytes:
    """``facts`` as the payload of a token."""
    told: dict[int, Any] = {
        Label.VERSION: VERSION,
        Label.NUMBER: facts.number,
        Label.HOLDER: facts.holder,
        Label.TITLE: facts.title,
        Label.FIRST: (facts.first - EPOCH).days,
        Label.INDEX: facts.index,
    }
    if facts.last is not None:
        told[Label.LAST] = (facts.last - EPOCH).days
    if (vehicle := facts.vehicle) is not None:
        sizes = (vehicle.height_m, vehicle.width_m, vehicle.length_m)
        mass = vehicle.mass_kg
        told[Label.VEHICLE] = [
            vehicle.tractor,
            vehicle.trailer,
            *(round(one * 1000) for one in sizes),
            int(mass) if mass == int(mass) else mass,
        ]
        if way := facts.way or way_digest(vehicle.stations):
            told[Label.WAY] = way
    return cbor2.dumps({int(key): value for key, value in told.items()}, canonical=True)


def read(payload: bytes) -> TokenFacts:
    """What a payload says whose signature was verified.

    :raises ValueError: where it is of another version, or not written as :func:`written` writes.
    """
    try:
        told = cbor2.loads(payload)
        if told[Label.VERSION] != VERSION:
            raise ValueError("another version")
        last, vehicle = told.get(Label.LAST), told.get(Label.VEHICLE)
        return TokenFacts(
            number=told[Label.NUMBER],
            holder=told[Label.HOLDER],
            title=told[Label.TITLE],
            first=EPOCH + timedelta(days=told[Label.FIRST]),
            last=None if last is None else EPOCH + timedelta(days=last),
            index=told[Label.INDEX],
            vehicle=_vehicle(vehicle) if vehicle else None,
            way=told.get(Label.WAY, b""),
        )
    except (LookupError, TypeError, AttributeError, OverflowError, ValueError, cbor2.CBORError) as error:
        raise ValueError(f"not a token's payload: {error}") from None


def _vehicle(told: list[Any]) -> VehicleFacts:
    tractor, trailer, height, width, length, mass = told
    return VehicleFacts(tractor, trailer, height / 1000, width / 1000, length / 1000, float(mass))


def way_digest(stations: Iterable[str]) -> bytes:
    """The digests of ``stations`` one after the other, each once."""
    found = dict.fromkeys(hashlib.sha256(one.encode()).digest()[:STATION_BYTES] for one in stations)
    return b"".join(found)


def digits_of(token: bytes) -> str:
    """A token as decimal digits, which a QR code holds in ten bits for three and an address takes as they are.

    A one stands before the bytes, so that none at the beginning is lost.
    """
    return str(int.from_bytes(b"\x01" + token))


def token_in(text: str) -> bytes | None:
    """The token in what was scanned or pasted: digits alone, or behind the ``#`` of an address; None without one."""
    digits = "".join(text.rpartition("#")[2].split())
    if not (100 < len(digits) <= LONGEST_DIGITS and digits.isascii() and digits.isdecimal()):
        return None
    number = int(digits)
    content = number.to_bytes((number.bit_length() + 7) // 8)
    return content[1:] if content[0] == 1 else None
