"""The code by which strangers verify a paper of the platform, random and easy to type. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from banli.kernel.folding import folded_number

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without letters and digits that are read for one another."""
CODE_LENGTH = 12


def code_from(numbers: Sequence[int]) -> str:
    """A verification code from random numbers, one character each."""
    return "".join(ALPHABET[number % len(ALPHABET)] for number in numbers)


def normal_code(text: str) -> str:
    """A code as typed: half-width capitals without spaces, dashes and marks nobody sees."""
    return folded_number(text)[:16]
