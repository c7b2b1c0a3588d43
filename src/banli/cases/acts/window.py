"""What the window does: accept, ask for one correction, refuse acceptance, decide on the spot, deliver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.notices import decide, give_notice
from banli.cases.acts.path import Change, check, move
from banli.cases.models import Case
from banli.cases.rules import (
    Clock,
    check_correction,
    check_deliverable,
    check_grantable,
    check_not_ours,
    check_spot,
    pinned,
)
from banli.cases.states import (
    ACCEPT,
    ASK_CORRECTION,
    DECIDE_ON_THE_SPOT,
    DELIVER,
    FIND_NOT_REQUIRED,
    REFUSE_ACCEPTANCE,
)
from banli.catalogue.service import derive, limits, verdicts
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem
from banli.kernel.text import gettext_noop
from banli.worktime.service import calendar


@transaction.atomic
def accept(*, by: Actor, number: str, version: int | None = None) -> Case:
    """Accept the application: the limits are pinned and the clock begins (art. 32(5), 42)."""
    case = selectors.for_officer(number)
    check(case, ACCEPT, by, version)
    spec = selectors.spec_of(case)
    given = limits(spec, derive(spec, case.form))
    today = clock.today()
    running = Clock(today, given.statutory, given.promised)
    change = Change.of(case)
    change.accepted_at, change.limits = clock.now(), pinned(given)
    change.window_id = by.window or case.window_id
    change.due_on = running.due(given.promised, calendar())
    change.statutory_due_on = running.due(given.statutory, calendar())
    notice = give_notice(case, "acceptance", {"due_on": change.due_on.isoformat()})
    return move(
        case,
        ACCEPT,
        change,
        by,
        {"notice": notice.number, "due_on": change.due_on.isoformat()},
    )


@transaction.atomic
def ask_correction(
    *,
    by: Actor,
    number: str,
    points: Sequence[Mapping[str, str]],
    version: int | None = None,
) -> Case:
    """One complete correction notice (art. 32(4)).

    :param points: ``{"where": field key or "material.<key>", "label": …, "problem": …}`` for each fault.
    """
    case = selectors.for_officer(number)
    check(case, ASK_CORRECTION, by, version)
    told = [
        point["where"] for notice in selectors.notices(case, "correction") for point in notice.body["points"]
    ]
    check_correction(points, told)
    notice = give_notice(case, "correction", {"points": [dict(point) for point in points]})
    change = Change.of(case)
    change.due_on = None
    return move(
        case,
        ASK_CORRECTION,
        change,
        by,
        {"notice": notice.number, "points": len(points)},
    )


@transaction.atomic
def refuse_acceptance(
    *,
    by: Actor,
    number: str,
    reasons: str,
    proper_organ: str,
    version: int | None = None,
) -> Case:
    """Not our competence: refuse acceptance and name the proper organ (art. 32(2))."""
    case = selectors.for_officer(number)
    check(case, REFUSE_ACCEPTANCE, by, version)
    check_not_ours(reasons, proper_organ)
    notice = give_notice(case, "not_accepted", {"reasons": reasons, "proper_organ": proper_organ})
    return move(case, REFUSE_ACCEPTANCE, Change.of(case), by, {"notice": notice.number})


@transaction.atomic
def find_not_required(*, by: Actor, number: str, reasons: str, version: int | None = None) -> Case:
    """The matter needs no permit: tell the applicant at once (art. 32(1))."""
    case = selectors.for_officer(number)
    check(case, FIND_NOT_REQUIRED, by, version)
    if not reasons.strip():
        raise Invalid([Problem("reasons", gettext_noop("Say why no permit is needed."))])
    notice = give_notice(case, "not_required", {"reasons": reasons})
    return move(case, FIND_NOT_REQUIRED, Change.of(case), by, {"notice": notice.number})


@transaction.atomic
def decide_on_the_spot(*, by: Actor, number: str, version: int | None = None) -> Case:
    """Decide an accepted instant item at the window, at once and in writing (art. 34(2))."""
    case = selectors.for_officer(number)
    check(case, DECIDE_ON_THE_SPOT, by, version)
    spec = selectors.spec_of(case)
    check_spot(spec)
    check_grantable(verdicts(spec, derive(spec, case.form)))
    decision = decide(case, by, granted=True)
    return move(
        case,
        DECIDE_ON_THE_SPOT,
        Change.of(case),
        by,
        {"decision": decision.number, "on_the_spot": True},
    )


@transaction.atomic
def deliver(*, by: Actor, number: str, way: str = "window", version: int | None = None) -> Case:
    """Hand the result over: ``way`` is window, post or online (art. 44: within ten days)."""
    case = selectors.for_officer(number)
    check(case, DELIVER, by, version)
    check_deliverable(selectors.spec_of(case), case.state)
    if way not in {"window", "post", "online"}:
        raise Invalid([Problem("way", gettext_noop("Choose how the result is handed over."))])
    return move(case, DELIVER, Change.of(case), by, {"way": way})
