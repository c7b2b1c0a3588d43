"""Writes: bringing calendar editions into force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.worktime.models import CalendarEdition
from banli.worktime.permissions import GRANTS, WorktimePermission
from banli.worktime.rules.calendar import Calendar
from banli.worktime.rules.edition import Edition
from banli.worktime.selectors import edition_at, editions_in, forget_calendar, loaded_editions


@dataclass(frozen=True)
class Loaded:
    """What a load did: the editions it added, how many were on record already, and which years it amended."""

    added: tuple[str, ...]
    known: int
    changed: tuple[int, ...] = ()
    """Years known before in which other days are worked now: limits that use them are to be counted again."""


def load_edition(*, path: Path, by: Actor) -> Loaded:
    """Load the edition of one file; raises as :func:`load_editions`."""
    GRANTS.require(by, WorktimePermission.LOAD_EDITIONS)
    return _load([edition_at(path)], by)


def load_editions(*, folder: Path, by: Actor) -> Loaded:
    """Load every edition file of ``folder``; one that is on record with the same days is left as it is.

    :raises FileFault: where a file is broken; then nothing is loaded.
    :raises Refused: where an edition on record says other days. A change of days is a new edition.
    """
    GRANTS.require(by, WorktimePermission.LOAD_EDITIONS)
    return _load(editions_in(folder), by)


@transaction.atomic
def _load(editions: Sequence[Edition], by: Actor) -> Loaded:
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE worktime_calendaredition IN SHARE ROW EXCLUSIVE MODE")
    before = loaded_editions()
    known = {edition.key: edition for edition in before}
    added = [edition.key for edition in editions if _add(edition, known.get(edition.key), by)]
    changed = Calendar(loaded_editions()).years_changed(Calendar(before)) if added and before else ()
    forget_calendar()
    transaction.on_commit(forget_calendar)
    return Loaded(tuple(added), len(editions) - len(added), changed)


def _add(edition: Edition, before: Edition | None, by: Actor) -> bool:
    """Add ``edition`` unless it is on record already; True where it was added."""
    if before is not None:
        if not edition.same_days(before):
            raise Refused(
                gettext_noop(
                    "Calendar edition %(edition)s is on record with other days or another notice. A change of"
                    " days is a new edition: give it the next number."
                ),
                edition=edition.key,
            )
        return False
    CalendarEdition.objects.create(
        year=edition.year,
        edition=edition.edition,
        notice_number=edition.notice.number,
        notice_date=edition.notice.date,
        notice_page=edition.notice.page,
        checked=edition.checked,
        loaded_at=clock.now(),
        **edition.row(),
    )
    append(
        topic="calendar",
        subject=edition.key,
        name="edition_loaded",
        by=by,
        body={"notice": edition.notice.number, "given": edition.notice.date.isoformat(), **edition.row()},
    )
    return True
