"""Restricting a road with word to every holder it touches, and keeping what permits pass."""

from __future__ import annotations

from django.db import transaction

from banli.kernel.actors import SYSTEM, Actor
from banli.ledger.service import News, append
from banli.notices.service import tell
from banli.roads.service import (
    RestrictionRecord,
    RestrictionRow,
    edition,
    network,
    restrict,
    restriction_of,
)
from banli.roadside.models import Passage, Telling
from banli.roadside.selectors import Touched, passage_of, touched_by, unread_permits

AT_ONCE = 500
"""Holders told in one transaction: each is an event of its own with a lock of its own."""
READ_AT_ONCE = 2_000


@transaction.atomic
def restrict_road(*, record: RestrictionRecord, by: Actor) -> tuple[RestrictionRow, list[Touched]]:
    """Restrict a road. The holder of every live permit whose vehicle meets the restriction on its way is told.

    The first are told at once, the others within minutes by :func:`tell_touched`; who is to be told is settled here.
    """
    row, made = restrict(record=record, by=by)
    touched = touched_by(restriction_of(row))
    if made:
        Telling.objects.bulk_create(
            [
                Telling(restriction=row.public_id, certificate=one.certificate, prevents=one.prevents)
                for one in touched
            ]
        )
        tell_touched()
    return row, touched


@transaction.atomic
def tell_touched() -> int:
    """Tell the holders who wait to be told, so many of them; how many were. Two at once tell nobody twice."""
    waiting = Telling.objects.select_for_update(skip_locked=True, of=("self",)).filter(event__isnull=True)
    rows = list(waiting.select_related("certificate").order_by("id")[:AT_ONCE])
    for row in rows:
        row.event = append(
            topic="permit",
            subject=row.certificate.number,
            name="permit_touched",
            by=SYSTEM,
            scope=row.certificate.department_id,
            body={"restriction": row.restriction, "prevents": row.prevents},
        )
        # A permit from before the platform has no case whose page could tell it.
        if row.certificate.case_id is not None:
            tell(event=row.event, case=str(row.certificate.case_id), name="permit_touched")
    Telling.objects.bulk_update(rows, ["event"])
    return len(rows)


def tell_all_touched() -> int:
    """Tell everybody who waits, so many in a transaction; how many were."""
    total = 0
    while told := tell_touched():
        total += told
    return total


@transaction.atomic
def keep_passages(limit: int = READ_AT_ONCE) -> int:
    """Read what permits pass that were issued since, or under another edition of the network; how many.

    Derived from certificate and network alone, so that it leaves no event; a permit without it is only slower to find.
    """
    number = edition()
    if not number:
        return 0
    known = network()
    made = [passage_of(one, known, number) for one in unread_permits(number)[:limit]]
    Passage.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["certificate"],
        update_fields=["edition", "sections", "vehicle"],
    )
    return len(made)


def permits_issued(news: list[News]) -> None:
    """Keep what new permits pass; a handler for the record's outbox."""
    if any(one.name == "certificate_issued" for one in news):
        keep_passages()
