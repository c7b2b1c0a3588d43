"""When a suggestion may be moved. Pure."""

from __future__ import annotations

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.suggestions.states import SuggestionKind, SuggestionMove, SuggestionState

WHY_NOT: dict[SuggestionState, str] = {
    SuggestionState.RECEIVED: gettext_noop("The centre assigns it, or the desk takes it up, first."),
    SuggestionState.ASSIGNED: gettext_noop("It waits for the answer of its department."),
    SuggestionState.TAKEN_UP: gettext_noop("The desk has taken it up and answers next."),
    SuggestionState.ANSWERED: gettext_noop("It is answered; that stands."),
    SuggestionState.PUBLISHED: gettext_noop("It is on the public page."),
    SuggestionState.SET_ASIDE: gettext_noop("It was set aside; that ends it."),
}
OTHER_KIND: dict[SuggestionKind, str] = {
    SuggestionKind.SUGGESTION: gettext_noop(
        "This is done with what could not be done, and not with a suggestion."
    ),
    SuggestionKind.OBSTACLE: gettext_noop(
        "One desk answers for what could not be done; it is assigned to nobody else."
    ),
}


def why_not_move(move: SuggestionMove, kind: str, state: str) -> Refused | None:
    """Why the table has no such move of this kind from ``state``; None where it has."""
    if kind not in move.kinds:
        return Refused(OTHER_KIND[SuggestionKind(kind)])
    if state not in move.sources:
        return Refused(WHY_NOT[SuggestionState(state)])
    return None
