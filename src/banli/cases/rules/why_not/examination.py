"""Why a case under examination cannot go on so: its steps, special procedures, extension, promises."""

from __future__ import annotations

from banli.cases.rules.answering import check_no_look_up
from banli.cases.rules.consulting import check_no_consultation
from banli.cases.rules.entries import check_enterable
from banli.cases.rules.facts import Known, OpenStep
from banli.cases.rules.pauses import allowance, check_allowed, check_resume, check_special
from banli.cases.rules.promises import (
    Promised,
    PromiseKind,
    check_come,
    check_over,
    check_unsettled,
)
from banli.cases.rules.steps import (
    check_all_done,
    check_beginning,
    check_over_with,
    check_panels,
    implied,
    outstanding,
    wait_until,
)
from banli.cases.rules.why_not.outcome import Refusal, first
from banli.catalogue.rules import Step
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import gettext_noop

EXPERTS = "expert_review"


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
    check_no_consultation(known.consultations, key)


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
    return first(
        known,
        lambda one: check_no_look_up(one.spec),
        lambda one: check_all_done(left(one, refusing=True)),
        lambda one: check_no_consultation(one.consultations),
    )


def why_not_enter(known: Known) -> Refusal | None:
    """The item has something that the office enters in this case."""
    return first(known, lambda one: check_enterable(one.spec, one.derived, one.state))


def left(known: Known, *, refusing: bool) -> tuple[Step, ...]:
    """The steps that must be finished before a proposal, without those that the proposal finishes by itself."""
    under_way = {one.key for one in known.open_steps}
    own = {step.key for step in implied(known.spec, [one for one in known.taken if one.key in under_way])}
    still = outstanding(known.spec, known.taken, known.done, refusing=refusing)
    return tuple(step for step in still if step.key not in own)


def why_not_consult(known: Known) -> Refusal | None:
    """A look-up is answered by its databank; there is nothing to ask others."""
    return first(known, lambda one: check_no_look_up(one.spec))


def why_not_enter_channel(known: Known) -> Refusal | None:
    """The item has a green channel, and the case is not in it."""
    if known.spec.green_channel is None:
        return Refused(gettext_noop("This item has no green channel."))
    if known.in_channel:
        return Refused(gettext_noop("This case is in the green channel already."))
    return None


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
