"""Hearing the applicant: views on a proposed refusal, a hearing asked for, called, held and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.notices import give_notice
from banli.cases.acts.path import Change, check, move, told_move
from banli.cases.acts.reviewing import note_opinion
from banli.cases.acts.tasks import begin_ready, finish, taken_by
from banli.cases.models import Case, Hearing
from banli.cases.rules.deciding import check_reason
from banli.cases.rules.hearing import check_call, check_record, check_request
from banli.cases.states import ASK_HEARING, CALL_HEARING, HOLD_HEARING, STATE_VIEWS
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop
from banli.worktime.service import calendar


@transaction.atomic
def state_views(*, by: Actor, number: str, text: str, version: int | None = None) -> Case:
    """The applicant answers a proposed refusal: views and defence, or that there is nothing to say (art. 7)."""
    case = selectors.for_applicant(number, by)
    check(case, STATE_VIEWS, by, version)
    check_reason(text)
    note_opinion(case, by, "views", True, text)
    return move(case, STATE_VIEWS, Change.of(case), by)


@transaction.atomic
def ask_hearing(*, by: Actor, number: str, reason: str, version: int | None = None) -> Case:
    """The applicant asks for a hearing within five days of being told; it costs nothing (art. 47)."""
    case = selectors.for_applicant(number, by)
    check(case, ASK_HEARING, by, version)
    check_request(selectors.refusal_told_on(case), clock.today(), calendar())
    if selectors.spec_of(case).hearing == "none":
        raise Refused(
            gettext_noop("The law gives no right to a hearing in this matter; state your views instead.")
        )
    if selectors.pending_hearing(case):
        raise Refused(gettext_noop("A hearing was asked for before."))
    Hearing.objects.create(case=case, asked_on=clock.today(), reason=reason)
    return move(case, ASK_HEARING, Change.of(case), by)


@transaction.atomic
def call_hearing(
    *,
    by: Actor,
    number: str,
    chair: str,
    place: str,
    on: date | None,
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
        today=clock.today(),
        asked_on=hearing.asked_on,
        calendar=calendar(),
    )
    hearing.called_on, hearing.on, hearing.place, hearing.chair = clock.today(), on, place, chair.strip()
    hearing.reason = hearing.reason or reason
    hearing.save()
    told = {"on": str(on), "place": place, "chair": chair.strip(), "reason": reason}
    notice = give_notice(case, "hearing", told)
    change = Change.of(case)
    change.paused_on, change.paused_for = clock.today(), "hearing"
    return move(case, CALL_HEARING, change, by, {"notice": notice.number, "on": str(on)})


@transaction.atomic
def hold_hearing(
    *, by: Actor, number: str, transcript: str, signed: Sequence[str], version: int | None = None
) -> Case:
    """Keep the record of a hearing; the clock runs on and the case is examined again in its light (art. 48)."""
    case = selectors.for_officer(number)
    check(case, HOLD_HEARING, by, version)
    hearing = selectors.pending_hearing(case)
    if hearing is None or case.paused_for != "hearing":
        raise Missing(gettext_noop("No hearing was called in this case."))
    check_record(transcript, signed, hearing.on, clock.today())
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
