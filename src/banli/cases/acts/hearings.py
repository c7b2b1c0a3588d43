"""Hearing the applicant: views on a proposed refusal, a hearing asked for, called, held and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.notices import give_notice
from banli.cases.acts.notices import told as paper_told
from banli.cases.acts.review import note_opinion
from banli.cases.acts.serving import served_by_answer
from banli.cases.acts.silence import check
from banli.cases.acts.tasks import begin_ready, finish, taken_by
from banli.cases.acts.transition import Change, move, told_move
from banli.cases.models import Case, Hearing
from banli.cases.rules.decision import check_reason
from banli.cases.rules.hearing import check_call, check_record
from banli.cases.rules.why_not import (
    raise_for,
    why_not_ask_hearing,
    why_not_call_off_hearing,
    why_not_give_up_hearing,
    why_not_hold_hearing,
    why_not_waive_hearing,
)
from banli.cases.states import (
    ASK_HEARING,
    CALL_HEARING,
    CALL_OFF_HEARING,
    GIVE_UP_HEARING,
    HOLD_HEARING,
    STATE_VIEWS,
    WAIVE_HEARING,
    State,
)
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.worktime.service import calendar

NO_HEARING = selectors.NO_HEARING
NO_HEARING_WORDS = "不要求听证。"
"""What the record holds of a waiver, in the official language."""


@transaction.atomic
def state_views(*, by: Actor, number: str, text: str, version: int | None = None) -> Case:
    """The applicant answers a proposed refusal: views and defence, or that there is nothing to say (art. 7).

    The days to ask for a hearing run on; :func:`waive_hearing` ends them.
    """
    case = selectors.for_applicant(number, by)
    check(case, STATE_VIEWS, by, version)
    check_reason(text)
    note_opinion(case, by, "views", True, text)
    return move(case, STATE_VIEWS, Change.of(case), by, served_by_answer(case))


@transaction.atomic
def ask_hearing(*, by: Actor, number: str, reason: str, version: int | None = None) -> Case:
    """The applicant asks for a hearing within five days of being told; it costs nothing (art. 47)."""
    case = selectors.for_applicant(number, by)
    check(case, ASK_HEARING, by, version)
    raise_for(why_not_ask_hearing(selectors.facts_of(case, by)))
    Hearing.objects.create(case=case, asked_on=clock.today(), reason=reason)
    return move(case, ASK_HEARING, Change.of(case), by, served_by_answer(case))


@transaction.atomic
def waive_hearing(*, by: Actor, number: str, views: str = "", version: int | None = None) -> Case:
    """The applicant asks for no hearing, which ends the five days (art. 47); with views where there are any (art. 7).

    :param views: what the applicant states in the same answer; '' for nothing.
    """
    case = selectors.for_applicant(number, by)
    check(case, WAIVE_HEARING, by, version)
    raise_for(why_not_waive_hearing(selectors.facts_of(case, by)))
    if views.strip():
        note_opinion(case, by, "views", True, views)
    note_opinion(case, by, NO_HEARING, True, NO_HEARING_WORDS)
    body = {**({"views": True} if views.strip() else {}), **served_by_answer(case)}
    return move(case, WAIVE_HEARING, Change.of(case), by, body)


@transaction.atomic
def give_up_hearing(*, by: Actor, number: str, reason: str = "", version: int | None = None) -> Case:
    """The applicant gives up the hearing asked for, called or not; the case goes on without it (art. 47).

    Where it was called already the clock runs on from today, as after a hearing.
    """
    case = selectors.for_applicant(number, by)
    called = case.state == State.PAUSED
    check(case, CALL_OFF_HEARING if called else GIVE_UP_HEARING, by, version)
    facts = selectors.facts_of(case, by)
    raise_for((why_not_call_off_hearing if called else why_not_give_up_hearing)(facts))
    hearing, spec = selectors.pending_hearing(case), facts.spec
    assert hearing is not None
    hearing.given_up_on = clock.today()
    hearing.save(update_fields=["given_up_on"])
    note_opinion(case, by, NO_HEARING, True, reason.strip() or NO_HEARING_WORDS)
    for task in selectors.open_tasks(case):
        if task.kind == "hearing":
            finish(task, by, outcome="skipped", text=reason)
    begin_ready(case, spec, taken_by(case, spec))
    if not called:
        return move(case, GIVE_UP_HEARING, Change.of(case), by)
    change, before = Change.of(case), case.due_on
    change.end_pause(selectors.pause_notice(case))
    return move(case, CALL_OFF_HEARING, change, by, told_move(before, change))


@transaction.atomic
def call_hearing(
    *,
    by: Actor,
    number: str,
    chair: str,
    place: str,
    on: date | None,
    hour: str,
    reason: str,
    version: int | None = None,
) -> Case:
    """Call a hearing: those concerned are told seven days before, and the decision's clock stands still (art. 45,
    46, 48)."""
    case = selectors.for_officer(number)
    check(case, CALL_HEARING, by, version)
    check_reason(reason)
    hearing = selectors.pending_hearing(case) or Hearing(case=case)
    check_call(
        chair=chair,
        reviewers=selectors.examiners_of(case),
        place=place,
        on=on,
        hour=hour,
        today=clock.today(),
        calendar=calendar(),
    )
    hearing.called_on, hearing.on, hearing.place, hearing.chair = clock.today(), on, place, chair.strip()
    hearing.reason = hearing.reason or reason
    hearing.hour = hour.strip().replace("：", ":").zfill(5)
    hearing.save()
    told: dict[str, object] = {
        "on": str(on),
        "hour": hearing.hour,
        "place": place,
        "chair": chair.strip(),
        "reason": reason,
    }
    told |= {"asked": hearing.asked_on is not None}
    notice = give_notice(case, "hearing", told)
    change = Change.of(case)
    change.paused_on, change.paused_for = clock.today(), "hearing"
    return move(case, CALL_HEARING, change, by, {**paper_told(notice), "on": str(on)})


@transaction.atomic
def hold_hearing(
    *, by: Actor, number: str, transcript: str, signed: Sequence[str], version: int | None = None
) -> Case:
    """Keep the record of a hearing; the clock runs on and the case is examined again in its light (art. 48)."""
    case = selectors.for_officer(number)
    check(case, HOLD_HEARING, by, version)
    raise_for(why_not_hold_hearing(selectors.facts_of(case, by)))
    hearing = selectors.pending_hearing(case)
    assert hearing is not None
    check_record(transcript, signed)
    hearing.held_at, hearing.transcript = clock.now(), transcript
    hearing.signed = [name.strip() for name in signed if name.strip()]
    hearing.save()
    spec = selectors.spec_of(case)
    for task in selectors.open_tasks(case):
        if task.kind == "hearing":
            finish(task, by, outcome="agrees", text=transcript)
    begin_ready(case, spec, taken_by(case, spec))
    change, before = Change.of(case), case.due_on
    change.end_pause(selectors.pause_notice(case))
    return move(case, HOLD_HEARING, change, by, told_move(before, change))
