"""Why a case cannot be decided so now, and why its result cannot be handed over or taken back."""

from __future__ import annotations

from banli.cases.rules.answering import check_look_up, check_no_look_up
from banli.cases.rules.consulting import check_no_consultation
from banli.cases.rules.decision import (
    check_certified,
    check_deliverable,
    check_forwarding,
    check_grantable,
    check_granted,
    check_other_person,
    check_spot,
)
from banli.cases.rules.entries import check_entered
from banli.cases.rules.facts import Known
from banli.cases.rules.hearing import (
    check_held,
    check_told,
)
from banli.cases.rules.promises import (
    check_all_in,
)
from banli.cases.rules.steps import (
    check_agreed,
    check_for_grant,
)
from banli.cases.rules.together import check_not_waiting
from banli.cases.rules.why_not.acceptance import why_not_accept
from banli.cases.rules.why_not.hearing import held
from banli.cases.rules.why_not.outcome import Refusal, first, raise_for
from banli.cases.states import State
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop


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
        lambda one: check_entered(one.spec, one.derived, "proposal"),
        lambda one: check_agreed(one.spec, one.done),
        lambda one: check_for_grant(one.spec, one.taken, one.done),
        lambda one: check_all_in(one.promised),
        lambda one: check_not_waiting(one.waits_for),
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
            one.spec,
            one.told_on,
            one.told_served_on,
            stated=one.stated,
            waived=one.waived,
            today=one.today,
            calendar=one.days,
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
    return first(
        known,
        lambda one: check_no_look_up(one.spec),
        lambda one: check_spot(one.spec),
        lambda one: check_no_consultation(one.consultations),
        lambda one: check_grantable(one.findings),
        lambda one: check_not_waiting(one.waits_for),
    )


def why_not_answer(known: Known) -> Refusal | None:
    """A look-up whose application may be accepted, or was."""
    return first(
        known,
        lambda one: check_look_up(one.spec),
        _check_acceptable,
        lambda one: check_not_waiting(one.waits_for),
    )


def _check_acceptable(known: Known) -> None:
    if known.state == State.SUBMITTED:
        raise_for(why_not_accept(known))


def why_not_issue(known: Known) -> Refusal | None:
    """The grant is given as a certificate (art. 39)."""
    return first(
        known,
        lambda one: check_certified(one.spec, one.derived),
        lambda one: check_entered(one.spec, one.derived, "certificate"),
    )


def why_not_deliver(known: Known) -> Refusal | None:
    """A result that is a certificate is handed over after it was issued."""
    return first(known, lambda one: check_deliverable(one.spec, one.derived, one.state))


def why_not_revoke(known: Known) -> Refusal | None:
    """What was never granted cannot be revoked (art. 69)."""
    return first(known, lambda one: check_no_look_up(one.spec), lambda one: check_granted(one.result))
