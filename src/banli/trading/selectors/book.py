"""The rules of days and hours now in force, and the rooms."""

from __future__ import annotations

import json
from functools import lru_cache

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.trading.models import Room, TradingBook
from banli.trading.rules.book import TradingFile

TOPIC = "trading"
ROOMS = "trading_room"
"""Topic of bookings that are no project's."""


def last_book() -> TradingBook | None:
    """What was loaded last; None where no pack says anything."""
    return TradingBook.objects.order_by("-id").first()


def trading_book() -> TradingFile | None:
    """What the pack says; None where it says nothing."""
    found = last_book()
    return _read(json.dumps(found.said, sort_keys=True)) if found else None


def required_book() -> TradingFile:
    """What the pack says. Raises :class:`Refused` where it says nothing."""
    found = trading_book()
    if found is None:
        raise Refused(gettext_noop("The pack has no trading.yaml: no project is kept here."))
    return found


@lru_cache(maxsize=8)
def _read(said: str) -> TradingFile:
    return TradingFile.model_validate_json(said)


def rooms() -> list[Room]:
    """The rooms that can be booked, in the order of the pack."""
    return list(Room.objects.filter(in_use=True).order_by("pk"))
