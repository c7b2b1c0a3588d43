"""The terms now in force."""

from __future__ import annotations

import json
from functools import lru_cache

from banli.kernel.remembered import remembered
from banli.suggestions.models import SuggestionBook
from banli.suggestions.rules.book import Book


@remembered(lambda: "")
def last_book() -> SuggestionBook | None:
    """What was loaded last; None where no pack says anything."""
    return SuggestionBook.objects.order_by("-id").first()


def book() -> Book:
    """Terms and desk of the pack; terms of the house and no desk where it says nothing."""
    found = last_book()
    return _read(json.dumps(found.said, sort_keys=True)) if found else Book()


@lru_cache(maxsize=8)
def _read(said: str) -> Book:
    return Book.model_validate_json(said)
