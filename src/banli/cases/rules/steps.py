"""The review steps of a case: which are open, who does them, when they are finished, and what they add up to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from banli.cases.rules.decision import check_opinion
from banli.cases.rules.pauses import check_officers
from banli.catalogue.rules import ItemSpec, Step, ready
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.worktime.rules import OPEN_END, Calendar, Unit, due, ends, sure

GRANTED = "granted"
"""What a step is for that a refusal does not need (``Step.only``)."""


@dataclass(frozen=True)
class Done:
    """How far a step of a case is. ``outcome``: '' while open, ``agrees``, ``disagrees`` or ``skipped``."""

    key: str
    outcome: str = ""

    @property
    def finished(self) -> bool:
        """True where nothing is left to do."""
        return bool(self.outcome)


def is_decision(spec: ItemSpec, step: Step) -> bool:
    """True for the step that is the decision itself: the organ's own approval, which has acts of its own."""
    return step.kind == "approve" and (step.with_department or spec.department) == spec.department


def before_decision(spec: ItemSpec, taken: Sequence[Step]) -> tuple[Step, ...]:
    """The steps of a case that come before its decision."""
    return tuple(step for step in taken if not is_decision(spec, step))


def beginning(
    spec: ItemSpec, taken: Sequence[Step], done: Sequence[Done], *, refusing: bool = False
) -> tuple[Step, ...]:
    """The steps that begin by themselves now. An optional one waits until somebody begins it, and so does one of a
    grant only, where a step ended against the application or (``refusing``) its refusal is being proposed."""
    refusal = refusing or any(one.outcome == "disagrees" for one in done)
    return tuple(
        step
        for step in available(spec, taken, done)
        if not step.optional and not (refusal and step.only == GRANTED)
    )


def by_hand(spec: ItemSpec, taken: Sequence[Step], done: Sequence[Done]) -> tuple[Step, ...]:
    """The steps that may begin now and wait for somebody to begin them; a special procedure is begun as such."""
    themselves = beginning(spec, taken, done)
    return tuple(step for step in available(spec, taken, done) if step not in themselves and not step.special)


def available(spec: ItemSpec, taken: Sequence[Step], done: Sequence[Done]) -> tuple[Step, ...]:
    """The steps that may begin now, optional ones included."""
    keys = [step.key for step in before_decision(spec, taken)]
    done = without_left_out(spec, done)
    begun = {one.key for one in done}
    return ready(spec.steps, keys, begun, {one.key for one in done if one.finished})


def outstanding(
    spec: ItemSpec, taken: Sequence[Step], done: Sequence[Done], *, refusing: bool = False
) -> tuple[Step, ...]:
    """What must still be finished before the case can be proposed: all but optional steps nobody began, and, where its
    refusal is proposed, all but those of a grant only."""
    done = without_left_out(spec, done)
    finished = {one.key for one in done if one.finished}
    begun = {one.key for one in done}
    return tuple(
        step
        for step in before_decision(spec, taken)
        if step.key not in finished
        and (not step.optional or step.key in begun)
        and not (refusing and step.only == GRANTED)
    )


def without_left_out(spec: ItemSpec, done: Sequence[Done]) -> tuple[Done, ...]:
    """``done`` without the steps of a grant only that a proposed refusal left out: for a grant they are still to do."""
    of_grant = {step.key for step in spec.steps if step.only == GRANTED}
    return tuple(one for one in done if one.key not in of_grant or one.outcome != "skipped")


def check_for_grant(spec: ItemSpec, taken: Sequence[Step], done: Sequence[Done]) -> None:
    """Raise :class:`Refused` where steps that a grant needs were left out because a refusal was proposed."""
    left = [step for step in outstanding(spec, taken, done) if step.only == GRANTED]
    if left:
        raise Refused(
            gettext_noop(
                "A grant needs what the proposed refusal left out: %(steps)s. Send the case back for it."
            ),
            steps="；".join(str(step.name) for step in left),
        )


def implied(spec: ItemSpec, open_steps: Sequence[Step]) -> tuple[Step, ...]:
    """The open steps that a proposal finishes by itself: the examination by the organ's own reviewer."""
    return tuple(
        step
        for step in open_steps
        if step.kind == "examine"
        and step.role == "reviewer"
        and (step.with_department or spec.department) == spec.department
    )


def check_all_done(left: Sequence[Step]) -> None:
    """Raise :class:`Refused` naming every step that is still to be done."""
    if left:
        raise Refused(
            gettext_noop("Still to be done before a proposal: %(steps)s."),
            steps="；".join(str(step.name) for step in left),
        )


