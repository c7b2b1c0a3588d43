"""Why an application cannot be answered so: accepted, sent back, not accepted, ended without a decision."""

from __future__ import annotations

from banli.cases.rules.acceptance import check_barred_only, check_may_be_asked, check_waited
from banli.cases.rules.facts import Known
from banli.cases.rules.grounds import (
    Ground,
    check_ground_applies,
    check_terminated,
    check_whose,
    terminations,
)
from banli.cases.rules.serving import check_correctable, check_served, check_waits
from banli.cases.rules.why_not.outcome import Refusal, first
from banli.cases.states import State
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop


def why_not_accept(known: Known) -> Refusal | None:
    """Who is barred is not let in (art. 78, 79, or the item's own law)."""
    return known.ban


def why_not_ask_correction(known: Known) -> Refusal | None:
    """The applicant of a forwarded case is not asked for material again (art. 35)."""
    return first(known, lambda one: check_may_be_asked(one.forwarded))


def why_not_serve_notice(known: Known) -> Refusal | None:
    """A notice that starts days of the applicant waits to be served."""
    return first(known, lambda one: check_waits(one.serving))


def why_not_correct_service(known: Known) -> Refusal | None:
    """The desk recorded the service of the notice that is still to be answered."""
    return first(known, lambda one: check_correctable(one.serving))


def why_not_refuse_acceptance(known: Known, ground: str | None = None) -> Refusal | None:
    """There is a ground that applies and is this person's to use (art. 32(1)2, 78).

    :param ground: the key of the one that was chosen; None asks whether there is any.
    """
    if ground is not None:
        return first(known, lambda one: _check_refusal(one, ground))
    if open_refusals(known):
        return None
    return Refused(
        gettext_noop("There is no ground on which you could refuse acceptance of this application.")
    )


def _check_refusal(known: Known, ground: str) -> None:
    found = check_ground_applies(known.refusals, ground)
    check_whose(found, head=known.head, window=known.window)
    if known.silent and ground != "barred":
        check_barred_only("refuse_acceptance")


def open_refusals(known: Known) -> dict[str, Ground]:
    """The grounds of :attr:`Known.refusals` on which this person may refuse acceptance now."""
    return {key: one for key, one in known.refusals.items() if why_not_refuse_acceptance(known, key) is None}


def why_not_terminate(known: Known, ground: str | None = None) -> Refusal | None:
    """There is a ground of the table that fits the case, is this person's, and has not to be waited for.

    :param ground: the key of the one that was chosen; None asks whether there is any.
    """
    if ground is not None:
        return first(known, lambda one: _check_ending(one, ground))
    if open_endings(known):
        return None
    return why_not_terminate(known, "unanswered")


def _check_ending(known: Known, ground: str) -> None:
    found = check_terminated(known.spec, known.state, ground)
    if found.head:
        check_whose(found, head=known.head, window=known.window)
    else:
        check_served(known.state == State.CORRECTING and known.serving is not None and known.serving.waits)
        check_waited(known.state, known.answer_until, known.today)


def open_endings(known: Known) -> dict[str, Ground]:
    """The grounds on which this person may end the case without a decision now."""
    return {
        key: one
        for key, one in terminations(known.spec, known.state).items()
        if why_not_terminate(known, key) is None
    }
