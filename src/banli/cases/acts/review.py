"""What reviewers do, and the approver before a decision: examine, pause and resume, extend, propose, send back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.notices import give_notice
from banli.cases.acts.notices import told as paper_told
from banli.cases.acts.silence import check
from banli.cases.acts.tasks import begin_special, conclude, finish_special, redo
from banli.cases.acts.transition import Change, move, told_due, told_move
from banli.cases.models import Case, Opinion
from banli.cases.rules.decision import check_opinion
from banli.cases.rules.entries import check_entered
from banli.cases.rules.pauses import allowance, check_extension, check_pause
from banli.cases.rules.why_not import (
    raise_for,
    why_not_extend,
    why_not_pause,
    why_not_resume,
    why_not_review,
)
from banli.cases.states import EXTEND, PAUSE, RESUME, RETURN_TO_REVIEW, REVIEW
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.worktime.service import Unit, calendar, ends, iso


@transaction.atomic
def pause(
    *,
    by: Actor,
    number: str,
    procedure: str,
    reason: str,
    days: int,
    officers: Sequence[str] = (),
    version: int | None = None,
) -> Case:
    """Begin a special procedure; time stands still from the written notice on, which tells how long it will take (art.
    45).

    :param procedure: the key of one of the item's special procedures, or of art. 45 where it names none.
    :param days: how many working days it will take.
    """
    case = selectors.for_officer(number)
    check(case, PAUSE, by, version)
    raise_for(why_not_pause(selectors.facts_of(case, by)))
    found = check_pause(selectors.spec_of(case), procedure, reason, officers, days)
    told: dict[str, Any] = {
        "procedure": procedure,
        "name": found.name,
        "basis": found.basis,
        "reason": reason,
    }
    told |= {"officers": list(officers), **_time_needed(Change.of(case), days)}
    notice = give_notice(case, "special_procedure", told)
    begun = begin_special(case, selectors.spec_of(case), procedure)
    change = Change.of(case)
    change.paused_on, change.paused_for = clock.today(), procedure
    body = {**paper_told(notice), "procedure": procedure, **({"begun": begun} if begun else {})}
    return move(case, PAUSE, change, by, body)


def _time_needed(change: Change, days: int) -> dict[str, Any]:
    """What the notice says of the time: how many working days, from when until when, and the promise moved by them."""
    today = clock.today()
    found = ends(today, days, Unit.WORKING, calendar())
    last = found if isinstance(found, date) else None
    told = {
        "needs": {"days": days, "unit": Unit.WORKING.value},
        "first": today.isoformat(),
        "last": iso(last),
    }
    if last is None:
        return told
    change.pauses = [*change.pauses, [today.isoformat(), last.isoformat(), ""]]
    return {**told, **told_due(change)}


@transaction.atomic
def resume(*, by: Actor, number: str, result: str, agrees: bool = True, version: int | None = None) -> Case:
    """End the special procedure with its result; both limits move by the days excluded.

    The step of the review that the procedure is, where there is one, ends with it.
    """
    case = selectors.for_officer(number)
    check(case, RESUME, by, version)
    raise_for(why_not_resume(selectors.facts_of(case, by)))
    check_opinion(result)
    change, before = Change.of(case), case.due_on
    finish_special(case, selectors.spec_of(case), by, agrees=agrees, text=result)
    change.end_pause(selectors.pause_notice(case))
    note_opinion(case, by, "special_procedure", agrees, result)
    return move(case, RESUME, change, by, told_move(before, change))


@transaction.atomic
def extend(*, by: Actor, number: str, days: int, reason: str, version: int | None = None) -> Case:
    """Extend the limits once, with a notice of the reason (art. 42): the organ's head, or the government's for a
    case that several departments handle jointly."""
    case = selectors.for_officer(number)
    check(case, EXTEND, by, version)
    raise_for(why_not_extend(selectors.facts_of(case, by)))
    allowed = allowance(selectors.spec_of(case))
    check_extension(allowed, days=days, reason=reason)
    change = Change.of(case)
    change.extended_days = days
    unit = case.limits["statutory"]["unit"]
    told = {
        "days": days,
        "unit": unit,
        "reason": reason,
        "basis": allowed.article,
        "government": allowed.government,
        **told_due(change),
    }
    notice = give_notice(case, "extension", told)
    return move(case, EXTEND, change, by, {**paper_told(notice), "days": days, "unit": unit})


@transaction.atomic
def review(*, by: Actor, number: str, agrees: bool, opinion: str, version: int | None = None) -> Case:
    """Put an examined case before the approver, with the reviewer's opinion, when every step before is finished."""
    case = selectors.for_officer(number)
    check(case, REVIEW, by, version)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_review(facts))
    check_opinion(opinion)
    if agrees:
        check_entered(facts.spec, facts.derived, "proposal")
    conclude(facts, agrees)
    note_opinion(case, by, "examine", agrees, opinion)
    change = Change.of(case)
    change.reviewer_id = by.id
    return move(case, REVIEW, change, by, {"agrees": agrees})


@transaction.atomic
def return_to_review(
    *, by: Actor, number: str, opinion: str, again: Collection[str] = (), version: int | None = None
) -> Case:
    """Send a proposed case back to examination, saying what is missing.

    :param again: keys of finished steps that are to be done again, such as a department's that said no.
    """
    case = selectors.for_officer(number)
    check(case, RETURN_TO_REVIEW, by, version)
    check_opinion(opinion)
    begun = redo(case, selectors.spec_of(case), again)
    note_opinion(case, by, "return", False, opinion)
    return move(case, RETURN_TO_REVIEW, Change.of(case), by, {"begun": begun} if begun else None)


def note_opinion(case: Case, by: Actor, step: str, agrees: bool, text: str) -> None:
    """Keep what somebody thought of the case."""
    Opinion.objects.create(case=case, step=step, agrees=agrees, text=text, by_id=by.id, at=clock.now())
