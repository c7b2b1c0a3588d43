"""The door of disclosure."""

from banli.disclosure.acts.noting import count_publications, note_decisions, note_earlier, on_news
from banli.disclosure.acts.publishing import keep_back, publish_all, publish_online, release, take_back
from banli.disclosure.models import Publication
from banli.disclosure.permissions import GRANTS, DisclosurePermission, may_move
from banli.disclosure.rules.publishing import LONGEST, SEVEN_DAYS, limit_to_publish, why_not_move
from banli.disclosure.selectors.publications import (
    DESK_PAGE,
    MOST_ROWS,
    PAGE,
    Clock,
    OnlineFilter,
    due_publications,
    every_online,
    find_online,
    find_publication,
    kept_back,
    online,
    publication_clock,
    publication_of,
    to_take_back,
)

HANDLERS = (on_news,)

__all__ = [
    "DESK_PAGE",
    "GRANTS",
    "HANDLERS",
    "LONGEST",
    "MOST_ROWS",
    "PAGE",
    "SEVEN_DAYS",
    "Clock",
    "DisclosurePermission",
    "OnlineFilter",
    "Publication",
    "count_publications",
    "due_publications",
    "every_online",
    "find_online",
    "find_publication",
    "keep_back",
    "kept_back",
    "limit_to_publish",
    "may_move",
    "note_decisions",
    "note_earlier",
    "on_news",
    "online",
    "publication_clock",
    "publication_of",
    "publish_all",
    "publish_online",
    "release",
    "take_back",
    "to_take_back",
    "why_not_move",
]
