"""Asking, answering, meeting, concluding, calling off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from banli.consultations.models import Consultation, ConsultationMeeting, Consulted, LateOpinion
from banli.consultations.permissions import GRANTS, ConsultationPermission
from banli.consultations.rules import (
    ConsultationRecord,
    MeetingRecord,
    check_asking,
    check_conclusion,
    check_opinion,
    why_not_answer,
    why_not_conclude,
    why_not_move,
)
from banli.consultations.selectors import TOPIC, answers, find_consultation, seats, unnoted_late_opinions
from banli.consultations.states import (
    ASK,
    CALL_OFF,
    CONCLUDE,
    GIVE,
    MEET,
    ConsultationMove,
    ConsultationState,
)
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Stale
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.records import check_not_ahead, check_order
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.people.service import department


@transaction.atomic
def ask(
    *,
    record: ConsultationRecord,
    topic: str,
    subject: str,
    matter: str,
    asking: str,
    latest: date | None,
    by: Actor,
) -> tuple[Consultation, bool]:
    """Ask departments or divisions for their opinion, and whether that is new; the same record twice is one.

    :param topic: what ``subject`` is, such as a case.
    :param asking: the department that asks.
    :param latest: the last day of the subject's own clock; None where it is open.
    """
    GRANTS.require(by, ConsultationPermission.ASK, department=asking)
    check_asking(record, asking, clock.today(), latest)
    for one in record.asked:
        department(one.department)
    values = {
        "topic": topic,
        "subject": subject,
        "step": record.step,
        "department_id": asking,
        "matter": matter,
        "question": record.question,
        "answer_by": record.answer_by,
        "holds": record.holds,
        "asked_by_id": by.id,
    }
    row, made = once(Consultation, record.public_id or _number(), values, state=str(ConsultationState.ASKED))
    if made:
        Consulted.objects.bulk_create(
            Consulted(consultation=row, place=place, department_id=one.department, division=one.division)
            for place, one in enumerate(record.asked)
        )
        asked = [f"{one.department} {one.division}".strip() for one in record.asked]
        day = record.answer_by.isoformat()
        _note(row, ASK, by, asked=asked, question=row.question, answer_by=day, holds=row.holds)
    return row, made


def _number() -> str:
    year = clock.today().year
    return f"HS-{year}-{take(f'consultations:{year}'):04d}"


@transaction.atomic
def give_opinion(
    *, consultation: str, seat: int, stance: str, text: str, by: Actor, version: int | None = None
) -> Consulted:
    """Say what a department or division that was asked thinks; a mend takes the earlier opinion's place.

    :param seat: the place in the request, from 0.
    :param version: how many opinions of this seat the caller knew of; None does not ask.
    :raises Stale: where another opinion was given since.
    """
    row = _opened(consultation, by, GIVE)
    one = next((each for each in seats(row) if each.place == seat), None)
    if one is None:
        raise Missing(gettext_noop("Nobody was asked there."))
    GRANTS.require(by, ConsultationPermission.OPINE, department=one.department_id)
    if error := why_not_answer(one.department_id == row.department_id, row.asked_by_id, by.id):
        raise error
    said = check_opinion(stance, text)
    if version is not None and version != one.version:
        raise Stale(gettext_noop("Somebody else of your department answered meanwhile."))
    one.stance, one.text, one.version = str(said), text.strip(), one.version + 1
    one.given_by_id, one.given_at = by.id, clock.now()
    one.save(update_fields=["stance", "text", "version", "given_by", "given_at"])
    _note(row, GIVE, by, seat=seat, stance=one.stance, text=one.text, version=one.version)
    return one


@transaction.atomic
def record_meeting(
    *, consultation: str, record: MeetingRecord, by: Actor, version: int | None = None
) -> ConsultationMeeting:
    """Write down a meeting: when, where, who chaired and was there, what was said.

    :raises Overtaken: where something was written about the consultation after ``version``; None does not ask.
    """
    row = _opened(consultation, by, MEET, ConsultationPermission.ASK)
    check_unchanged(topic=TOPIC, subject=consultation, version=version)
    check_not_ahead(record.held_on, clock.today())
    check_order(row.recorded_at.astimezone(clock.SHANGHAI).date(), record.held_on)
    made = ConsultationMeeting.objects.create(
        consultation=row, **record.model_dump(), recorded_by_id=by.id, recorded_at=clock.now()
    )
    _note(row, MEET, by, held_on=record.held_on.isoformat(), present=list(record.present))
    return made


@transaction.atomic
def conclude(
    *,
    consultation: str,
    outcome: str,
    text: str,
    by: Actor,
    on_objections: str = "",
    version: int | None = None,
) -> Consultation:
    """Say what the consultation comes to. Whoever did not answer is named in the record: silence agrees to nothing.

    :raises Overtaken: where something was written about it after ``version``; None does not ask.
    """
    row = _opened(consultation, by, CONCLUDE, ConsultationPermission.ASK)
    check_unchanged(topic=TOPIC, subject=consultation, version=version)
    said = answers(row)
    if error := why_not_conclude(said, row.answer_by, clock.today()):
        raise error
    row.outcome = str(check_conclusion(outcome, text, on_objections, said))
    row.on_objections = on_objections.strip()
    silent = [one.place for one in seats(row) if not one.stance]
    return _end(row, CONCLUDE, text, by, outcome=row.outcome, silent=silent)


@transaction.atomic
def call_off(*, consultation: str, reason: str, by: Actor, version: int | None = None) -> Consultation:
    """End a consultation without a conclusion, with the reason."""
    row = _opened(consultation, by, CALL_OFF, ConsultationPermission.ASK)
    check_unchanged(topic=TOPIC, subject=consultation, version=version)
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why it is called off."))])
    return _end(row, CALL_OFF, reason, by)


def _end(row: Consultation, move: ConsultationMove, text: str, by: Actor, **body: Any) -> Consultation:
    row.state, row.conclusion = str(move.target), text.strip()
    row.ended_by_id, row.ended_at = by.id, clock.now()
    row.save(update_fields=["state", "outcome", "conclusion", "on_objections", "ended_by", "ended_at"])
    _note(row, move, by, text=row.conclusion, **body)
    return row


def _opened(
    public_id: str, by: Actor, move: ConsultationMove, permission: ConsultationPermission | None = None
) -> Consultation:
    """The consultation, locked; whoever acts on it at the same time waits and sees what was done."""
    seen = find_consultation(public_id, by)
    if permission is not None:
        GRANTS.require(by, permission, department=seen.department_id)
    Consultation.objects.select_for_update().get(pk=seen.pk)
    found = find_consultation(public_id, by)
    if error := why_not_move(move, found.state):
        raise error
    return found


def _note(row: Consultation, move: ConsultationMove, by: Actor, **body: Any) -> None:
    append(topic=TOPIC, subject=row.public_id, name=move.event, by=by, scope=row.department_id, body=body)


def note_late_opinions(*, by: Actor) -> int:
    """Note each opinion that was not given by its last day and was not noted yet; how many.

    It may come late or run twice: what is noted follows from the days, also where the opinion came meanwhile.
    """
    GRANTS.require(by, ConsultationPermission.NOTE_LATE)
    return sum(_note_late(key, by) for key in unnoted_late_opinions(clock.today()))


@transaction.atomic
def _note_late(key: int, by: Actor) -> bool:
    one = Consulted.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=key)
    due = one.consultation.answer_by
    _row, made = LateOpinion.objects.get_or_create(
        consulted=one, defaults={"due": due, "noted_at": clock.now()}
    )
    if made:
        append(
            topic=TOPIC,
            subject=one.consultation.public_id,
            name="opinion_late",
            by=by,
            scope=one.department_id,
            body={"seat": one.place, "due": due.isoformat()},
        )
    return made
