"""The reasons and terms now in force."""

from __future__ import annotations

import json
from functools import lru_cache

from banli.kernel.remembered import remembered
from banli.ratings.models import RatingBook
from banli.ratings.rules.book import Book


@remembered(lambda: "")
def last_book() -> RatingBook | None:
    """What was loaded last; None where no pack says anything."""
    return RatingBook.objects.order_by("-id").first()


def book() -> Book:
    """Reasons and terms of the pack; terms of the house and no reasons where it says nothing."""
    found = last_book()
    return _read(json.dumps(found.said, sort_keys=True)) if found else Book()


@lru_cache(maxsize=8)
def _read(said: str) -> Book:
    return Book.model_validate_json(said)
