"""A card of an item as a picture, to send on or pin up: what it is, how long, and a code that leads to its guide."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache

from banli.documents.pdf import picture

DOTS = 220
"""Points an inch: about 870 across, sharp on a telephone."""
KEPT = 256
"""Cards that a process keeps: a card is the same until something on it changes."""


@dataclass(frozen=True)
class Card:
    """What stands on it; every text is in the reader's language."""

    platform: str
    title: str
    summary: str
    rows: tuple[tuple[str, str], ...]
    """Label and value."""
    scan: str
    """What the code leads to."""
    verify_url: str
    """The address in the code."""


@lru_cache(maxsize=KEPT)
def card_png(card: Card) -> bytes:
    """The card as PNG, 100 mm wide and as high as it needs."""
    return picture("card", asdict(card), DOTS)
