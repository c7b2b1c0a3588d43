"""What the platform does by rule alone: acceptance by silence, the end of an item.

Each may run late, twice or not at all for a while: what it writes follows from the dates of the case, never from the
day it runs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.notices import give_notice
from banli.cases.acts.notices import told as paper_told
from banli.cases.acts.silence import check, settle
from banli.cases.acts.transition import Change, move
from banli.cases.models import Case
from banli.cases.rules.why_not import raise_for, why_not_accept
from banli.cases.states import (
    CLOSE_WITH_ITEM,
    DEEM_ACCEPTED,
    MOVE_TO_REVISION,
)
from banli.catalogue.service import current, retirement, states, validate_form
from banli.catalogue.states import State as ItemState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused, Stale


@transaction.atomic
def deem_accepted(*, by: Actor, number: str, version: int | None = None) -> Case:
    """Silence for five days is acceptance, from the day the material was received (art. 32(4)).

    The clock begins with that day, whenever the platform comes to write it down.
    """
    case = selectors.for_officer(number)
    check(case, DEEM_ACCEPTED, by, version)
    raise_for(why_not_accept(selectors.facts_of(case, by)))
    return settle(case)


def deem_all_accepted(*, by: Actor) -> int:
    """Accept every application that the organ left unanswered; how many there were."""
    return sum(once(partial(deem_accepted, by=by, number=number)) for number in selectors.silent())


def settle_ended_items(*, by: Actor) -> int:
    """Do with the open cases of every item that has ended what its retirement says; how many cases were settled."""
    today, settled = clock.today(), 0
    for slug, state in states(today).items():
        end = retirement(slug) if state == ItemState.RETIRED else None
        if end is None:
            continue
        if end.open_cases == "close":
            settled += close_with_item(
                by=by, item=slug, reason=f"{end.because.zh.rstrip('。')}（{end.law.zh}）"
            )
        elif end.open_cases == "branch":
            settled += branch_to(by=by, item=slug, target=end.branch_to)[0]
    return settled


def close_with_item(*, by: Actor, item: str, reason: str) -> int:
    """Close every open case of an item that has ended, as its retirement says; how many there were."""
    numbers = selectors.open_of_item(item)
    return sum(once(partial(_close, number, by, reason)) for number in numbers)


@transaction.atomic
def _close(number: str, by: Actor, reason: str) -> Case:
    case = selectors.for_officer(number)
    check(case, CLOSE_WITH_ITEM, by, None)
    notice = give_notice(case, "voided", {"reasons": reason})
    change = Change.of(case)
    change.end_pause(selectors.pause_notice(case))
    return move(case, CLOSE_WITH_ITEM, change, by, {**paper_told(notice), "reason": reason})


def branch_to(*, by: Actor, item: str, target: str) -> tuple[int, list[str]]:
    """Move the open cases of ``item`` to the current revision of ``target``; how many, and the numbers of those whose
    answers do not fit there and which go on under their own revision."""
    moved, left = 0, []
    for number in selectors.open_of_item(item):
        if _branch(number, by, target):
            moved += 1
        else:
            left.append(number)
    return moved, left


@transaction.atomic
def _branch(number: str, by: Actor, target: str) -> bool:
    case = selectors.for_officer(number)
    check(case, MOVE_TO_REVISION, by, None)
    revision = current(target)
    _clean, problems = validate_form(revision.spec, case.form)
    if problems or revision.spec.department != case.department_id:
        return False
    change = Change.of(case)
    told = {"from": change.revision_id, "to": revision.id, "item": target}
    change.revision_id = revision.id
    move(case, MOVE_TO_REVISION, change, by, told)
    return True


def once(act: Callable[[], object]) -> int:
    """1 where ``act`` was done; 0 where somebody else was faster, which is as good."""
    try:
        act()
    except (Stale, Refused):
        return 0
    return 1
