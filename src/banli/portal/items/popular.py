"""What the first page offers: the items most applied for, and those that end in a decision, by theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from banli.catalogue.service import THEMES, ItemCard, current
from banli.kernel.text import Words
from banli.portal.items.guide import Promise, promise
from banli.statistics.service import ACCEPTED, By, reading

MOST = 6
MONTHS = 3
"""Whole months that are looked back on: facts by item are kept by month."""


@dataclass(frozen=True)
class Wanted:
    """An item with its promise, and how many cases of it were accepted of late; 0 where nobody counted."""

    card: ItemCard
    promise: Promise
    accepted: int


def most_wanted(cards: Iterable[ItemCard], today: date) -> list[Wanted]:
    """The items accepted most often in the last whole months, the most frequent first; of equal ones by name."""
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    for _month in range(MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    found = reading(first, last, by=By.ITEM, indicators=(ACCEPTED,))
    counts = {line.key: number.part for line in found.lines if (number := found.number(line, ACCEPTED))}
    return sorted((_wanted(card, counts) for card in cards), key=lambda one: -one.accepted)[:MOST]


def at_hand(cards: Iterable[ItemCard], slugs: Iterable[str]) -> list[Wanted]:
    """The items that the pack wants at hand on the first page, in its order."""
    by_slug = {card.slug: card for card in cards}
    return [_wanted(by_slug[slug], {}) for slug in slugs if slug in by_slug]


def decided(cards: Iterable[ItemCard], *, beside: Iterable[Wanted]) -> list[tuple[Words, Wanted]]:
    """The items that take an examination and a decision, by theme, without those that stand ``beside`` them."""
    shown = {one.card.slug for one in beside}
    order = list(THEMES)
    found = [(_theme(card), card) for card in cards if card.case_type != "instant" and card.slug not in shown]
    ordered = sorted(found, key=lambda pair: order.index(pair[0]))
    return [(THEMES[theme], _wanted(card, {})) for theme, card in ordered]


def _theme(card: ItemCard) -> str:
    """The first theme of an item, under which it stands."""
    return next((theme for theme in card.themes if theme in THEMES), next(iter(THEMES)))


def _wanted(card: ItemCard, counts: dict[str, int]) -> Wanted:
    return Wanted(card, promise(current(card.slug).spec), int(counts.get(str(card.id), 0)))
