"""What everybody may read: published suggestions; one's own by its code."""

from __future__ import annotations

from banli.kernel.errors import Missing
from banli.kernel.query_number import query_number_in
from banli.kernel.text import gettext_noop
from banli.suggestions.models import Suggestion
from banli.suggestions.states import SuggestionState

PUBLIC_PAGE = 20


def published_suggestions(before: int | None = None) -> tuple[list[Suggestion], int | None]:
    """A page of what is public, newest first, and where the next one begins; None at the end."""
    rows = Suggestion.objects.filter(state=SuggestionState.PUBLISHED).select_related("department", "item")
    if before is not None:
        last = Suggestion.objects.filter(pk=before).values_list("published_at", flat=True).first()
        rows = (
            rows.filter(published_at__lte=last).exclude(published_at=last, id__gte=before) if last else rows
        )
    found = list(rows.order_by("-published_at", "-id")[: PUBLIC_PAGE + 1])
    return found[:PUBLIC_PAGE], found[PUBLIC_PAGE - 1].pk if len(found) > PUBLIC_PAGE else None


def own_suggestion(code: str) -> Suggestion:
    """The suggestion of that code, however it was typed. Raises :class:`Missing`."""
    known = query_number_in(code)
    rows = Suggestion.objects.select_related("department", "item", "case")
    found = rows.filter(code=known).first() if known else None
    if found is None:
        raise Missing(gettext_noop("There is nothing under this code. Please compare it with your receipt."))
    return found
