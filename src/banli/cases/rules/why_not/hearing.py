"""Why a hearing cannot be asked for, given up or recorded now (art. 7, 46 to 48)."""

from __future__ import annotations

from datetime import date

from banli.cases.rules.facts import HearingKept, Known
from banli.cases.rules.hearing import (
    check_day_come,
    check_given_up,
    check_request,
    check_right,
    check_waiver,
)
from banli.cases.rules.why_not.outcome import Refusal, first
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop


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
        lambda one: check_request(one.told_on, one.told_served_on, one.waived, one.today, one.days),
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
