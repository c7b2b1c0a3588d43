"""What reviewers and approvers do: examine, pause and resume, extend, decide."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.notices import decide, give_notice
from banli.cases.acts.path import Change, check, move
from banli.cases.models import Case, Opinion
from banli.cases.rules import (
    Clock,
    check_extension,
    check_grantable,
    check_opinion,
    check_other_person,
    check_pause,
    check_refusal,
)
from banli.cases.states import (
    EXTEND,
    GRANT,
    ISSUE,
    PAUSE,
    REFUSE,
    RESUME,
    RETURN_TO_REVIEW,
    REVIEW,
)
from banli.catalogue.service import derive, verdicts
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.worktime.service import calendar


@transaction.atomic
def pause(
    *,
    by: Actor,
    number: str,
    procedure: str,
    reason: str,
    officers: Sequence[str] = (),
    version: int | None = None,
) -> Case:
    """Begin a special procedure; time stands still from the written notice on (art. 45).

    :param procedure: the key of one of the item's special procedures, or of art. 45 where it names none.
    """
    case = selectors.for_officer(number)
    check(case, PAUSE, by, version)
    found = check_pause(selectors.spec_of(case), procedure, reason, officers)
    told = {"procedure": procedure, "name": found.name, "basis": found.basis, "reason": reason}
    notice = give_notice(case, "special_procedure", {**told, "officers": list(officers)})
    change = Change.of(case)
    change.paused_on = clock.today()
    return move(case, PAUSE, change, by, {"notice": notice.number, "procedure": procedure})


@transaction.atomic
def resume(*, by: Actor, number: str, result: str, version: int | None = None) -> Case:
    """End the special procedure with its result; both limits move by the days excluded."""
    case = selectors.for_officer(number)
    check(case, RESUME, by, version)
    check_opinion(result)
    change = Change.of(case)
    start = change.paused_on or clock.today()
    change.pauses = [*change.pauses, [start.isoformat(), clock.today().isoformat()]]
    change.paused_on = None
    before = change.due_on
    _recount(change)
    _opinion(case, by, "special_procedure", True, result)
    moved = {"from": str(before), "to": str(change.due_on)}
    return move(case, RESUME, change, by, {"due_on": moved})


@transaction.atomic
def extend(*, by: Actor, number: str, days: int, reason: str, version: int | None = None) -> Case:
    """Extend the limits once, with a notice of the reason (art. 42(1))."""
    case = selectors.for_officer(number)
    check(case, EXTEND, by, version)
    check_extension(days, reason, case.extended_days, clock.today(), case.statutory_due_on)
    change = Change.of(case)
    change.extended_days = days
    _recount(change)
    notice = give_notice(
        case,
        "extension",
        {"days": days, "reason": reason, "due_on": str(change.due_on)},
    )
    return move(case, EXTEND, change, by, {"notice": notice.number, "days": days})


def _recount(change: Change) -> None:
    """Both due dates anew from the pinned limits and what moved them."""
    if change.accepted_at is None:
        return
    accepted_on = change.accepted_at.astimezone(clock.SHANGHAI).date()
    running = Clock.from_stored(accepted_on, change.limits, change.pauses, change.extended_days)
    change.due_on = running.due(running.promised, calendar())
    change.statutory_due_on = running.due(running.statutory, calendar())


@transaction.atomic
def review(*, by: Actor, number: str, agrees: bool, opinion: str, version: int | None = None) -> Case:
    """Put an examined case before the approver, with the reviewer's opinion."""
    case = selectors.for_officer(number)
    check(case, REVIEW, by, version)
    check_opinion(opinion)
    _opinion(case, by, "examine", agrees, opinion)
    change = Change.of(case)
    change.reviewer_id = by.id
    return move(case, REVIEW, change, by, {"agrees": agrees})


@transaction.atomic
def return_to_review(*, by: Actor, number: str, opinion: str, version: int | None = None) -> Case:
    """Send a proposed case back to examination, saying what is missing."""
    case = selectors.for_officer(number)
    check(case, RETURN_TO_REVIEW, by, version)
    check_opinion(opinion)
    _opinion(case, by, "return", False, opinion)
    return move(case, RETURN_TO_REVIEW, Change.of(case), by)


@transaction.atomic
def grant(*, by: Actor, number: str, opinion: str = "", version: int | None = None) -> Case:
    """Grant the application in writing (art. 38(1))."""
    case = selectors.for_officer(number)
    check(case, GRANT, by, version)
    check_other_person(case.reviewer_id, by.id)
    spec = selectors.spec_of(case)
    check_grantable(verdicts(spec, derive(spec, case.form)))
    decision = decide(case, by, granted=True)
    if opinion:
        _opinion(case, by, "approve", True, opinion)
    return move(case, GRANT, Change.of(case), by, {"decision": decision.number})


@transaction.atomic
def refuse(*, by: Actor, number: str, reasons: str, remedies: str, version: int | None = None) -> Case:
    """Refuse the application in writing, with reasons and where to appeal (art. 38(2))."""
    case = selectors.for_officer(number)
    check(case, REFUSE, by, version)
    check_other_person(case.reviewer_id, by.id)
    check_refusal(reasons, remedies)
    decision = decide(case, by, granted=False, reasons=reasons, remedies=remedies)
    return move(case, REFUSE, Change.of(case), by, {"decision": decision.number})


@transaction.atomic
def note_certificate(*, by: Actor, number: str, certificate: str, version: int | None = None) -> Case:
    """A certificate was issued for a granted case (art. 39); called by the licences app."""
    case = selectors.for_officer(number)
    check(case, ISSUE, by, version)
    return move(case, ISSUE, Change.of(case), by, {"certificate": certificate})


def _opinion(case: Case, by: Actor, step: str, agrees: bool, text: str) -> None:
    Opinion.objects.create(case=case, step=step, agrees=agrees, text=text, by_id=by.id, at=clock.now())
