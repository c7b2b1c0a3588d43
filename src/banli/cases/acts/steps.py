"""Steps of the review, each by whose it is: the own department or one that is asked or decides side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.silence import check
from banli.cases.acts.tasks import begin, begin_ready, finish, taken_by
from banli.cases.acts.transition import Change, move
from banli.cases.models import Case
from banli.cases.permissions import require_step
from banli.cases.rules.steps import beginning, check_finishing, ticked_off
from banli.cases.rules.why_not import (
    raise_for,
    why_not_begin_step,
    why_not_enter_channel,
    why_not_finish_step,
)
from banli.cases.states import BEGIN_STEP, ENTER_CHANNEL, FINISH_STEP
from banli.catalogue.service import in_channel
from banli.kernel.actors import Actor


@transaction.atomic
def begin_step(*, by: Actor, number: str, step: str, version: int | None = None) -> Case:
    """Begin a step that does not begin by itself: an optional one, or one of a grant only after a no."""
    case = selectors.for_officer(number)
    check(case, BEGIN_STEP, by, version)
    spec = selectors.spec_of(case)
    raise_for(why_not_begin_step(selectors.facts_of(case, by), step))
    begin(case, spec, [selectors.step_of(spec, step)])
    return move(case, BEGIN_STEP, Change.of(case), by, {"step": step})


@transaction.atomic
def finish_step(
    *,
    by: Actor,
    number: str,
    step: str,
    agrees: bool,
    text: str,
    officers: Sequence[str] = (),
    ticked: Sequence[str] = (),
    version: int | None = None,
) -> Case:
    """Finish an open step with its result; what waited for it begins.

    :param officers: names of those who checked; two or more where substance was checked (art. 34).
    :param ticked: keys of the lines of the step's check list that were found to be met.
    """
    case = selectors.for_officer(number)
    spec = selectors.spec_of(case)
    task = selectors.open_task(case, step)
    definition = selectors.step_of(spec, step)
    check(case, FINISH_STEP, by, version, department=task.department_id)
    require_step(by, definition, department=task.department_id)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_finish_step(facts, step))
    check_finishing(definition, text=text, officers=officers)
    marks = ticked_off(definition, ticked, agrees)
    said = f"{text}\n{marks}" if marks else text
    finish(task, by, outcome="agrees" if agrees else "disagrees", text=said, officers=officers)
    begun = begin_ready(case, spec, facts.taken)
    body = {"step": step, "agrees": agrees, **({"begun": begun} if begun else {})}
    if definition.checklist:
        body["ticked"] = sorted(ticked)
    return move(case, FINISH_STEP, Change.of(case), by, body)


@transaction.atomic
def enter_channel(*, by: Actor, number: str, version: int | None = None) -> Case:
    """Let the steps of an accepted case run as its item's green channel says; those that need wait no longer begin.

    No step is left out and no limit moves.

    :raises Refused: where the item has no green channel, or the case is in it already.
    """
    case = selectors.for_officer(number)
    check(case, ENTER_CHANNEL, by, version)
    raise_for(why_not_enter_channel(selectors.facts_of(case, by)))
    change = Change.of(case)
    change.limits = {**case.limits, selectors.CHANNEL: True}
    entered = move(case, ENTER_CHANNEL, change, by, {"begun": _would_begin(case)})
    spec = selectors.spec_of(entered)
    begin_ready(entered, spec, taken_by(entered, spec))
    return entered


def _would_begin(case: Case) -> list[str]:
    """The steps that the channel lets begin at once."""
    spec = in_channel(selectors.spec_of(case))
    return [step.key for step in beginning(spec, taken_by(case, spec), selectors.progress_of(case))]
