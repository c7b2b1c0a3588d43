"""Noting which bad ratings are late: a signal of supervision that stays."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.ratings.acts.giving import TOPIC
from banli.ratings.models import Late, Rating
from banli.ratings.permissions import GRANTS, RatingPermission
from banli.ratings.rules.lateness import LATE_EVENTS, run_out
from banli.ratings.states import OPEN


def note_late(*, by: Actor) -> int:
    """Note each clock of a bad rating that ran out by today and was not noted yet; how many.

    It may come late or run twice: what is noted follows from the clocks.
    """
    GRANTS.require(by, RatingPermission.SET_TERMS)
    rows = Rating.objects.filter(state__in=[str(state) for state in OPEN]).order_by("id")
    late = [one.pk for one in rows.only("state", "call_by", "mend_by") if run_out(one, clock.today())]
    known = set(Late.objects.filter(rating__in=late).values_list("rating_id", "clock", "due"))
    return sum(_note(key, known, by) for key in late)


@transaction.atomic
def _note(key: int, known: set[tuple[int, str, date]], by: Actor) -> bool:
    row = Rating.objects.select_for_update().get(pk=key)
    found = run_out(row, clock.today())
    if found is None or (key, str(found[0]), found[1]) in known:
        return False
    late, due = found
    _row, made = Late.objects.get_or_create(
        rating=row, clock=str(late), due=due, defaults={"noted_at": clock.now()}
    )
    if made:
        body = {"due": due.isoformat()}
        append(
            topic=TOPIC,
            subject=row.number,
            name=LATE_EVENTS[late],
            by=by,
            scope=row.department_id,
            body=body,
        )
    return made
