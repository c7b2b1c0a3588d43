"""Acceptance by silence (art. 32(4)), whoever meets the case first: an act, a page or the platform's job.

An application whose five days ran out without an answer is accepted from the day its material was received. Every act
asks :func:`check`, which settles that before it looks at the state; whoever reads a case through the door meets it
settled (:func:`find`). Who is barred from applying (art. 78, 79) is not let in by silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import chain

from django.db import transaction
from django.db.models import QuerySet

from banli.cases import selectors
from banli.cases.acts.notices import give_notice
from banli.cases.acts.notices import told as paper_told
from banli.cases.acts.tasks import begin_ready, taken_by
from banli.cases.acts.transition import Change, check_who, move, told_due
from banli.cases.acts.transition import check as check_as_ever
from banli.cases.models import Case, Promise
from banli.cases.rules.acceptance import check_barred_only, check_not_silent, check_silent, is_silent
from banli.cases.rules.clocks import midnight, pinned
from banli.cases.rules.promises import PromiseKind, check_promise, later
from banli.cases.states import DEEM_ACCEPTED, OPEN, REFUSE_ACCEPTANCE, Transition
from banli.catalogue.service import ItemSpec, derive, limits, materials
from banli.credit.service import ban_against
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import BanliError, Invalid, Problem
from banli.kernel.remembered import remembered
from banli.kernel.text import gettext_noop
from banli.worktime.service import calendar


def check(case: Case, transition: Transition, by: Actor, version: int | None, department: str = "") -> None:
    """As :func:`banli.cases.acts.transition.check`; a case whose five days ran out is accepted by silence before.

    :raises Refused: for what comes too late then: correction, refusal of acceptance, "not required" (art. 32(4)); where
        the applicant is barred, for all of it but the refusal.
    """
    if lapsed(case) and transition is not DEEM_ACCEPTED:
        check_who(case, transition, by, version, department)
        check_not_silent(transition.act, selectors.received_on(case))
        settle(case)
        version = None
    elif _silent(case) and transition is not REFUSE_ACCEPTANCE:
        check_who(case, transition, by, version, department)
        check_barred_only(transition.act)
    check_as_ever(case, transition, by, version, department)


def lapsed(case: Case) -> bool:
    """True where the five days of ``case`` ran out without an answer, and nothing bars its applicant."""
    return is_silent(case.state, case.source, case.due_on, clock.today()) and not barred(case)


def barred(case: Case) -> bool:
    """True where the applicant may not apply for the item today (art. 78, 79, or the item's own law)."""
    slug = selectors.spec_of(case).slug
    return ban_against(case.applicant_code, slug, clock.today(), department=case.department_id) is not None


def settle(
    case: Case, promised: Mapping[str, date | None] | None = None, declared: bool = False, window: str = ""
) -> Case:
    """Accept ``case`` by silence, from the day its material was received: limits and steps begin with that day.

    :param promised: as in ``accept``, where a clerk comes to accept it after the five days.
    :raises Refused: where the organ still has time.
    """
    received_on = selectors.received_on(case)
    check_silent(received_on, clock.today(), calendar())
    spec = selectors.spec_of(case)
    change = begin_clock(case, spec)
    change.accepted_at = midnight(received_on)
    change.window_id = window or case.window_id
    limit = told_due(change)
    told = {**limit, "deemed_on": received_on.isoformat(), "statutory": dict(change.limits["statutory"])}
    notice = give_notice(case, "acceptance", told)
    declared = declared or (spec.commitment is not None and selectors.has_declared(case))
    Promise.objects.bulk_create(promised_rows(case, spec, promised or {}, declared))
    begun = begin_ready(case, spec, taken_by(case, spec))
    body = {**paper_told(notice), **limit, "accepted_on": received_on.isoformat()}
    return move(case, DEEM_ACCEPTED, change, SYSTEM, body | ({"begun": begun} if begun else {}))


def settled(number: str) -> bool:
    """Accept the case of that number by silence where its five days ran out; False where there was nothing to do or
    somebody else was faster."""
    try:
        with transaction.atomic():
            case = selectors.for_officer(number)
            return lapsed(case) and bool(settle(case))
    except BanliError:
        return False


def find(number: str, by: Actor) -> Case:
    """The case, where ``by`` may see it, accepted by silence where its five days ran out. Raises :class:`Missing`."""
    case = selectors.find(number, by)
    return selectors.find(number, by) if _silent(case) and settled(number) else case


def listed(read: Callable[..., list[Case]]) -> Callable[..., list[Case]]:
    """The list that ``read`` gives, with the cases in it accepted by silence whose five days ran out."""

    def reading(*args: object, **more: object) -> list[Case]:
        rows = read(*args, **more)
        return read(*args, **more) if _any_settled(rows) else rows

    return reading


own_cases, recent_cases = listed(selectors.own_cases), listed(selectors.recent_cases)
waiting = listed(selectors.waiting)
open_cases = remembered(lambda by, states=OPEN, after=None: (by, frozenset(states), after))(
    listed(selectors.open_cases)
)


def first_pages(*lists: tuple[QuerySet[Case], tuple[str, ...]]) -> list[list[Case]]:
    """As the selector of that name, with the cases in the lists accepted by silence whose five days ran out."""
    pages = selectors.first_pages(*lists)
    again = _any_settled({case.pk: case for case in chain(*pages)}.values())
    return selectors.first_pages(*lists) if again else pages


def _any_settled(cases: Iterable[Case]) -> bool:
    found = [settled(case.number) for case in cases if _silent(case)]
    return any(found)


def _silent(case: Case) -> bool:
    return is_silent(case.state, case.source, case.due_on, clock.today())


def begin_clock(case: Case, spec: ItemSpec) -> Change:
    """The change that pins the limits and begins the decision's clock now."""
    change = Change.of(case)
    change.accepted_at = clock.now()
    change.limits = pinned(limits(spec, derive(spec, case.form)), case.received_on)
    return change


def promised_rows(
    case: Case, spec: ItemSpec, promised: Mapping[str, date | None], declared: bool
) -> list[Promise]:
    """What is promised at acceptance, checked and not yet written."""
    handed_in = [material.key for material in selectors.materials_of(case)]
    may_come = {one.key: one for one in later(materials(spec, derive(spec, case.form)), handed_in)}
    wrong = [key for key in promised if key not in may_come]
    if wrong:
        message = gettext_noop("This material may not be promised for later.")
        raise Invalid([Problem(f"material.{key}", message) for key in wrong])
    today, days = clock.today(), calendar()
    rows = [
        Promise(
            case=case,
            kind=PromiseKind.LATER_MATERIAL,
            what=key,
            text=may_come[key].name.zh,
            until=check_promise(may_come[key], until, today, days),
        )
        for key, until in promised.items()
    ]
    if declared and spec.commitment:
        text = spec.commitment.text.zh
        rows.append(Promise(case=case, kind=PromiseKind.COMMITMENT, what="commitment", text=text))
    return rows
