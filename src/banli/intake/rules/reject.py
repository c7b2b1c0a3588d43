"""Why a row is not taken in: one sentence in the catalogue, at a line and a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from banli.kernel.text import gettext_noop

SHOWN = 80
"""Characters of a value that a reject repeats."""

BAD_BYTES = gettext_noop("The line is not in the encoding %(encoding)s.")
TOO_LONG = gettext_noop("The line is longer than %(limit)s bytes.")
OPEN_QUOTE = gettext_noop("A quotation mark is opened and not closed.")
FIELD_COUNT = gettext_noop("The line has %(found)s fields and not %(expected)s.")
NOT_JSON = gettext_noop("The line is not a JSON object.")
KEY_TWICE = gettext_noop("This key stands in the line twice, with different values.")
NOT_A_VALUE = gettext_noop("A text or a number belongs here.")
MISSING = gettext_noop("This field must be filled.")
BAD_NUMBER = gettext_noop("A case number has 1 to 50 letters, digits, dots and hyphens, among them a digit.")
BAD_KEY = gettext_noop("A code of letters and digits belongs here.")
OUT_OF_TIME = gettext_noop("This day lies before 1992 or in the future.")
BAD_CODE = gettext_noop("This code is not one of the table.")
BAD_INTEGER = gettext_noop("A whole number from 1 to 999 belongs here.")
UNPRINTABLE = gettext_noop("This holds a character that cannot be printed.")
UNKNOWN_ITEM = gettext_noop("Neither the catalogue nor this source knows an item of this code.")
TOO_EARLY = gettext_noop("It ended before it was accepted.")
ENDS_FIRST = gettext_noop("The special procedure ends before it begins.")
NOT_KNOWN = gettext_noop("No acceptance of this case is known, and an item of its kind needs one.")
OTHER_SOURCE = gettext_noop("A case of this number belongs to another system.")
CONFLICT = gettext_noop("This case was reported with other content, and the version is not a later one.")
OTHER_ITEM = gettext_noop("A case cannot change its item.")
NOTHING_TO_DELETE = gettext_noop("There is nothing to delete: no such row was reported.")
NO_CASE_TO_RATE = gettext_noop("This source has reported no case of this number.")
NOT_ENDED = gettext_noop("This case has not ended: it can be rated once it has.")
RATED_EARLY = gettext_noop("It was rated before the case ended.")
RATED_OTHERWISE = gettext_noop("This case was rated before, with another grade; a case is rated once.")
BAD_ITEM = gettext_noop(
    "An item needs a code of 31 characters, a known kind, a known department and sound limits."
)


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that is not taken in. ``line`` counts from 1."""

    line: int
    field: str
    reason: str
    value: str = ""
    params: Mapping[str, Any] = made(default_factory=dict)


def rejected(line: int, name: str, reason: str, value: object = "", **params: object) -> Reject:
    """A reject that repeats a readable part of ``value``."""
    text = "" if value is None else str(value)
    shown = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text[:SHOWN])
    return Reject(line, name, reason, shown, params)
