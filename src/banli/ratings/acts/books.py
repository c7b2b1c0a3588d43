"""Taking over what a pack says of reasons and terms."""

from __future__ import annotations

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.ratings.acts.giving import TOPIC
from banli.ratings.models import RatingBook
from banli.ratings.permissions import GRANTS, RatingPermission
from banli.ratings.rules.book import Book
from banli.ratings.selectors.books import last_book


@transaction.atomic
def load_rating_book(*, book: Book, by: Actor) -> int:
    """Load a pack's ``ratings.yaml``; how many reasons it has. Ratings given before keep their clocks."""
    GRANTS.require(by, RatingPermission.SET_TERMS)
    said = book.model_dump(mode="json")
    known = last_book()
    if known is None or known.said != said:
        row = RatingBook.objects.create(said=said, loaded_at=clock.now())
        append(topic=TOPIC, subject="book", name="reasons_loaded", by=by, body={"book": row.pk})
    return len(book.reasons)