def disagreeing(spec: ItemSpec, done: Sequence[Done]) -> tuple[Step, ...]:
    """The steps that ended against the application."""
    against = {one.key for one in done if one.outcome == "disagrees"}
    return tuple(step for step in spec.steps if step.key in against)


def binding(step: Step) -> bool:
    """True where another organ decides its own part side by side: its no cannot be overruled by the lead organ."""
    return bool(step.with_department) and step.kind in ("countersign", "approve")


def check_agreed(spec: ItemSpec, done: Sequence[Done]) -> None:
    """In joint handling nothing is granted that one of the deciding departments does not grant."""
    against = [step for step in disagreeing(spec, done) if binding(step)]
    if against:
        raise Refused(
            gettext_noop(
                "The departments do not agree: %(steps)s said no. The case can be sent back to them or refused."
            ),
            steps="；".join(str(step.name) for step in against),
        )


def check_beginning(spec: ItemSpec, taken: Sequence[Step], done: Sequence[Done], key: str) -> Step:
    """The step that may begin now. Raises :class:`Refused` for any other."""
    for step in available(spec, taken, done):
        if step.key == key and step.special:
            raise Refused(
                gettext_noop("This step is a special procedure; begin it as one, which stops the clock.")
            )
        if step.key == key:
            return step
    raise Refused(
        gettext_noop("This step cannot begin now: it is not part of the case, has begun, or waits.")
    )


def check_finishing(step: Step, *, text: str, officers: Sequence[str]) -> None:
    """A finished step says what was found; a check of substance names its officers."""
    check_opinion(text)
    check_officers(step.kind, officers, step.staff)


def check_over_with(step: Step, due_on: date | None, today: date, paused_for: str) -> None:
    """A publicity has run its time; a hearing and the special procedure under way have acts that end them."""
    if step.kind == "publicity" and due_on is not None and today <= due_on:
        raise Refused(
            gettext_noop("The publicity runs until %(day)s and can be concluded after it."),
            day=due_on.isoformat(),
        )
    if step.kind == "hearing":
        raise Refused(gettext_noop("A hearing ends with its record (art. 48)."))
    if step.special and step.special == paused_for:
        raise Refused(gettext_noop("This step ends with the special procedure under way; end that one."))


def ticked_off(step: Step, ticked: Collection[str], agrees: bool) -> str:
    """The check list as the step's result tells it; '' where there is none.

    :raises Invalid: where the step is in order but something of the list is not ticked, or a tick is of no list.
    """
    keys = [point.key for point in step.checklist]
    unknown = [key for key in ticked if key not in keys]
    missing = [point.label for point in step.checklist if point.key not in ticked]
    if unknown:
        raise Invalid([Problem("ticked", gettext_noop("The check list of this step has no such line."))])
    if agrees and missing:
        message = gettext_noop("In order is only what is ticked throughout; not ticked: %(lines)s")
        lines = "；".join(label.zh for label in missing)
        raise Invalid([Problem("ticked", message, (("lines", lines),))])
    marks = (f"{'☑' if point.key in ticked else '☐'}{point.label.zh}" for point in step.checklist)
    return " ".join(marks)


def step_due(step: Step, begun_on: date, calendar: Calendar) -> date | None:
    """The last day of the step's own clock; None where it has none."""
    if step.limit is None:
        return None
    if Unit(step.limit.unit) is Unit.HOUR:
        return due(begun_on, -(-step.limit.days // 24), Unit.CALENDAR, calendar)
    return due(begun_on, step.limit.days, Unit(step.limit.unit), calendar)


def wait_until(step: Step, begun_on: date, due_on: date | None, calendar: Calendar) -> date | None:
    """The day that must have passed before a step with a fixed time ends: ``due_on``, or for an open end a day by
    which it has passed for certain."""
    if due_on != OPEN_END or step.limit is None:
        return due_on
    return sure(ends(begun_on, step.limit.days, Unit(step.limit.unit), calendar))


def redoable(done: Sequence[Done]) -> tuple[str, ...]:
    """The keys of finished steps, which may be asked for again."""
    return tuple(dict.fromkeys(one.key for one in done if one.finished))


def check_redo(keys: Collection[str], done: Sequence[Done]) -> None:
    """Raise :class:`Invalid` for a step that is not :func:`redoable`."""
    if set(keys) - set(redoable(done)):
        raise Invalid([Problem("steps", gettext_noop("Only finished steps can be done again."))])


def check_panels(concluded: Sequence[bool]) -> None:
    """Experts that were drawn are heard: an expert review ends after every panel has its conclusion."""
    if not all(concluded):
        raise Refused(
            gettext_noop("The expert panel has not concluded; the review ends with its conclusion (art. 45).")
        )
