"""What a certificate is worth on a day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.licences.states import REVOKED_FROM, Status

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without letters and digits that are read for one another."""
CODE_LENGTH = 12


class Standing(StrEnum):
    """The answer of a verification."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    REVOKED = "revoked"
    CANCELLED = "cancelled"


def standing(status: str, valid_from: date, valid_to: date | None, today: date) -> Standing:
    """Whether a certificate with this status and term holds on ``today``."""
    if status != Status.VALID:
        return Standing(status)
    if today < valid_from:
        return Standing.NOT_YET
    if valid_to is not None and today > valid_to:
        return Standing.EXPIRED
    return Standing.VALID


def code_from(numbers: Sequence[int]) -> str:
    """A verification code from random numbers, one character each."""
    return "".join(ALPHABET[number % len(ALPHABET)] for number in numbers)


def normal_code(text: str) -> str:
    """A code as typed, without spaces and dashes and in capitals."""
    return "".join(char for char in text.upper() if char.isalnum())[:16]


def check_ending(status: str, target: Status, ground: str) -> None:
    """Raise where a certificate cannot end so, or without its ground (art. 69, 70)."""
    if Status(status) not in REVOKED_FROM[target]:
        raise Refused(gettext_noop("This certificate has ended before."))
    if not ground.strip():
        raise Invalid([Problem("ground", gettext_noop("Name the ground in law."))])
