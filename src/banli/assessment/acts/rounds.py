"""Writing down marks, freezing a month, objections and their answers, publishing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from banli.assessment.models import Assessment, AssessmentNote, AssessmentScore, Objection
from banli.assessment.permissions import GRANTS, AssessmentPermission
from banli.assessment.rules.moves import (
    NoteRecord,
    check_note,
    check_words,
    why_not_freeze,
    why_not_move,
    why_not_object,
    why_not_publish,
    why_not_publish_year,
)
from banli.assessment.rules.score import as_data, digest, from_data, mean
from banli.assessment.selectors.rounds import (
    TOPIC,
    find_round,
    find_score,
    frozen_until,
    left_out,
    preview,
    published_months,
    score_of,
)
from banli.assessment.selectors.template import template
from banli.assessment.states import (
    FREEZE,
    OBJECT,
    PUBLISH,
    PUBLISH_YEAR,
    REJECT,
    UPHOLD,
    AssessmentMove,
    AssessmentState,
    ObjectionState,
)
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused, Stale
from banli.kernel.once import once
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, hold_still, position
from banli.people.service import check_place
from banli.worktime.service import Unit, calendar, due


@transaction.atomic
def note_mark(*, record: NoteRecord, by: Actor) -> AssessmentNote:
    """Write down a mark by hand; the same record twice is one."""
    GRANTS.require(by, AssessmentPermission.ASSESS)
    _one_at_a_time()
    check_note(record, template(), clock.today(), frozen_until())
    check_place(record.assessed, record.window or None)
    values = {
        "criterion": record.criterion,
        "department_id": record.assessed,
        "window_id": record.window or None,
        "day": record.day,
        "text": record.text,
        "noted_by_id": by.id,
    }
    row, made = once(AssessmentNote, record.public_id, values)
    if made:
        body = {"criterion": row.criterion, "day": row.day.isoformat(), "text": row.text}
        append(
            topic=TOPIC, subject=row.public_id, name="mark_noted", by=by, scope=row.department_id, body=body
        )
    return row


@transaction.atomic
def freeze_month(*, first: date, last: date, by: Actor) -> Assessment:
    """Compute a month that is over and keep it, with template and marks; departments may object from now on.

    :raises Refused: where the month is not over, was frozen before, or there is no template.
    """
    GRANTS.require(by, AssessmentPermission.ASSESS)
    hold_still()
    _one_at_a_time()
    there = Assessment.objects.filter(first=first, yearly=False).exists()
    if error := why_not_freeze(last, clock.today(), there=there):
        raise error
    by_what, found = preview(first, last)
    until = due(clock.today(), by_what.objection_days, Unit.WORKING, calendar())
    rows = {unit: (as_data(marks), score.total) for unit, (marks, score) in found.items()}
    return _kept(f"KH-{first:%Y-%m}", first, last, by_what.model_dump(mode="json"), rows, by, until)


def _kept(
    public_id: str,
    first: date,
    last: date,
    said: dict[str, Any],
    rows: Mapping[tuple[str, str], tuple[list[Any], Decimal]],
    by: Actor,
    until: date | None,
) -> Assessment:
    """A round with its scores; one without days for objections is published at once."""
    told = digest(said, ((one, two, marks, f"{total:.1f}") for (one, two), (marks, total) in rows.items()))
    now, published = clock.now(), until is None
    row = Assessment.objects.create(
        public_id=public_id,
        first=first,
        last=last,
        yearly=published,
        template=said,
        state=str(AssessmentState.PUBLISHED if published else AssessmentState.FROZEN),
        object_until=until,
        digest=told,
        position=position(),
        frozen_by_id=by.id,
        frozen_at=now,
        published_by_id=by.id if published else None,
        published_at=now if published else None,
    )
    AssessmentScore.objects.bulk_create(
        AssessmentScore(
            assessment=row,
            department_id=department,
            window_id=window or None,
            marks=marks,
            total=total,
            final=total if published else None,
        )
        for (department, window), (marks, total) in rows.items()
    )
    event = PUBLISH_YEAR.event if published else FREEZE.event
    append(topic=TOPIC, subject=public_id, name=event, by=by, body={"digest": told, "position": row.position})
    return row


@transaction.atomic
def object_to(*, assessment: str, mark: str, reason: str, by: Actor) -> Objection:
    """A department objects to a mark of its own score, once, within the days of the template.

    :raises Invalid: without a reason.
    """
    row = _opened(assessment, by, OBJECT)
    GRANTS.require(by, AssessmentPermission.OBJECT, department=by.department)
    own = find_score(row, by.department, by)
    if mark not in {one.key for one in from_data(own.marks)}:
        raise Missing(gettext_noop("Your department has no such mark in this assessment."))
    there = row.objections.filter(mark=mark).exists()
    assert row.object_until is not None
    if error := why_not_object(row.object_until, clock.today(), there=there):
        raise error
    made = Objection.objects.create(
        assessment=row,
        department_id=by.department,
        mark=mark,
        reason=check_words(reason, "reason"),
        state=str(ObjectionState.RAISED),
        raised_by_id=by.id,
        raised_at=clock.now(),
    )
    _note(row, OBJECT, by, scope=by.department, mark=mark, reason=made.reason)
    return made


@transaction.atomic
def answer_objection(*, assessment: str, mark: str, upheld: bool, answer: str, by: Actor) -> Objection:
    """Answer an objection: where it is upheld the mark counts no more. What was frozen stays as it was.

    :raises Stale: where somebody else answered meanwhile.
    """
    GRANTS.require(by, AssessmentPermission.ASSESS)
    move = UPHOLD if upheld else REJECT
    row = _opened(assessment, by, move)
    made = row.objections.filter(mark=mark).first()
    if made is None:
        raise Missing(gettext_noop("Nobody objected to this mark."))
    if made.state != ObjectionState.RAISED:
        raise Stale(gettext_noop("Somebody else answered this objection meanwhile. Please look again."))
    made.answer = check_words(answer, "answer")
    made.state = str(ObjectionState.UPHELD if upheld else ObjectionState.REJECTED)
    made.answered_by_id, made.answered_at = by.id, clock.now()
    made.save(update_fields=["answer", "state", "answered_by", "answered_at"])
    _note(row, move, by, scope=made.department_id, mark=mark, answer=made.answer)
    return made


@transaction.atomic
def publish_month(*, assessment: str, by: Actor) -> Assessment:
    """Publish a month inside the house, once its days for objections are over and all are answered."""
    GRANTS.require(by, AssessmentPermission.ASSESS)
    row = _opened(assessment, by, PUBLISH)
    waiting = row.objections.filter(state=str(ObjectionState.RAISED)).count()
    assert row.object_until is not None
    if error := why_not_publish(row.object_until, clock.today(), waiting):
        raise error
    without = left_out(row)
    scores = list(row.scores.all())
    for one in scores:
        one.final = score_of(row, one, without).total
    AssessmentScore.objects.bulk_update(scores, ["final"])
    row.state, row.published_by_id, row.published_at = str(PUBLISH.target), by.id, clock.now()
    row.save(update_fields=["state", "published_by", "published_at"])
    _note(row, PUBLISH, by, left_out=sorted(without))
    return row


@transaction.atomic
def publish_year(*, year: int, by: Actor) -> Assessment:
    """The mean of the published months of a year that is over, for each unit that has as many as the template wants."""
    GRANTS.require(by, AssessmentPermission.ASSESS)
    hold_still()
    _one_at_a_time()
    months = published_months(year)
    there = Assessment.objects.filter(public_id=f"KH-{year}").exists()
    if error := why_not_publish_year(year, clock.today(), months=len(months), there=there):
        raise error
    by_what = template()
    found: dict[tuple[str, str], list[tuple[str, Decimal]]] = {}
    for one in months:
        for part in one.scores.order_by("id"):
            assert part.final is not None
            unit = (part.department_id, part.window_id or "")
            found.setdefault(unit, []).append((one.public_id, part.final))
    rows = {
        unit: ([[month, f"{total:.1f}"] for month, total in told], mean([total for _month, total in told]))
        for unit, told in found.items()
        if len(told) >= by_what.year_least
    }
    if not rows:
        message = gettext_noop("A score of the year needs %(least)s published months; there are %(n)s.")
        raise Refused(message, least=by_what.year_least, n=len(months))
    said = by_what.model_dump(mode="json")
    return _kept(f"KH-{year}", date(year, 1, 1), date(year, 12, 31), said, rows, by, None)


def _one_at_a_time() -> None:
    """Let whoever freezes, or writes down what a month would count, wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('assessment', 0))")


def _opened(public_id: str, by: Actor, move: AssessmentMove) -> Assessment:
    """The round, locked; whoever acts on it at the same time waits."""
    find_round(public_id, by)
    row = Assessment.objects.select_for_update().get(public_id=public_id)
    if error := why_not_move(move, row.state):
        raise error
    return row


def _note(row: Assessment, move: AssessmentMove, by: Actor, scope: str = "", **body: Any) -> None:
    append(topic=TOPIC, subject=row.public_id, name=move.event, by=by, scope=scope, body=body)
