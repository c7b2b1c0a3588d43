"""Why an application cannot be answered so: accepted, sent back, not accepted, ended without a decision."""

from __future__ import annotations

from banli.cases.rules.acceptance import check_may_be_asked, check_waited
from banli.cases.rules.endings import Ground, check_terminated, terminations
from banli.cases.rules.known import Known
from banli.cases.rules.why_not.outcome import Refusal, first
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop


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
