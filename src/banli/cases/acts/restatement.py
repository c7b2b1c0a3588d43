"""Ends said again with their days.

A case that ended while a limit of it was open could not say whether it ended in time, nor how many days it took. Once
the notice is on record both follow from it: the end is taken back and said again as a correction is (ADR 0096), so that
every count has it where it belongs.
"""

from __future__ import annotations

import json

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.transition import Change, check_who, facts_of, say_again
from banli.cases.rules.clocks import dates, day_of, reckoning
from banli.cases.states import RECOUNT, State
from banli.kernel.actors import Actor
from banli.worktime.service import calendar


def restate_ends(*, by: Actor) -> list[str]:
    """Say every end again whose days are known by now; the numbers of these cases. Each in its own transaction."""
    years = [edition.year for edition in calendar().editions]
    return [number for number in selectors.ended_uncounted(max(years) - 1) if _restate(number, by)]


@transaction.atomic
def _restate(number: str, by: Actor) -> bool:
    case = selectors.for_officer(number)
    check_who(case, RECOUNT, by, None)
    told, change = selectors.end_of(case), Change.of(case)
    if told is None:
        return False
    facts = facts_of(change, State(case.state), case.submitted_at, case.completed_at)
    body, counted = json.loads(told.body), reckoning(facts, day_of(told.at), calendar())
    if not counted.keys() - body.keys():
        return False
    change.statutory_due_on = dates(facts, selectors.spec_of(case), calendar()).statutory_due_on
    say_again(case, change, told, {**body, **counted}, by)
    return True
