"""The facts of one case for the rules that say which act may be done: each read when it is first asked for, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from banli.areas.service import problems
from banli.cases.models import Case, Hearing, Notice, Promise, Task
from banli.cases.permissions import GRANTS, CasePermission, require_act, require_step
from banli.cases.rules.acceptance import check_barred_only, check_not_silent, is_silent
from banli.cases.rules.clocks import day_of
from banli.cases.rules.grounds import Ground, refusals
from banli.cases.rules.promises import Promised
from banli.cases.rules.serving import Serving
from banli.cases.rules.steps import Done
from banli.cases.rules.together import WAITS, Needed
from banli.cases.rules.why_not import WHY_NOT, WHY_NOT_EACH, Refusal
from banli.cases.rules.words import check_state
from banli.cases.selectors.claims import claim_of
from banli.cases.selectors.clocks import Running, received_on, running
from banli.cases.selectors.lists import CHANNEL, materials_of, notices, spec_of, timeline
from banli.cases.selectors.progress import (
    begun_tasks,
    has_answered,
    has_waived,
    hearings_of,
    latest,
    promises_of,
)
from banli.cases.selectors.serving import answer_end, notice_out, serving_of
from banli.cases.selectors.together import needed_by
from banli.cases.states import NOTE_HELP, REFUSE_ACCEPTANCE, Transition
from banli.catalogue.service import Finding, ItemSpec, Step, derive, findings, steps
from banli.consultations.service import Consultation, consultations_of
from banli.consultations.states import ConsultationState
from banli.credit.service import Standing, ban_against
from banli.experts.service import is_concluded, panels_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Missing, Problem, Refused
from banli.ledger.service import Event
from banli.worktime.service import Calendar, calendar, sure


@dataclass(frozen=True)
class Facts:
    """What is known of ``case`` as ``by`` asks about it; it is :class:`banli.cases.rules.facts.Known`."""

    case: Case
    by: Actor

    @cached_property
    def spec(self) -> ItemSpec:
        """The definition that the case was begun under."""
        return spec_of(self.case)

    @property
    def state(self) -> str:
        """Where the case stands."""
        return self.case.state

    @property
    def result(self) -> str:
        """The national result code; '' while the case is open."""
        return self.case.result

    @property
    def forwarded(self) -> bool:
        """True where a lower organ examined it first."""
        return bool(self.case.origin)

    @cached_property
    def waits_for(self) -> tuple[Needed, ...]:
        """The cases of its bundle that are granted before it."""
        return tuple(one for one in needed_by(self.case) if one.how == WAITS)

    @property
    def reviewer(self) -> int | None:
        """Who examined it."""
        return self.case.reviewer_id

    @property
    def person(self) -> int | None:
        """Who asks."""
        return self.by.id

    @cached_property
    def head(self) -> bool:
        """True where the person decides in the case's department."""
        return GRANTS.may(self.by, CasePermission.DECIDE, department=self.case.department_id)

    @cached_property
    def window(self) -> bool:
        """True where the person is at the window of the case's department."""
        return GRANTS.may(self.by, CasePermission.ACCEPT, department=self.case.department_id)

    @property
    def today(self) -> date:
        """The day."""
        return clock.today()

    @property
    def days(self) -> Calendar:
        """The working days."""
        return calendar()

    @property
    def received_on(self) -> date:
        """The day the material was received."""
        return received_on(self.case)

    @property
    def silent(self) -> bool:
        """True where the five days to answer the application have passed without an answer."""
        return is_silent(self.case.state, self.case.source, self.case.due_on, clock.today())

    @cached_property
    def running(self) -> Running:
        """The clocks of the case as they stand."""
        return running(self.case)

    @property
    def extended_days(self) -> int:
        """By how many days the limit was extended."""
        return self.case.extended_days

    @property
    def statutory_due(self) -> date | None:
        """The last day by law."""
        return self.case.statutory_due_on

    @property
    def paused_for(self) -> str:
        """The key of the special procedure under way."""
        return self.case.paused_for

    @property
    def in_channel(self) -> bool:
        """True where the case runs as the item's green channel says."""
        return bool(self.case.limits.get(CHANNEL))

    @cached_property
    def _barred(self) -> Standing | None:
        slug, today = self.spec.slug, clock.today()
        return ban_against(self.case.applicant_code, slug, today, department=self.case.department_id)

    @property
    def ban(self) -> Refused | None:
        """Why the applicant may not apply today (art. 78, 79, or the item's own law)."""
        return self._barred.refusal() if self._barred else None

    @cached_property
    def derived(self) -> dict[str, Any]:
        """The answers with what follows from them."""
        return derive(self.spec, self.case.form)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the item's own rules find in the answers."""
        return tuple(findings(self.spec, self.derived))

    @cached_property
    def taken(self) -> tuple[Step, ...]:
        """The steps this case takes."""
        return steps(self.spec, self.derived)

    @cached_property
    def tasks(self) -> list[Task]:
        """Every step that was begun, in the order of their rounds."""
        return begun_tasks(self.case)

    @property
    def open_steps(self) -> list[Task]:
        """The steps under way."""
        return [task for task in self.tasks if task.finished_at is None]

    @cached_property
    def done(self) -> tuple[Done, ...]:
        """How far each begun step is."""
        return latest(self.tasks)

    @cached_property
    def panels_concluded(self) -> list[bool]:
        """Of each panel of experts drawn for the case, whether it has its conclusion."""
        return [is_concluded(panel) for panel in panels_of("case", self.case.number)]

    @cached_property
    def every_consultation(self) -> list[Consultation]:
        """The consultations about the case, ended ones as well."""
        return consultations_of("case", self.case.number)

    @property
    def consultations(self) -> list[Consultation]:
        """Those under way."""
        return [one for one in self.every_consultation if one.state == ConsultationState.ASKED]

    @cached_property
    def promises(self) -> list[Promise]:
        """What was promised."""
        return promises_of(self.case)

    @property
    def promised(self) -> tuple[Promised, ...]:
        """The same as the rules see it."""
        return tuple(Promised(one.kind, one.what, one.until, one.kept) for one in self.promises)

    @cached_property
    def handed_in(self) -> frozenset[str]:
        """Keys of the materials that are here."""
        return frozenset(material.key for material in materials_of(self.case))

    @cached_property
    def hearings(self) -> list[Hearing]:
        """Hearings asked for, called and held."""
        return hearings_of(self.case)

    @cached_property
    def told(self) -> Notice | None:
        """The last notice of a proposed refusal."""
        return next(reversed(notices(self.case, "refusal_told")), None)

    @property
    def told_on(self) -> date | None:
        """The day of that notice."""
        return day_of(self.told.issued_at) if self.told else None

    @property
    def told_served_on(self) -> date | None:
        """The day on which that notice was served; None while it is not."""
        return serving_of(self.told).day if self.told else None

    @cached_property
    def serving(self) -> Serving | None:
        """How the service of the notice stands that the applicant is to answer now."""
        out = notice_out(self.case)
        return serving_of(out) if out else None

    @cached_property
    def stated(self) -> bool:
        """True where the applicant stated views on it."""
        return has_answered(self.case)

    @cached_property
    def waived(self) -> bool:
        """True where the applicant asks for no hearing, or gave up the one asked for."""
        return has_waived(self.case)

    @cached_property
    def history(self) -> list[Event]:
        """Every event of the case, in order."""
        return timeline(self.case)

    @property
    def helped(self) -> bool:
        """True where it is noted that a window helped with the application."""
        return any(one.name == NOTE_HELP.event for one in self.history)

    @cached_property
    def answer_until(self) -> date | None:
        """The last day to answer the correction notice that is out; None while it is not served."""
        found = answer_end(self.case)
        return sure(found) if found else None

    @cached_property
    def refusals(self) -> dict[str, Ground]:
        """The grounds on which acceptance may be refused, by key."""
        return refusals(self.spec, self.findings, self._barred.article.zh if self._barred else "")

    @cached_property
    def ground_taken(self) -> list[Problem]:
        """What the register of rights to ground holds against a grant."""
        claim = claim_of(self.spec, self.case.form, day_of(self.case.submitted_at))
        return problems(claim, clock.today()) if claim else []

    def keys(self, act: str) -> Sequence[str]:
        """What ``act`` may be done for: steps or promises; one empty key for an act on the case as a whole."""
        if act not in WHY_NOT_EACH:
            return ("",)
        if act.endswith("_step"):
            return tuple(step.key for step in self.spec.steps)
        return tuple(one.what for one in self.promises)


