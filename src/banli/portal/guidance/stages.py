"""The services by stage of life, by whom they are for, and by department."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from banli.catalogue.service import ItemCard
from banli.catalogue.service import items as all_items
from banli.guidance.service import Guidance, guidance
from banli.kernel import clock
from banli.kernel.text import Words
from banli.portal.kit.visitor import page

PERSON = "person"


@dataclass(frozen=True)
class Row:
    """A stage of life, or a department, with its items."""

    key: str
    name: Words
    cards: tuple[ItemCard, ...]


def open_cards() -> list[ItemCard]:
    """The items that take applications today or later."""
    today = clock.today()
    return [card for card in all_items() if not card.cancelled_on or today < card.cancelled_on]


def rows_of(said: Guidance, who: str, cards: Iterable[ItemCard]) -> list[Row]:
    """The stages of a person's life, or of an enterprise's, in which there is an item on record."""
    by_slug = {card.slug: card for card in cards}
    found = [
        Row(one.key, one.name, tuple(by_slug[slug] for slug in one.items if slug in by_slug))
        for one in said.stages
        if one.who == who
    ]
    return [row for row in found if row.cards]


def by_department(cards: Iterable[ItemCard]) -> list[Row]:
    """Each department with its items, in the order of their names."""
    found: dict[str, list[ItemCard]] = {}
    for card in cards:
        found.setdefault(card.department, []).append(card)
    rows = [Row(code, own[0].department_name, tuple(own)) for code, own in found.items()]
    return sorted(rows, key=lambda row: str(row.name))


@page
def stages(request: HttpRequest) -> HttpResponse:
    """Every service under its stages of life, and under its department."""
    said, cards = guidance(), open_cards()
    context = {
        "section": "items",
        "person": rows_of(said, PERSON, cards),
        "organisation": rows_of(said, "organisation", cards),
        "departments": by_department(cards),
        "walks": said.walks,
    }
    return render(request, "portal/guidance/stages.html", context)
