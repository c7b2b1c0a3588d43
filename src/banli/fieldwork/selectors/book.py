"""The terms of the pack now in force, and how many were on a list."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from banli.fieldwork.models import Attendee, FieldworkBook, Outing
from banli.fieldwork.rules.book import FieldworkFile
from banli.kernel.remembered import remembered


@remembered(lambda: "")
def last_book() -> FieldworkBook | None:
    """What was loaded last; None where no pack says anything."""
    return FieldworkBook.objects.order_by("-id").first()


def fieldwork_book() -> FieldworkFile:
    """What the pack says; the platform's own where it says nothing."""
    found = last_book()
    return _read(json.dumps(found.said, sort_keys=True)) if found else FieldworkFile()


@lru_cache(maxsize=8)
def _read(said: str) -> FieldworkFile:
    return FieldworkFile.model_validate_json(said)


@dataclass(frozen=True)
class Came:
    """How many were on a list, and how many of them came."""

    listed: int
    came: int


def came_to(outing: Outing, people: list[Attendee]) -> Came:
    """The numbers of a list: counted from ``people``, or as they were when the names were deleted."""
    if outing.names_removed_on is not None:
        return Came(outing.listed or 0, outing.came or 0)
    return Came(len(people), sum(1 for one in people if one.signed_in_at is not None))
