"""The catalogue: which services there are, and what each asks and promises."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from banli.api.shapes import Card, Item, ProblemTold
from banli.catalogue.service import ItemCard, named, retirement, search
from banli.catalogue.service import items as all_items
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

router = Router(tags=["items"])
INSIDE = {"keywords", "listed", "rules"}
"""What a definition holds for the platform's own use."""


@router.get("/items", response=list[Card], url_name="items")
def items(
    request: HttpRequest,
    q: Query[str] = "",
    kind: Query[str] = "",
    department: Query[str] = "",
    theme: Query[str] = "",
) -> list[ItemCard]:
    """The published items that meet every filter given: all by name, or found by words, the best first."""
    found = search(q.strip()[:80]) if q.strip() else all_items()
    return [
        card
        for card in found
        if (not kind or card.kind == kind)
        and (not department or card.department == department)
        and (not theme or theme in card.themes)
    ]


@router.get("/items/{slug}", response={200: Item, 404: ProblemTold}, url_name="item")
def item(request: HttpRequest, slug: str) -> dict[str, Any]:
    """The current revision of one item, by its short name or its code."""
    found = named(slug)
    if not found.spec.listed:
        raise Missing(gettext_noop("There is no item of that name."))
    end = retirement(found.slug)
    return {
        "slug": found.slug,
        "revision": found.number,
        "digest": found.digest,
        "published_at": found.published_at,
        "effective_from": found.effective_from,
        "cancelled_on": end.on if end else None,
        "definition": found.spec.model_dump(mode="json", by_alias=True, exclude=INSIDE),
    }
