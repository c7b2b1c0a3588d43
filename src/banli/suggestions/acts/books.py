"""Taking over what a pack says of terms and of the desk."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.suggestions.acts.giving import TOPIC
from banli.suggestions.models import SuggestionBook
from banli.suggestions.permissions import GRANTS, SuggestionPermission
from banli.suggestions.rules.book import Book
from banli.suggestions.selectors.books import last_book


@transaction.atomic
def load_suggestion_book(*, book: Book, by: Actor) -> bool:
    """Load a pack's ``suggestions.yaml``; True where it says something new. What was given before keeps its clocks."""
    GRANTS.require(by, SuggestionPermission.SET_TERMS)
    said = book.model_dump(mode="json")
    known = last_book()
    if known is not None and known.said == said:
        return False
    row = SuggestionBook.objects.create(said=said, loaded_at=clock.now())
    append(topic=TOPIC, subject="book", name="suggestion_terms_loaded", by=by, body={"book": row.pk})
    return True