def facts_of(case: Case, by: Actor) -> Facts:
    """The facts of ``case`` as ``by`` asks."""
    return Facts(case, by)


def why_not(facts: Facts, transition: Transition, key: str = "") -> Refusal | None:
    """Why ``facts.by`` cannot do this act with the case now: who, then in which state, then the act's own rule.

    None where the act is not refused, whatever is typed into it.
    """
    if (refusal := outside(facts, transition, key)) is not None:
        return refusal
    if transition.act in WHY_NOT_EACH:
        return WHY_NOT_EACH[transition.act](facts, key)
    return WHY_NOT[transition.act](facts)


def outside(facts: Facts, transition: Transition, key: str) -> Refusal | None:
    """Why the act is not this person's, or not one of the state; None otherwise."""
    for check in (_who, _when):
        try:
            check(facts, transition, key)
        except (Denied, Missing, Refused) as refusal:
            return refusal
    return None


def _who(facts: Facts, transition: Transition, key: str) -> None:
    """Whose act it is; a step may be another department's."""
    department = facts.case.department_id
    if transition.act == "finish_step":
        department = next((one.department_id for one in facts.open_steps if one.key == key), department)
        step = next((one for one in facts.spec.steps if one.key == key), None)
        if step is not None:
            require_step(facts.by, step, department=department)
    require_act(facts.by, transition, department=department)


def _when(facts: Facts, transition: Transition, key: str) -> None:
    """The state, and what the five days that passed leave to be done (art. 32(4))."""
    check_state(transition, facts.state)
    if facts.silent and facts.ban is None:
        check_not_silent(transition.act, facts.received_on)
    elif facts.silent and transition is not REFUSE_ACCEPTANCE:
        check_barred_only(transition.act)


def refused(facts: Facts, transitions: Sequence[Transition]) -> Iterator[tuple[Transition, str, Refused]]:
    """Of ``transitions`` those that are this person's and fit the state, but that a rule refuses now, with the rule."""
    for transition in transitions:
        for key in facts.keys(transition.act):
            if outside(facts, transition, key) is None:
                refusal = why_not(facts, transition, key)
                if isinstance(refusal, Refused):
                    yield transition, key, refusal


def any_of(facts: Facts, *transitions: Transition) -> bool:
    """True where one of these acts may be done now by the person who asks."""
    return any(why_not(facts, one) is None for one in transitions)


def possible(facts: Facts, transitions: Sequence[Transition]) -> Iterator[tuple[Transition, str]]:
    """Of ``transitions`` those that may be done now, each with the key it may be done for ('' for the whole case)."""
    for transition in transitions:
        for key in facts.keys(transition.act):
            if why_not(facts, transition, key) is None:
                yield transition, key
