"""Days that a migration wants counted again."""

from __future__ import annotations

from django.db import transaction

from banli.kernel.actors import Actor
from banli.statistics.acts.folding import rebuild
from banli.statistics.models import ToCount


@transaction.atomic
def count_what_is_owed(*, by: Actor) -> bool:
    """Count the days of one note again, all in one transaction, as half of them would make wrong stocks; False where
    there is none, or another process is at it."""
    note = ToCount.objects.select_for_update(skip_locked=True).order_by("id").first()
    if note is None:
        return False
    rebuild(by=by, from_=note.from_day, to=note.to_day)
    ToCount.objects.filter(pk=note.pk).delete()
    return True
