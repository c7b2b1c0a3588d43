"""Noting what an officer ticks and types while reading: a draft like that of an application, and no event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from banli.cases import selectors
from banli.cases.models import ReadingNote
from banli.cases.permissions import GRANTS, CasePermission
from banli.cases.rules.reading_notes import keepable
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.printable import storable


@transaction.atomic
def note_reading(*, by: Actor, number: str, act: str, version: int, typed: Mapping[str, str]) -> None:
    """Keep what ``by`` has ticked and typed into ``act`` so far; the last word wins.

    :param version: the version of the case that the page showed.
    :raises Missing: where the case is not theirs to see.
    :raises Invalid: where it is longer than any form.
    """
    GRANTS.require(by, CasePermission.READ)
    case = selectors.find(number, by)
    kept = {
        "version": min(version, case.version),
        "typed": storable(keepable(typed)),
        "changed_at": clock.now(),
    }
    ReadingNote.objects.update_or_create(case=case, reader_id=by.id, act=act, defaults=kept)


@transaction.atomic
def forget_reading(*, by: Actor, number: str, act: str) -> None:
    """The act was done: its draft goes."""
    GRANTS.require(by, CasePermission.READ)
    ReadingNote.objects.filter(case__number=number, reader_id=by.id, act=act).delete()


def forget_notes(*, by: Actor, before: datetime) -> int:
    """Remove the notes that nobody changed since ``before``: their act was never done; how many."""
    GRANTS.require(by, CasePermission.RUN)
    return ReadingNote.objects.filter(changed_at__lt=before).delete()[0]
