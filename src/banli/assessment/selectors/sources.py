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
from banli.roster.service import attendance_of
from banli.roster.states.corrections import STANDING_NAMES, Standing
from banli.suggestions.service import LateSuggestion, Suggestion
from banli.suggestions.states import OUTCOME_NAMES, SuggestionOutcome
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


def _attendance(first: date, last: date) -> Iterator[Mark]:
    """Shifts of the period that are over, by what they came to. The words name no person: all staff read them once the
    round is published; the page of the shift opens for whoever may read it."""
    grades = {Standing.LATE: "late", Standing.EARLY: "early", Standing.ABSENT: "absent"}
    for one in attendance_of(first, last):
        grade, shift, found = grades.get(one.judged.standing), one.shift, one.judged
        if grade is None:
            continue
        minutes = found.late or found.early
        words = f"{shift.begins:%H:%M}—{shift.ends:%H:%M}班次{STANDING_NAMES[found.standing].zh}"
        yield Mark(
            key=f"attendance:{shift.pk}",
            source=Source.ATTENDANCE,
            grade=grade,
            department=shift.window.department_id,
            window=shift.window_id,
            day=shift.day.isoformat(),
            words=words + (f"{minutes}分钟" if minutes else ""),
            ref=str(shift.pk),
        )


def _late_suggestions(first: date, last: date) -> Iterator[Mark]:
    """Clocks of answers that ran out in the period while the suggestion was with the department."""
    rows = LateSuggestion.objects.filter(due__range=(first, last), clock="answer", department__isnull=False)
    for one in rows.select_related("suggestion").order_by("id"):
        yield Mark(
            key=f"late-suggestion:{one.pk}",
            source=Source.LATE_SUGGESTIONS,
            grade="answer",
            department=one.department_id or "",
            window="",
            day=one.due.isoformat(),
            words=f"意见建议{one.suggestion.number}逾期未答复",
            ref=one.suggestion.number,
        )


def _adopted(first: date, last: date) -> Iterator[Mark]:
    """Suggestions that the department answered in the period and adopted, whole or in part."""
    outcomes = [str(SuggestionOutcome.ADOPTED), str(SuggestionOutcome.PARTLY_ADOPTED)]
    rows = Suggestion.objects.filter(
        _between("answered_at", first, last), outcome__in=outcomes, department__isnull=False
    )
    for one in rows.order_by("id"):
        answered = one.answered_at
        yield Mark(
            key=f"suggestion:{one.number}",
            source=Source.ADOPTED,
            grade=one.outcome,
            department=one.department_id or "",
            window="",
            day=_day(answered) if answered else last.isoformat(),
            words=f"意见建议{one.number}：{OUTCOME_NAMES[SuggestionOutcome(one.outcome)].zh}",
            ref=one.number,
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
    Source.ATTENDANCE: _attendance,
    Source.LATE_SUGGESTIONS: _late_suggestions,
    Source.ADOPTED: _adopted,
    Source.BY_HAND: _by_hand,
}
