"""The door of suggestions."""

from banli.suggestions.acts.books import load_suggestion_book
from banli.suggestions.acts.giving import give, write_down
from banli.suggestions.acts.handling import (
    answer,
    assign,
    count_suggestion_clocks,
    give_back,
    set_aside,
    settle,
    take_up,
)
from banli.suggestions.acts.hotline import TakenOrders, take_in_orders
from banli.suggestions.acts.lateness import note_late_suggestions
from banli.suggestions.acts.publishing import forget_suggestion_traces, publish, unpublish
from banli.suggestions.models import LateSuggestion, Suggestion
from banli.suggestions.permissions import GRANTS, SuggestionPermission, at_desk, may_move
from banli.suggestions.rules.book import Book, Clock
from banli.suggestions.rules.hotline import COLUMNS, RejectedOrder
from banli.suggestions.rules.lateness import LATE_NAMES, SuggestionClock, next_day, run_out
from banli.suggestions.rules.moves import why_not_move
from banli.suggestions.rules.publishing import proposed
from banli.suggestions.rules.report_text import composed_suggestion
from banli.suggestions.rules.telling import LONGEST, LONGEST_NAME, Told
from banli.suggestions.selectors.books import book
from banli.suggestions.selectors.public import own_suggestion, published_suggestions
from banli.suggestions.selectors.suggestions import (
    SuggestionFilter,
    SuggestionSums,
    answered_suggestions,
    find_suggestion,
    late_suggestions,
    listed_suggestions,
    moves_of,
    suggestion_rows,
    suggestion_sums,
    to_do,
    visible_suggestions,
)

__all__ = [
    "COLUMNS",
    "GRANTS",
    "LATE_NAMES",
    "LONGEST",
    "LONGEST_NAME",
    "Book",
    "Clock",
    "LateSuggestion",
    "RejectedOrder",
    "Suggestion",
    "SuggestionClock",
    "SuggestionFilter",
    "SuggestionPermission",
    "SuggestionSums",
    "TakenOrders",
    "Told",
    "answer",
    "answered_suggestions",
    "assign",
    "at_desk",
    "book",
    "composed_suggestion",
    "count_suggestion_clocks",
    "find_suggestion",
    "forget_suggestion_traces",
    "give",
    "give_back",
    "late_suggestions",
    "listed_suggestions",
    "load_suggestion_book",
    "may_move",
    "moves_of",
    "next_day",
    "note_late_suggestions",
    "own_suggestion",
    "proposed",
    "publish",
    "published_suggestions",
    "run_out",
    "set_aside",
    "settle",
    "suggestion_rows",
    "suggestion_sums",
    "take_in_orders",
    "take_up",
    "to_do",
    "unpublish",
    "visible_suggestions",
    "why_not_move",
    "write_down",
]
