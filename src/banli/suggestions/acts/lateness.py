"""Noting which suggestions are late: a signal of supervision that stays."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.suggestions.acts.giving import TOPIC
from banli.suggestions.models import LateSuggestion, Suggestion
from banli.suggestions.permissions import GRANTS, SuggestionPermission
from banli.suggestions.rules.lateness import LATE_EVENTS, run_out
from banli.suggestions.states import OPEN


def note_late_suggestions(*, by: Actor) -> int:
    """Note each clock that ran out by today and was not noted yet; how many.

    It may come late or run twice: what is noted follows from the clocks.
    """
    GRANTS.require(by, SuggestionPermission.SET_TERMS)
    rows = Suggestion.objects.filter(state__in=[str(state) for state in OPEN], begin_by__lt=clock.today())
    late = [
        one.pk
        for one in rows.order_by("id").only("state", "begin_by", "answer_by")
        if run_out(one, clock.today())
    ]
    known = set(
        LateSuggestion.objects.filter(suggestion__in=late).values_list("suggestion_id", "clock", "due")
    )
    return sum(_note(key, known, by) for key in late)


@transaction.atomic
def _note(key: int, known: set[tuple[int, str, date]], by: Actor) -> bool:
    row = Suggestion.objects.select_for_update().get(pk=key)
    found = run_out(row, clock.today())
    if found is None or (key, str(found[0]), found[1]) in known:
        return False
    late, due = found
    defaults = {"noted_at": clock.now(), "department_id": row.department_id}
    _row, made = LateSuggestion.objects.get_or_create(
        suggestion=row, clock=str(late), due=due, defaults=defaults
    )
    if made:
        scope, body = row.department_id or "", {"due": due.isoformat()}
        append(topic=TOPIC, subject=row.number, name=LATE_EVENTS[late], by=by, scope=scope, body=body)
    return made
