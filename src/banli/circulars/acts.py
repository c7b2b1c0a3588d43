"""Loading the words of the centre's papers."""

from __future__ import annotations

from django.db import transaction

from banli.circulars.models import CircularBook
from banli.circulars.permissions import GRANTS, CircularPermission
from banli.circulars.rules.wordings import CircularFile
from banli.circulars.selectors import TOPIC, last_book
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append


@transaction.atomic
def load_circulars(*, file: CircularFile, by: Actor) -> CircularBook:
    """Load a pack's ``circulars.yaml``; the same words again change nothing."""
    GRANTS.require(by, CircularPermission.LOAD)
    said, last = file.model_dump(mode="json"), last_book()
    if last is not None and last.said == said:
        return last
    row = CircularBook.objects.create(said=said, loaded_at=clock.now())
    append(topic=TOPIC, subject="wordings", name="circulars_loaded", by=by, body={"wordings": row.pk})
    return row
