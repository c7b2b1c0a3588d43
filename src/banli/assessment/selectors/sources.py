"""Where marks come from: each source reads its own records of a period and names the page of every one.

What is marked is in the official language: it is kept, and read again years later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q

from banli.assessment.models import AssessmentNote
from banli.assessment.rules.score import Mark
from banli.assessment.states import Source
from banli.consultations.service import Consulted
from banli.consultations.states import ConsultationState
from banli.hall.service import PatrolFinding, patrol_plan
from banli.kernel import clock
from banli.ratings.service import Rating
from banli.ratings.states import BAD, GRADE_NAMES, Grade, RatingState
from banli.supervision.service import Signal, rules
from banli.supervision.states import STANDING

NOT_COUNTED = (RatingState.TO_CALL, RatingState.RECORDED, RatingState.VOID)
HANDED_OVER = [str(one) for one in RatingState if one not in NOT_COUNTED]


def marks_of(first: date, last: date, sources: Collection[Source]) -> list[Mark]:
    """Every mark of these sources from ``first`` to ``last``, in the order of the days."""
    found = [one for source in Source if source in sources for one in SOURCES[source](first, last)]
    return sorted(found, key=lambda one: (one.day, one.key))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.SHANGHAI)


def _between(field: str, first: date, last: date) -> Q:
    return Q(**{f"{field}__gte": _midnight(first), f"{field}__lt": _midnight(last + timedelta(days=1))})


def _day(moment: datetime) -> str:
    return moment.astimezone(clock.SHANGHAI).date().isoformat()


def _signals(first: date, last: date) -> Iterator[Mark]:
    """Crossings in the period that still stand; one that was cancelled counts nothing."""
    names = {one.id: one.words.zh for one in rules()}
    rows = Signal.objects.filter(_between("at", first, last), state__in=[str(one) for one in STANDING])
    for one in rows.select_related("case").order_by("id"):
        words = f"办件{one.case.number}：{names.get(one.rule, one.rule)}"
        own = one.case.department_id == one.department_id
        yield Mark(
            key=f"signal:{one.number}",
            source=Source.SIGNALS,
            grade=one.level,
            department=one.department_id,
            window=(one.case.window_id or "") if own else "",
            day=_day(one.at),
            words=words,
            ref=one.number,
        )


def _bad_ratings(first: date, last: date) -> Iterator[Mark]:
    """Bad ratings of the period that were handed to the department: for it alone, on the last day of the period.

    Neither window nor day is told: at a window where one or two people work they would say who rated.
    """
    rows = Rating.objects.filter(
        _between("given_at", first, last), grade__in=sorted(BAD), state__in=HANDED_OVER
    )
    for one in rows.order_by("id"):
        yield Mark(
            key=f"rating:{one.number}",
            source=Source.BAD_RATINGS,
            grade=str(one.grade),
            department=one.department_id,
            window="",
            day=last.isoformat(),
            words=f"差评{one.number}：{GRADE_NAMES[Grade(one.grade)].zh}",
            ref=one.number,
        )


def _findings(first: date, last: date) -> Iterator[Mark]:
    """What patrols of the period found, with the points the plan took off; one that was mended stays a mark."""
    plan = patrol_plan()
    names = {one.key: one.name.zh for one in plan.dimensions} if plan else {}
    rows = PatrolFinding.objects.filter(patrol__day__range=(first, last)).select_related("patrol")
    for one in rows.order_by("id"):
        yield Mark(
            key=f"finding:{one.public_id}",
            source=Source.FINDINGS,
            grade="point",
            department=one.department_id,
            window=one.window_id or "",
            day=one.patrol.day.isoformat(),
            words=f"{names.get(one.dimension, one.dimension)}：{one.note}",
            ref=one.patrol.public_id,
            times=one.points,
        )


def _opinions(first: date, last: date) -> Iterator[Mark]:
    """Opinions whose last day lies in the period and which came after it, or not before the period was assessed."""
    rows = Consulted.objects.filter(consultation__answer_by__range=(first, last))
    rows = rows.exclude(consultation__state=str(ConsultationState.CALLED_OFF))
    late = Q(given_at__isnull=True) | Q(given_at__date__gt=F("consultation__answer_by"))
    for one in rows.filter(late).select_related("consultation").order_by("id"):
        asked = one.consultation
        grade = "late" if one.given_at else "silent"
        words = "逾期答复" if one.given_at else "未答复"
        yield Mark(
            key=f"opinion:{asked.public_id}:{one.place}",
            source=Source.OPINIONS,
            grade=grade,
            department=one.department_id,
            window="",
            day=asked.answer_by.isoformat(),
            words=f"会商{asked.public_id}{one.division and f'（{one.division}）'}：{words}",
            ref=asked.public_id,
        )


def _by_hand(first: date, last: date) -> Iterator[Mark]:
    for one in AssessmentNote.objects.filter(day__range=(first, last)).order_by("id"):
        yield Mark(
            key=f"note:{one.public_id}",
            source=Source.BY_HAND,
            grade="each",
            department=one.department_id,
            window=one.window_id or "",
            day=one.day.isoformat(),
            words=one.text,
            ref="",
            criterion=one.criterion,
        )


SOURCES: dict[Source, Callable[[date, date], Iterator[Mark]]] = {
    Source.SIGNALS: _signals,
    Source.BAD_RATINGS: _bad_ratings,
    Source.FINDINGS: _findings,
    Source.OPINIONS: _opinions,
    Source.BY_HAND: _by_hand,
}
