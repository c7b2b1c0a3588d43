"""Why an act cannot be done with a case now: one rule for the act itself, the page that offers it and the API.

``why_not_<act>(known)`` gives the refusal, or None where nothing stands against the act. Whether the case is in a state
for it and whose act it is stand in the state table and in the permissions; what is typed into the act is checked by the
act. An act that is done for one of several steps or promises takes its key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from banli.cases.rules.acceptance import check_may_be_asked, check_waited
from banli.cases.rules.deciding import (
    check_certified,
    check_deliverable,
    check_forwarding,
    check_grantable,
    check_granted,
    check_other_person,
    check_spot,
)
from banli.cases.rules.endings import Ground, check_terminated, terminations
from banli.cases.rules.hearing import (
    check_day_come,
    check_given_up,
    check_held,
    check_request,
    check_right,
    check_told,
    check_waiver,
)
from banli.cases.rules.known import HearingKept, Known, OpenStep
from banli.cases.rules.pauses import allowance, check_allowed, check_resume, check_special
from banli.cases.rules.promises import (
    Promised,
    PromiseKind,
    check_all_in,
    check_come,
    check_over,
    check_unsettled,
)
from banli.cases.rules.steps import (
    check_agreed,
    check_all_done,
    check_beginning,
    check_for_grant,
    check_over_with,
    check_panels,
    implied,
    outstanding,
    wait_until,
)
from banli.catalogue.service import Step
from banli.kernel.errors import Denied, Missing, Refused
from banli.kernel.text import gettext_noop

Refusal = Denied | Missing | Refused
"""What stands against an act: whose it is, what is not there, or when."""
Check = Callable[[Known], object]
EXPERTS = "expert_review"


def first(known: Known, *checks: Check) -> Refusal | None:
    """What the first of ``checks`` raises that raises; None where none does."""
    for check in checks:
        try:
            check(known)
        except (Denied, Missing, Refused) as refusal:
            return refusal
    return None


def raise_for(refusal: Refusal | None) -> None:
    """Raise ``refusal`` where there is one."""
    if refusal is not None:
        raise refusal


def nothing(known: Known) -> Refusal | None:
    """For an act that the state of the case alone decides."""
    return None


# Before acceptance


def why_not_accept(known: Known) -> Refusal | None:
    """Who is barred is not let in (art. 78, 79, or the item's own law)."""
    return known.ban


def why_not_ask_correction(known: Known) -> Refusal | None:
    """The applicant of a forwarded case is not asked for material again (art. 35)."""
    return first(known, lambda one: check_may_be_asked(one.forwarded))


def why_not_refuse_acceptance(known: Known) -> Refusal | None:
    """There is a ground that applies and is this person's to use (art. 32(1)2, 78)."""
    if open_refusals(known):
        return None
    return Refused(
        gettext_noop("There is no ground on which you could refuse acceptance of this application.")
    )


def open_refusals(known: Known) -> dict[str, Ground]:
    """The grounds of :attr:`Known.refusals` that this person may use; after the five days only that of a ban."""
    return {
        key: one
        for key, one in known.refusals.items()
        if (known.head if one.head else known.window) and (key == "barred" or not known.silent)
    }


# Examination


def why_not_begin_step(known: Known, key: str) -> Refusal | None:
    """The step is of this case, has not begun and waits for nothing; a special procedure is begun as one."""
    return first(known, lambda one: check_beginning(one.spec, one.taken, one.done, key))


def why_not_finish_step(known: Known, key: str) -> Refusal | None:
    """The step is under way, its fixed time is over, its experts have concluded, and no other act ends it."""
    return first(known, lambda one: _check_finishing(one, key))


def _check_finishing(known: Known, key: str) -> None:
    task = open_step(known, key)
    step = next(one for one in known.spec.steps if one.key == key)
    until = wait_until(step, task.begun_on, task.due_on, known.days)
    check_over_with(step, until, known.today, known.paused_for)
    if task.kind == EXPERTS:
        check_panels(known.panels_concluded)


def open_step(known: Known, key: str) -> OpenStep:
    """The step ``key`` that is under way. Raises :class:`Missing`."""
    for one in known.open_steps:
        if one.key == key:
            return one
    raise Missing(gettext_noop("This step is not under way; somebody may have finished it. Please reload."))


def why_not_pause(known: Known) -> Refusal | None:
    """The item allows a special procedure other than a hearing, which has acts of its own (art. 45, 48)."""
    return first(known, lambda one: check_special(one.spec))


def why_not_resume(known: Known) -> Refusal | None:
    """A hearing ends with its record, an expert review with the panels' conclusion (art. 45, 48)."""
    return first(known, lambda one: check_resume(one.paused_for), _check_special_experts)


def _check_special_experts(known: Known) -> None:
    special = {step.key for step in known.spec.steps if step.special and step.special == known.paused_for}
    if any(task.key in special and task.kind == EXPERTS for task in known.open_steps):
        check_panels(known.panels_concluded)


def why_not_extend(known: Known) -> Refusal | None:
    """Once, before the end, by whom the law names (art. 42)."""
    return first(
        known,
        lambda one: check_allowed(
            allowance(one.spec),
            extended_days=one.extended_days,
            today=one.today,
            statutory_due=one.statutory_due,
            by_government=not one.head,
        ),
    )


def why_not_review(known: Known) -> Refusal | None:
    """Everything is done that must be done before any proposal; a grant may need more (:func:`left`)."""
    return first(known, lambda one: check_all_done(left(one, refusing=True)))


def left(known: Known, *, refusing: bool) -> tuple[Step, ...]:
    """The steps that must be finished before a proposal, without those that the proposal finishes by itself."""
    under_way = {one.key for one in known.open_steps}
    own = {step.key for step in implied(known.spec, [one for one in known.taken if one.key in under_way])}
    still = outstanding(known.spec, known.taken, known.done, refusing=refusing)
    return tuple(step for step in still if step.key not in own)


def why_not_enter_channel(known: Known) -> Refusal | None:
    """The item has a green channel, and the case is not in it."""
    if known.spec.green_channel is None:
        return Refused(gettext_noop("This item has no green channel."))
    if known.in_channel:
        return Refused(gettext_noop("This case is in the green channel already."))
    return None


# Promises


def why_not_supplement(known: Known) -> Refusal | None:
    """Something was promised that has not come (容缺后补)."""
    if awaited(known):
        return None
    return Refused(gettext_noop("This material was not promised, or has come already."))


def awaited(known: Known) -> tuple[str, ...]:
    """The keys of promised materials that have not come."""
    return tuple(
        one.what
        for one in known.promised
        if one.kind == PromiseKind.LATER_MATERIAL and one.kept is None and one.what not in known.handed_in
    )


def why_not_keep_promise(known: Known, key: str) -> Refusal | None:
    """The promise is not settled, and the promised material is here."""
    return first(
        known,
        lambda one: check_unsettled(promise(one, key)),
        lambda one: check_come(promise(one, key), one.handed_in),
    )


def why_not_break_promise(known: Known, key: str) -> Refusal | None:
    """The promise is not settled; late material is missed after its day only."""
    return first(
        known,
        lambda one: check_unsettled(promise(one, key)),
        lambda one: check_over(promise(one, key), one.today),
    )


def promise(known: Known, key: str) -> Promised:
    """What was promised under ``key``. Raises :class:`Missing`."""
    for one in known.promised:
        if one.what == key:
            return one
    raise Missing(gettext_noop("Nothing of that name was promised in this case."))


# The right to be heard


def pending(known: Known) -> HearingKept | None:
    """The hearing that was asked for or called and neither held yet nor given up."""
    return next((one for one in known.hearings if one.held_at is None and one.given_up_on is None), None)


def held(known: Known) -> bool:
    """True where a hearing was held."""
    return any(one.held_at for one in known.hearings)


def why_not_ask_hearing(known: Known) -> Refusal | None:
    """Within five days of being told, where there is a right to it, once (art. 47)."""
    return first(
        known,
        lambda one: check_request(one.told_on, one.waived, one.today, one.days),
        lambda one: check_right(one.spec, asked=pending(one) is not None),
    )


def why_not_waive_hearing(known: Known) -> Refusal | None:
    """Who has a right to a hearing and has not asked for one may say once to ask for none (art. 47)."""
    return first(known, lambda one: check_waiver(one.spec, pending(one) is not None, one.waived))


def why_not_give_up_hearing(known: Known) -> Refusal | None:
    """The applicant gives up a hearing asked for, and none that the law or the organ wants (art. 46, 47)."""
    return first(known, lambda one: _check_given_up(one, called=False))


def why_not_call_off_hearing(known: Known) -> Refusal | None:
    """The same after the hearing was called."""
    return first(known, lambda one: _check_given_up(one, called=True))


def _check_given_up(known: Known, *, called: bool) -> None:
    found = pending(known)
    there = found is not None and (not called or known.paused_for == "hearing")
    check_given_up(known.spec, there, found.asked_on if found else None)


def why_not_hold_hearing(known: Known) -> Refusal | None:
    """A hearing was called, and its day has come (art. 48)."""
    found = pending(known)
    if found is None or known.paused_for != "hearing":
        return Missing(gettext_noop("No hearing was called in this case."))
    on: date | None = found.on
    return first(known, lambda one: check_day_come(on, one.today))


# The decision


def _check_decision(known: Known) -> None:
    """Somebody else examined it, and a hearing that is due was held (art. 46, 47)."""
    check_other_person(known.reviewer, known.person)
    asked = any(one.asked_on and not one.held_at and not one.given_up_on for one in known.hearings)
    check_held(known.spec, held(known), asked)


def why_not_grant(known: Known) -> Refusal | None:
    """What can never be granted comes first: a step to make up for would be done for nothing."""
    return first(
        known,
        _check_decision,
        lambda one: check_forwarding(one.spec, forwarding=False),
        lambda one: check_grantable(one.findings),
        lambda one: check_agreed(one.spec, one.done),
        lambda one: check_for_grant(one.spec, one.taken, one.done),
        lambda one: check_all_in(one.promised),
        _check_still_free,
    )


def _check_still_free(known: Known) -> None:
    """The ground was given to nobody else since the application came in."""
    if known.ground_taken:
        message = gettext_noop("This cannot be granted: %(why)s")
        raise Refused(message, why=" ".join(str(one) for one in known.ground_taken))


def why_not_refuse(known: Known) -> Refusal | None:
    """The applicant was told and heard before (art. 7, 36, 47)."""
    return first(
        known,
        _check_decision,
        lambda one: check_told(
            one.spec, one.told_on, stated=one.stated, waived=one.waived, today=one.today, calendar=one.days
        ),
    )


def why_not_tell_refusal(known: Known) -> Refusal | None:
    """Who examined the case does not decide it."""
    return first(known, lambda one: check_other_person(one.reviewer, one.person))


def why_not_forward(known: Known) -> Refusal | None:
    """The upper organ decides this item, and somebody else examined the case (art. 35)."""
    return first(
        known,
        lambda one: check_forwarding(one.spec, forwarding=True),
        lambda one: check_other_person(one.reviewer, one.person),
    )


def why_not_decide_on_the_spot(known: Known) -> Refusal | None:
    """An instant item whose rules nothing breaks (art. 34(2))."""
    return first(known, lambda one: check_spot(one.spec), lambda one: check_grantable(one.findings))


def why_not_issue(known: Known) -> Refusal | None:
    """The grant is given as a certificate (art. 39)."""
    return first(known, lambda one: check_certified(one.spec, one.derived))


def why_not_deliver(known: Known) -> Refusal | None:
    """A result that is a certificate is handed over after it was issued."""
    return first(known, lambda one: check_deliverable(one.spec, one.derived, one.state))


def why_not_revoke(known: Known) -> Refusal | None:
    """What was never granted cannot be revoked (art. 69)."""
    return first(known, lambda one: check_granted(one.result))


# Ends without a decision


def why_not_terminate(known: Known) -> Refusal | None:
    """There is a ground of the table that fits the case, is this person's, and has not to be waited for."""
    if open_endings(known):
        return None
    if "unanswered" in terminations(known.spec, known.state):
        return first(known, lambda one: check_waited(one.state, one.answer_until, one.today))
    return first(known, lambda one: check_terminated(one.spec, one.state, ""))


def open_endings(known: Known) -> dict[str, Ground]:
    """The grounds on which this person may end the case without a decision now."""
    over = first(known, lambda one: check_waited(one.state, one.answer_until, one.today)) is None
    return {
        key: one
        for key, one in terminations(known.spec, known.state).items()
        if (known.head if one.head else over)
    }


WHY_NOT: dict[str, Callable[[Known], Refusal | None]] = {
    "correct_on_the_spot": nothing,
    "ask_correction": why_not_ask_correction,
    "resubmit": nothing,
    "accept": why_not_accept,
    "refuse_acceptance": why_not_refuse_acceptance,
    "find_not_required": nothing,
    "retract": nothing,
    "enter_channel": why_not_enter_channel,
    "supplement": why_not_supplement,
    "pause": why_not_pause,
    "resume": why_not_resume,
    "extend": why_not_extend,
    "review": why_not_review,
    "return_to_review": nothing,
    "tell_refusal": why_not_tell_refusal,
    "state_views": nothing,
    "ask_hearing": why_not_ask_hearing,
    "waive_hearing": why_not_waive_hearing,
    "give_up_hearing": why_not_give_up_hearing,
    "call_off_hearing": why_not_call_off_hearing,
    "call_hearing": nothing,
    "hold_hearing": why_not_hold_hearing,
    "grant": why_not_grant,
    "refuse": why_not_refuse,
    "forward": why_not_forward,
    "decide_on_the_spot": why_not_decide_on_the_spot,
    "withdraw": nothing,
    "terminate": why_not_terminate,
    "void": nothing,
    "issue": why_not_issue,
    "deliver": why_not_deliver,
    "revoke": why_not_revoke,
    "archive": nothing,
}
"""Act to its rule, for every act that a person does with a case as a whole."""
WHY_NOT_EACH: dict[str, Callable[[Known, str], Refusal | None]] = {
    "begin_step": why_not_begin_step,
    "finish_step": why_not_finish_step,
    "keep_promise": why_not_keep_promise,
    "break_promise": why_not_break_promise,
}
"""The same for acts that are done for one step or promise, with its key."""
