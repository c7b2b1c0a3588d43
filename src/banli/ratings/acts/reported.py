"""Ratings that other systems report of their own cases: a grade and a moment, and nothing of whoever rated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from banli.cases.service import Case
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.numbering.service import take
from banli.ratings.acts.giving import TOPIC, clocks_of
from banli.ratings.models import Rating
from banli.ratings.permissions import GRANTS, RatingPermission
from banli.ratings.rules.moves import WHOLE_CASE, is_bad
from banli.ratings.states import RATE_BADLY, RATE_WELL, RatingChannel


@dataclass(frozen=True)
class Reported:
    """One rating as it was reported: the number of the case, the grade's code, when it was given."""

    number: str
    grade: int
    at: datetime


class ReportedOutcome(StrEnum):
    """What became of one."""

    FRESH = "fresh"
    SAME = "same"
    """It is there already."""
    UNKNOWN = "unknown"
    OPEN = "open"
    EARLY = "early"
    OTHERWISE = "otherwise"
    """The case has another grade: a case is rated once."""


@transaction.atomic
def take_in_reported(*, by: Actor, source: str, rows: Sequence[Reported]) -> list[ReportedOutcome]:
    """Take in the ratings of cases that ``source`` reported; what became of each, in their order.

    The clocks of a bad one begin today: nobody here could have heard of it earlier.
    """
    GRANTS.require(by, RatingPermission.TAKE_IN)
    found = Case.objects.filter(source=source, number__in={one.number for one in rows})
    cases = {case.number: case for case in found.only("number", "department", "completed_at")}
    rated = Rating.objects.filter(case__in=cases.values(), occasion=WHOLE_CASE)
    known = dict(rated.values_list("case__number", "grade"))
    outcomes = []
    for one in rows:
        outcome = _outcome(one, cases.get(one.number), known.get(one.number))
        if outcome is ReportedOutcome.FRESH:
            _take_in(one, cases[one.number], by)
            known[one.number] = one.grade
        outcomes.append(outcome)
    return outcomes


def _outcome(one: Reported, case: Case | None, grade: int | None) -> ReportedOutcome:
    if case is None:
        return ReportedOutcome.UNKNOWN
    if grade is not None:
        return ReportedOutcome.SAME if grade == one.grade else ReportedOutcome.OTHERWISE
    if case.completed_at is None:
        return ReportedOutcome.OPEN
    return ReportedOutcome.EARLY if one.at < case.completed_at else ReportedOutcome.FRESH


def _take_in(one: Reported, case: Case, by: Actor) -> None:
    year = clock.today().year
    move = RATE_BADLY if is_bad(one.grade) else RATE_WELL
    clocks = clocks_of(clock.today()) if is_bad(one.grade) else {}
    assert case.completed_at is not None, "only a case that ended is rated here"
    row = Rating.objects.create(
        number=f"PJ-{year}-{take(f'rating:{year}'):06d}",
        case=case,
        occasion=WHOLE_CASE,
        department_id=case.department_id,
        channel=RatingChannel.REPORTED,
        grade=one.grade,
        given_at=one.at,
        served_at=case.completed_at,
        state=move.target,
        **clocks,
    )
    body: dict[str, object] = {"grade": one.grade, "reasons": [], "channel": str(row.channel), "visit": False}
    body |= {name: day.isoformat() for name, day in clocks.items()}
    # It counts on the day it was given, and the record says that it was told later.
    append(
        topic=TOPIC,
        subject=row.number,
        name=move.event,
        by=by,
        at=one.at,
        scope=row.department_id,
        body=body,
    )
