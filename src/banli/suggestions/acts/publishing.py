"""Making a suggestion and its answer public, in words by which nobody is recognised, and taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.suggestions.acts.handling import held, moved
from banli.suggestions.models import Suggestion
from banli.suggestions.permissions import GRANTS, SuggestionPermission
from banli.suggestions.rules.publishing import checked_public
from banli.suggestions.rules.telling import checked_reason
from banli.suggestions.states import PUBLISH, UNPUBLISH


@transaction.atomic
def publish(
    *, number: str, public_text: str, public_answer: str, by: Actor, version: int | None = None
) -> Suggestion:
    """Put what was said and answered on the public page, as the officer worded it.

    :raises Invalid: where a name, a number or an address of whoever said it stands in it.
    """
    row = held(number, PUBLISH, by, version)
    said, told = checked_public(public_text, public_answer, row.name, row.contact)
    values = {
        "public_text": said,
        "public_answer": told,
        "published_at": clock.now(),
        "published_by_id": by.id,
        "unpublished": "",
    }
    return moved(row, PUBLISH, by, {"kind": row.kind, "outcome": row.outcome}, **values)


@transaction.atomic
def unpublish(*, number: str, text: str, by: Actor, version: int | None = None) -> Suggestion:
    """Take it off the public page, with the reason; it may be published anew."""
    row = held(number, UNPUBLISH, by, version)
    return moved(row, UNPUBLISH, by, {"kind": row.kind}, unpublished=checked_reason(text))


@transaction.atomic
def forget_suggestion_traces(*, by: Actor, before: datetime) -> int:
    """Remove the digests of network and sending of what was given before ``before``; how many."""
    GRANTS.require(by, SuggestionPermission.SET_TERMS)
    rows = Suggestion.objects.filter(given_at__lt=before).exclude(origin="", said=None)
    return rows.update(origin="", said=None)
