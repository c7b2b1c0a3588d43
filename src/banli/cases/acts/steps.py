"""Steps of the review, each by whose it is: the own department or one that is asked or decides side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.path import Change, move
from banli.cases.acts.silence import check
from banli.cases.acts.tasks import begin, begin_ready, check_experts, finish, taken_by
from banli.cases.models import Case
from banli.cases.permissions import require_step
from banli.cases.rules.steps import beginning, check_beginning, check_finishing, ticked_off, wait_until
from banli.cases.states import BEGIN_STEP, ENTER_CHANNEL, FINISH_STEP
from banli.catalogue.service import in_channel
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.worktime.service import calendar


@transaction.atomic
def begin_step(*, by: Actor, number: str, step: str, version: int | None = None) -> Case:
    """Begin a step that does not begin by itself: an optional one, or one of a grant only after a no."""
    case = selectors.for_officer(number)
    check(case, BEGIN_STEP, by, version)
    spec = selectors.spec_of(case)
    found = check_beginning(spec, taken_by(case, spec), selectors.progress_of(case), step)
    begin(case, spec, [found])
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
    until = wait_until(definition, task.begun_on, task.due_on, calendar())
    check_finishing(definition, text=text, officers=officers, due_on=until, today=clock.today())
    check_experts(case, task.kind)
    marks = ticked_off(definition, ticked, agrees)
    said = f"{text}\n{marks}" if marks else text
    finish(task, by, outcome="agrees" if agrees else "disagrees", text=said, officers=officers)
    begun = begin_ready(case, spec, taken_by(case, spec))
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
    if selectors.spec_of(case).green_channel is None:
        raise Refused(gettext_noop("This item has no green channel."))
    if case.limits.get(selectors.CHANNEL):
        raise Refused(gettext_noop("This case is in the green channel already."))
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
