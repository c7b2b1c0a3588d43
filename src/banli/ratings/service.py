"""The door of ratings."""

from banli.ratings.acts.books import load_rating_book
from banli.ratings.acts.giving import rate, rate_again
from banli.ratings.acts.handling import (
    appeal,
    call_back,
    count_clocks,
    forget_traces,
    judge_appeal,
    mend,
    reply,
)
from banli.ratings.acts.lateness import note_late
from banli.ratings.acts.reported import Reported, ReportedOutcome, take_in_reported
from banli.ratings.acts.screens import note_visit, open_screen
from banli.ratings.models import Late, Rating, Screen, Visit
from banli.ratings.permissions import GRANTS, RatingPermission, may_move
from banli.ratings.rules.book import Book, Reason, Terms
from banli.ratings.rules.index import VALUES, IndexValue, Share
from banli.ratings.rules.lateness import LATE_NAMES, LateClock
from banli.ratings.rules.moves import LONGEST, LONGEST_SAID, WHOLE_CASE, Said, why_not_move, why_not_rate
from banli.ratings.rules.patterns import PATTERN_NAMES, Finding, Pattern
from banli.ratings.selectors.books import book
from banli.ratings.selectors.occasions import (
    answered,
    case_by_code,
    known_of,
    last_visit,
    occasion_now,
    on_screen,
    rating_code,
    ratings_of,
    screen_by_code,
    screen_of,
)
from banli.ratings.selectors.ratings import (
    LEAST,
    Index,
    RatingFilter,
    by_department,
    find_rating,
    index,
    induced,
    late_ratings,
    listed_ratings,
    next_day,
    rating_rows,
    sees_case,
    to_do,
    told_texts,
)
from banli.ratings.selectors.tally import RATINGS

__all__ = [
    "GRANTS",
    "LATE_NAMES",
    "LEAST",
    "LONGEST",
    "LONGEST_SAID",
    "PATTERN_NAMES",
    "RATINGS",
    "VALUES",
    "WHOLE_CASE",
    "Book",
    "Finding",
    "Index",
    "IndexValue",
    "Late",
    "LateClock",
    "Pattern",
    "Rating",
    "RatingFilter",
    "RatingPermission",
    "Reason",
    "Reported",
    "ReportedOutcome",
    "Said",
    "Screen",
    "Share",
    "Terms",
    "Visit",
    "answered",
    "appeal",
    "book",
    "by_department",
    "call_back",
    "case_by_code",
    "count_clocks",
    "find_rating",
    "forget_traces",
    "index",
    "induced",
    "judge_appeal",
    "known_of",
    "last_visit",
    "late_ratings",
    "listed_ratings",
    "load_rating_book",
    "may_move",
    "mend",
    "next_day",
    "note_late",
    "note_visit",
    "occasion_now",
    "on_screen",
    "open_screen",
    "rate",
    "rate_again",
    "rating_code",
    "rating_rows",
    "ratings_of",
    "reply",
    "screen_by_code",
    "screen_of",
    "sees_case",
    "take_in_reported",
    "to_do",
    "told_texts",
    "why_not_move",
    "why_not_rate",
]
