"""Random acts by random people, in random order and at random moments, against the whole procedure.

After every act, done or not: the case stands where the state table says, by somebody the table allows; an act that was
done left exactly its event, one that was not left nothing; the rule that pages ask before they offer an act had said
the same; no clock runs while the case is paused; the dates agree with a count by hand; the record verifies.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.cases.random_acts import NEXT, facts_for
from tests.cases.science import applied
from tests.held_clock import HeldClock
from tests.house import applicant_of, person
from tests.patience import EVERY_CHECK
from tests.variants import FILING, days, step, variant
from tests.worktime.days import slow_due

from banli.cases import service as cases
from banli.cases.permissions import BY_OWNER, GRANTS
from banli.cases.states import OPEN, TRANSITIONS, Owner, State
from banli.files.service import store
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import BanliError, Invalid, Refused
from banli.ledger.service import verify
from banli.province.load import SICHUAN
from banli.worktime.service import OPEN_END, Unit, UnknownYear, calendar

ACTS = {one.act: one for one in TRANSITIONS}
PEOPLE: dict[str, tuple[Role, str | None, str | None]] = {
    "clerk": (Role.CLERK, "science", "science-14"),
    "reviewer": (Role.REVIEWER, "science", None),
    "approver": (Role.APPROVER, "science", None),
    "housing": (Role.APPROVER, "housing", None),
    "police": (Role.REVIEWER, "police", None),
    "government": (Role.GOVERNMENT, None, None),
    "supervisor": (Role.SUPERVISOR, None, None),
}
DECIDES = {"housing": "housing", "police": "police"}
"""Who answers for a department that is asked."""
PICKS = st.sampled_from(range(4096))
"""Evenly spread, as integers would not be."""


def everything(folder: Path) -> None:
    """An item that uses all the procedure knows."""
    path = SICHUAN / "items" / FILING / "materials.yaml"
    materials = yaml.safe_load(path.read_text(encoding="utf-8"))
    for row in materials:
        if row["key"] == "income":
            row.update(necessity="later", later=days(5))
    variant(
        folder,
        materials=materials,
        joint=True,
        hearing="on_request",
        limits=[{"statutory": days(45), "promised": days(30)}],
        commitment={
            "text": {"zh": "承诺合同真实有效。", "en": "The contract is real."},
            "verify": days(20),
            "basis": {"zh": "国办发〔2020〕42号", "en": "State Council Office (2020) 42"},
        },
        steps=[
            step("examine", "examine"),
            step("housing", "countersign", with_department="housing", after=["examine"], limit=days(10)),
            step("police", "consult_department", with_department="police", after=["examine"], limit=days(5)),
            step("visit", "site_visit", staff=2, optional=True, after=["examine"], limit=days(5)),
            step("experts", "expert_review", optional=True, after=["examine"], special="experts"),
            step("approve", "approve", after=["housing", "police", "visit", "experts"]),
        ],
    )


DOING: dict[str, Callable[..., object]] = {
    name: getattr(cases, name)
    for name in ACTS
    if name
    not in {"submit", "retract", "issue", "recount", "close_with_item", "move_to_revision", "supplement"}
    and name not in {"call_off_hearing", "enter", "note_together", "settle_consultation"}
}
"""The acts as they are called; those of the platform over many cases at once have tests of their own."""

CHOICES = {"pause", "terminate", "ask_correction", "refuse_acceptance"}
"""Acts that are refused for what is chosen or marked in them, though another choice could be made."""
PLATFORM = {one.act for one in TRANSITIONS if one.owner is Owner.PLATFORM}
"""Acts that no page offers."""


class Procedure(RuleBasedStateMachine):
    """One case and everybody who may come near it."""

    clock: HeldClock
    people: dict[str, Actor]
    done: Counter[str]
    first_day = date(2022, 9, 26)

    @initialize(seed=st.integers(0, 3))
    def open(self, seed: int) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.clock.set(self.first_day + timedelta(days=seed))
        self.number = applied().number

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    def case(self) -> cases.Case:
        return cases.find(self.number, SYSTEM)

    def who(self, name: str) -> Actor:
        if name == "applicant":
            return applicant_of(self.number)
        return SYSTEM if name == "platform" else self.people[name]

    @rule(gap=st.integers(1, 6))
    def time_passes(self, gap: int) -> None:
        self.clock.move(days=gap)

    @rule(pick=PICKS)
    def go_on(self, pick: int) -> None:
        self._next(pick)

    @rule(pick=PICKS)
    def go_on_again(self, pick: int) -> None:
        self._next(pick)

    @rule(pick=PICKS)
    def go_on_further(self, pick: int) -> None:
        self._next(pick)

    def _next(self, pick: int) -> None:
        chance = random.Random(pick)
        likely = NEXT.get(State(self.case().state))
        if not likely:
            return
        act, name = chance.choice(likely)
        task = next((one for one in cases.tasks_of(self.case()) if not one.finished_at), None)
        if act == "finish_step":
            step = {"step": task.key} if task else {}
            self.attempt(act, DECIDES.get(task.department_id if task else "", "reviewer"), chance, **step)
        else:
            self.attempt(act, name, chance)

    @rule(
        act=st.sampled_from([*DOING, "supplement"]),
        name=st.sampled_from([*PEOPLE, "applicant", "platform"]),
        pick=PICKS,
    )
    def stray(self, act: str, name: str, pick: int) -> None:
        self.attempt(act, name, random.Random(pick))

    def attempt(self, act: str, name: str, chance: random.Random, **told: Any) -> None:
        """Do ``act`` as ``name`` and compare what came of it with the state table."""
        before, by = self.case(), self.who(name)
        count = len(cases.timeline(before))
        facts = facts_for(act, chance, self.clock.now.date(), before.form) | told
        refusal = self.refusal(before, act, by, facts)
        raised = self.tried(act, by, facts, chance)
        if raised is not None:
            typed = isinstance(raised, Invalid) or act in CHOICES or act in PLATFORM
            assert refusal is not None or typed, f"{act}: nothing was foretold, {raised} came"
            if isinstance(raised, Refused) and isinstance(refusal, Refused):
                assert str(raised) == str(refusal)
            after = self.case()
            assert (after.version, after.state, after.head) == (before.version, before.state, before.head)
            assert len(cases.timeline(after)) == count
            return
        assert refusal is None, f"{act} was done though {refusal}"
        act = act_of(act, before)
        transition, after, events = ACTS[act], self.case(), cases.timeline(before)
        assert State(before.state) in transition.sources
        assert after.state == transition.lands(before.state)
        assert len(events) == count + 1
        assert events[-1].name == transition.event
        owners = (transition.owner, *transition.also)
        where = department_of(act, facts, after)
        by_right = any(GRANTS.may(by, BY_OWNER[owner], department=where) for owner in owners)
        assert by_right or Owner.APPLICANT in owners
        self.done[act] += 1

    def tried(self, act: str, by: Actor, told: dict[str, Any], chance: random.Random) -> BanliError | None:
        """Do ``act``; the error where it was not done."""
        try:
            with transaction.atomic():
                self._do(act, by, told, chance)
        except BanliError as error:
            return error
        return None

    def refusal(self, before: cases.Case, act: str, by: Actor, told: dict[str, Any]) -> Exception | None:
        """What a page that offers acts is told about this one beforehand; None where nothing stands against it."""
        if act in PLATFORM:
            return None
        transition, key = ACTS[act_of(act, before)], told.get("step", told.get("what", ""))
        return cases.why_not(cases.facts_of(before, by), transition, key)

    def _do(self, act: str, by: Actor, facts: dict[str, Any], chance: random.Random) -> None:
        if act == "supplement":
            key = chance.choice(["income", "income", "commitment"])
            file = store(by=by, name="核定表.pdf", content=b"%PDF-1.4 " + uuid4().bytes)
            cases.supplement(by=by, number=self.number, files=[(key, file)])
        else:
            DOING[act](by=by, number=self.number, **facts)

    @invariant()
    def no_clock_runs_while_the_case_is_paused(self) -> None:
        if not hasattr(self, "number"):
            return
        case = self.case()
        faces = {face.key: face for face in cases.running(case).faces}
        if case.state == State.PAUSED:
            assert case.paused_on is not None
            assert cases.running(case).left is None
            assert all(faces[key].left is None and faces[key].paused for key in ("promise", "joint"))
        else:
            assert case.paused_on is None
        if State(case.state) not in OPEN:
            assert all(
                face.left is None for key, face in faces.items() if key in ("promise", "joint", "acceptance")
            )

    @invariant()
    def the_dates_agree_with_a_count_by_hand(self) -> None:
        if not hasattr(self, "number"):
            return
        case = self.case()
        if case.accepted_at is None or State(case.state) not in OPEN:
            return
        statutory = cases.running(case).statutory
        assert statutory is not None
        start = statutory.start
        pauses = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b, *_ in case.pauses]
        works = calendar().is_working
        for number, kept in ((30, case.due_on), (45, case.statutory_due_on)):
            try:
                found = slow_due(start, number + case.extended_days, Unit.WORKING, works, pauses)
            except UnknownYear:
                found = OPEN_END
            assert kept == found

    @invariant()
    def nothing_is_missing_from_the_record(self) -> None:
        if hasattr(self, "number"):
            case = self.case()
            events = cases.timeline(case)
            assert [event.seq for event in events] == list(range(1, case.version + 1))
            assert bytes(events[-1].digest) == bytes(case.head)


def act_of(called: str, before: cases.Case) -> str:
    """The act of the state table that the function ``called`` is for this case."""
    if called == "withdraw" and before.accepted_at is None:
        return "retract"
    return "call_off_hearing" if called == "give_up_hearing" and before.state == State.PAUSED else called


def department_of(act: str, facts: dict[str, Any], case: cases.Case) -> str:
    """The department whose act it was: the step's own for a finished step, else the case's."""
    if act != "finish_step":
        return case.department_id
    return next(task.department_id for task in cases.tasks_of(case) if task.key == facts["step"])


def walk(machine: type[Procedure], folder: Path, clock: HeldClock, examples: int, steps: int) -> None:
    """Let ``machine`` go its random ways over an item that uses all there is."""
    everything(folder)
    machine.clock, machine.done = clock, Counter()
    machine.people = {
        name: person(role, department, window=window, name=f"machine.{name}")
        for name, (role, department, window) in PEOPLE.items()
    }
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=EVERY_CHECK,
        ),
    )
    assert verify().ok


@pytest.mark.long
@pytest.mark.usefixtures("house")
def test_random_acts_by_random_people_never_leave_the_procedure(tmp_path: Path, clock: HeldClock) -> None:
    walk(Procedure, tmp_path, clock, examples=25, steps=40)
    # The walk that everybody takes comes far enough to mean something; one that explores may stay near.
    if settings().derandomize:
        assert {"accept", "finish_step", "pause", "resume", "review", "keep_promise"} <= set(Procedure.done)
        assert len(Procedure.done) >= 12, Procedure.done
