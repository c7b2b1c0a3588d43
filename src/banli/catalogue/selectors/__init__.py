"""The reads of the catalogue."""

from banli.catalogue.selectors.items import (
    ItemCard,
    ItemRevision,
    current,
    history,
    items,
    named,
    named_in,
    registers,
    revision,
    search,
    themes,
)
from banli.catalogue.selectors.pictures import bpmn, draw, picture
from banli.catalogue.selectors.standing import (
    Suspension,
    closed_because,
    draft,
    drafts,
    retirement,
    state_of,
    states,
    suspension,
    suspensions,
)

__all__ = [
    "ItemCard",
    "ItemRevision",
    "Suspension",
    "bpmn",
    "closed_because",
    "current",
    "draft",
    "drafts",
    "draw",
    "history",
    "items",
    "named",
    "named_in",
    "picture",
    "registers",
    "retirement",
    "revision",
    "search",
    "state_of",
    "states",
    "suspension",
    "suspensions",
    "themes",
]
