"""What an act of the state table is at the desk: what it asks for, when it fits, and the facts that decide it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from banli.cases.service import (
    Case,
    Done,
    Hearing,
    Notice,
    Promise,
    Running,
    Task,
    answer_end,
    by_hand,
    end_told,
    has_answered,
    has_waived,
    hearings_of,
    implied,
    later,
    materials_of,
    may_act,
    notices,
    outstanding,
    progress_of,
    promises_of,
    tasks_of,
)
from banli.cases.states import State, Transition
from banli.catalogue.service import Finding, ItemSpec, MaterialSpec, Step, derive, materials, steps
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.worktime.service import sure


@dataclass(frozen=True)
class Ask:
    """One thing an act asks for. ``kind``: text, long, number, date, choice, check, file (a material, on paper or as a
    file) or agree (yes and no).

    ``where`` is the place a fault is told at, where it is not the name. ``yes`` and ``no`` are the words of agree.
    """

    name: str
    label: Any
    kind: str = "long"
    help: Any = ""
    value: str = ""
    options: tuple[tuple[str, Any], ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """Where faults of this answer may be told: at its own name, and where the rules call it otherwise."""
        return tuple(dict.fromkeys((self.name, *filter(None, self.where.split("|")))))

    where: str = ""
    yes: Any = ""
    no: Any = ""


def mark_of(name: str, key: str) -> str:
    """What tells an act from the others of a page: its name, with the step or promise it is for."""
    return f"{name}-{key}" if key else name


@dataclass(frozen=True)
class Offer:
    """An act as the page offers it. ``reads``: its form takes the marks made while reading the file.

    ``key`` names the step or promise it is for, where an act is offered for each of several; ``link`` is the address
    of a page of its own in place of a form; ``rare`` acts stand behind the others.
    """

    name: str
    label: Any
    button: Any
    asks: tuple[Ask, ...] = ()
    about: Any = ""
    danger: bool = False
    reads: bool = False
    key: str = ""
    link: str = ""
    rare: bool = False

    @property
    def plain(self) -> bool:
        """True where one click does it."""
        return not self.asks and not self.reads and not self.link

    @property
    def mark(self) -> str:
        """What tells it from the other offers of a page."""
        return mark_of(self.name, self.key)

    @property
    def files(self) -> bool:
        """True where its form takes files."""
        return any(ask.kind == "file" for ask in self.asks)


@dataclass(frozen=True)
class Facts:
    """What decides which acts fit a case; each is read when it is first asked for."""

    case: Case
    spec: ItemSpec
    by: Actor
    findings: tuple[Finding, ...] = ()
    running: Running | None = None

    @cached_property
    def derived(self) -> dict[str, Any]:
        """The answers with what follows from them."""
        return derive(self.spec, self.case.form)

    @cached_property
    def taken(self) -> tuple[Step, ...]:
        """The steps this case takes."""
        return steps(self.spec, self.derived)

    @cached_property
    def tasks(self) -> list[Task]:
        """The steps under way."""
        return [task for task in tasks_of(self.case) if task.finished_at is None]

    @cached_property
    def done(self) -> tuple[Done, ...]:
        """How far each begun step is."""
        return progress_of(self.case)

    @cached_property
    def left(self) -> tuple[Step, ...]:
        """What must be finished before a proposal, without what the proposal finishes by itself."""
        return self._left(refusing=False)

    @cached_property
    def left_for_refusal(self) -> tuple[Step, ...]:
        """The same where a refusal is proposed: without the steps of a grant only."""
        return self._left(refusing=True)

    def _left(self, *, refusing: bool) -> tuple[Step, ...]:
        open_keys = {task.key for task in self.tasks}
        own = {step.key for step in implied(self.spec, [one for one in self.taken if one.key in open_keys])}
        still = outstanding(self.spec, self.taken, self.done, refusing=refusing)
        return tuple(step for step in still if step.key not in own)

    @cached_property
    def optional(self) -> tuple[Step, ...]:
        """Steps that may be begun where they are needed; one that is a special procedure is begun as such."""
        return by_hand(self.spec, self.taken, self.done)

    @cached_property
    def promises(self) -> list[Promise]:
        """Promises that are not settled."""
        return [one for one in promises_of(self.case) if one.kept is None]

    @cached_property
    def handed_in(self) -> frozenset[str]:
        """Keys of the materials that are here."""
        return frozenset(material.key for material in materials_of(self.case))

    @cached_property
    def may_come_later(self) -> tuple[MaterialSpec, ...]:
        """Materials that may be promised at acceptance (容缺)."""
        return later(materials(self.spec, self.derived), self.handed_in)

    @cached_property
    def hearings(self) -> list[Hearing]:
        """Hearings asked for, called and held."""
        return hearings_of(self.case)

    @property
    def wanted(self) -> list[Hearing]:
        """Those of the hearings that the applicant did not give up."""
        return [one for one in self.hearings if one.given_up_on is None]

    @property
    def may_give_up(self) -> bool:
        """True where the applicant asked for a hearing that is not held yet and may do without it."""
        asked = any(one.asked_on and not one.held_at for one in self.wanted)
        return asked and self.spec.hearing != "required"

    @property
    def hearing_due(self) -> bool:
        """True where a hearing must still be called: asked for, a step under way, or required by law."""
        if any(one.called_on for one in self.wanted):
            return any(not one.called_on for one in self.wanted)
        return (
            bool(self.wanted)
            or self.spec.hearing == "required"
            or any(task.kind == "hearing" for task in self.tasks)
        )

    @property
    def hearing_held(self) -> bool:
        """True where a hearing was held and none is asked for that was not."""
        return bool(self.wanted) and all(one.held_at for one in self.wanted)

    @cached_property
    def told(self) -> Notice | None:
        """The last notice of a proposed refusal."""
        return next(reversed(notices(self.case, "refusal_told")), None)

    @cached_property
    def stated(self) -> bool:
        """True where the applicant stated views on it."""
        return has_answered(self.case)

    @cached_property
    def waived(self) -> bool:
        """True where the applicant asks for no hearing, or gave up the one asked for."""
        return has_waived(self.case)

    @property
    def may_answer(self) -> bool:
        """True where the applicant was told of a refusal and the last day to answer has not passed."""
        until = end_told(self.told.body) if self.told else None
        return self.told is not None and (until is None or clock.today() <= sure(until))

    @property
    def answered(self) -> bool:
        """True where the refusal waits no longer: no hearing is asked for, or the last day has passed. Without a right
        to a hearing stated views are enough."""
        if self.told is None:
            return False
        over = self.stated if self.spec.hearing == "none" else self.waived
        return over or not self.may_answer

    @cached_property
    def answer_until(self) -> date | None:
        """The day after which the correction notice that is out counts as unanswered."""
        found = answer_end(self.case)
        return sure(found) if found else None

    @property
    def other_person(self) -> bool:
        """True where somebody else examined the case."""
        return self.case.reviewer_id is None or self.case.reviewer_id != self.by.id

    @property
    def state(self) -> State:
        """Where the case stands."""
        return State(self.case.state)


Key = tuple[str, Any]
"""What an act is for, where it is offered several times: its key, and the words for it."""
ONCE: tuple[Key, ...] = (("", ""),)


def by_office(facts: Facts, transition: Transition) -> bool:
    """True where the act is one of the person's in the case's own department."""
    return may_act(facts.by, transition, department=facts.case.department_id)


@dataclass(frozen=True)
class Kind:
    """How an act of the state table looks at the desk, and when it makes sense beyond its state."""

    label: Any
    button: Any
    asks: Callable[[Facts, str], tuple[Ask, ...]] = field(default=lambda facts, key: ())
    fits: Callable[[Facts], bool] = field(default=lambda facts: True)
    about: Callable[[Facts, str], Any] = field(default=lambda facts, key: "")
    keys: Callable[[Facts], tuple[Key, ...]] = field(default=lambda facts: ONCE)
    whose: Callable[[Facts, Transition], bool] = by_office
    danger: bool = False
    reads: bool = False
    rare: Callable[[Facts], bool] = field(default=lambda facts: False)
    page: str = ""
    """The name of the address of its own page, where it has one."""
    told_by: str = ""
    """The part of its event's body that holds the key."""
