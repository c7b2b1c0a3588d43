"""The door of disclosure."""

from banli.disclosure.acts.comments import answer_comment, comment, put_up_file, take_down_file
from banli.disclosure.acts.noting import count_publications, note_decisions, note_earlier, on_news
from banli.disclosure.acts.publishing import keep_back, publish_all, publish_online, release, take_back
from banli.disclosure.models import Comment, Publication
from banli.disclosure.permissions import GRANTS, DisclosurePermission, may_move
from banli.disclosure.rules.comments import LONGEST_TEXT, MOST_FILES
from banli.disclosure.rules.comments import Comment as Said
from banli.disclosure.rules.publishing import LONGEST, SEVEN_DAYS, limit_to_publish, why_not_move
from banli.disclosure.selectors.comments import (
    Counted,
    Publicity,
    comments_counted,
    ended_publicity,
    find_comment,
    find_publicity,
    is_put_up,
    listed_comments,
    public_file,
    public_files,
    publicities_of,
    publicity_of_case,
    running_publicity,
)
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
    "LONGEST_TEXT",
    "MOST_FILES",
    "MOST_ROWS",
    "PAGE",
    "SEVEN_DAYS",
    "Clock",
    "Comment",
    "Counted",
    "DisclosurePermission",
    "OnlineFilter",
    "Publication",
    "Publicity",
    "Said",
    "answer_comment",
    "comment",
    "comments_counted",
    "count_publications",
    "due_publications",
    "ended_publicity",
    "every_online",
    "find_comment",
    "find_online",
    "find_publication",
    "find_publicity",
    "is_put_up",
    "keep_back",
    "kept_back",
    "limit_to_publish",
    "listed_comments",
    "may_move",
    "note_decisions",
    "note_earlier",
    "on_news",
    "online",
    "public_file",
    "public_files",
    "publication_clock",
    "publication_of",
    "publicities_of",
    "publicity_of_case",
    "publish_all",
    "publish_online",
    "put_up_file",
    "release",
    "running_publicity",
    "take_back",
    "take_down_file",
    "to_take_back",
    "why_not_move",
]
