"""The stages of life and the walks now in force."""

from __future__ import annotations

import json
from functools import lru_cache

from banli.guidance.models import GuidanceBook
from banli.guidance.rules.definition import Guidance
from banli.kernel.remembered import remembered


@remembered(lambda: "")
def last_book() -> GuidanceBook | None:
    """What was loaded last; None where no pack says anything."""
    return GuidanceBook.objects.order_by("-id").first()


def guidance() -> Guidance:
    """What the pack says; nothing where it says nothing."""
    found = last_book()
    return _read(json.dumps(found.said, sort_keys=True)) if found else Guidance()


@lru_cache(maxsize=8)
def _read(said: str) -> Guidance:
    return Guidance.model_validate_json(said)
