"""Random acts by random people, in random order and at random moments, against the whole procedure.

After every act, done or not: the case stands where the state table says, by somebody the table allows; an act that was
done left exactly its event, one that was not left nothing; no clock runs while the case is paused; the dates agree with
a count by hand; the record verifies.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.cases.science import applied
from tests.conftest import HeldClock
from tests.house import applicant_of, person
from tests.variants import FILING, days, step, variant
from tests.worktime.days import slow_due

from banli.cases import service as cases
from banli.cases.permissions import BY_OWNER, GRANTS
from banli.cases.states import OPEN, TRANSITIONS, State
from banli.files.service import store
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import BanliError
from banli.ledger.service import verify
from banli.site.pack import SICHUAN
from banli.worktime.service import Unit, calendar

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
STEPS = ["examine", "housing", "police", "visit", "experts"]
OF_STEPS = {"begin_step", "finish_step"}
WORDS = st.sampled_from(["符合规定，材料齐全。", " "])
POINT = {"where": "amount_wan", "label": "合同成交额", "problem": "与合同不一致"}


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


class Procedure(RuleBasedStateMachine):
    """One case and everybody who may come near it."""

    clock: HeldClock
    people: dict[str, Actor]

    @initialize(seed=st.integers(0, 3))
    def open(self, seed: int) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.clock.set(date(2022, 9, 26) + timedelta(days=seed))
        self.number = applied().number
        self.random = random.Random(seed)

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

    def attempt(self, act: str, name: str, do: Callable[..., object], **facts: Any) -> None:
        """Do ``act`` as ``name`` and compare what came of it with the state table."""
        before, by = self.case(), self.who(name)
        count = len(cases.timeline(before))
        transition = ACTS[act]
        try:
            with transaction.atomic():
                do(by=by, number=self.number, **facts)
        except BanliError:
            after = self.case()
            assert (after.version, after.state, after.head) == (before.version, before.state, before.head)
            assert len(cases.timeline(after)) == count
            return
        after, events = self.case(), cases.timeline(before)
        assert State(before.state) in transition.sources
        assert after.state == transition.lands(before.state)
        assert len(events) == count + 1
        assert events[-1].name == transition.event
        owners = (transition.owner, *transition.also)
        where = events_department(act, facts, after)
        assert any(GRANTS.may(by, BY_OWNER[owner], department=where) for owner in owners) or (
            "applicant" in map(str, owners) and name == "applicant"
        )

    @rule(gap=st.integers(0, 9))
    def time_passes(self, gap: int) -> None:
        self.clock.move(days=gap)

    @rule(
        name=st.sampled_from(["clerk", "reviewer", "applicant"]),
        promised=st.booleans(),
        declared=st.booleans(),
    )
    def accept(self, name: str, promised: bool, declared: bool) -> None:
        later = {"income": None} if promised else {}
        self.attempt("accept", name, cases.accept, promised=later, declared=declared)

    @rule(name=st.sampled_from(["clerk", "applicant"]), act=st.sampled_from(["ask", "resubmit", "spot"]))
    def correct(self, name: str, act: str) -> None:
        form = {**self.case().form, "amount_wan": self.random.randint(200, 900)}
        if act == "ask":
            self.attempt("ask_correction", name, cases.ask_correction, points=[POINT])
        elif act == "spot":
            self.attempt("correct_on_the_spot", name, cases.correct_on_the_spot, form=form)
        else:
            self.attempt("resubmit", name, cases.resubmit, form=form)

    @rule(name=st.sampled_from(["platform", "approver"]))
    def silence(self, name: str) -> None:
        self.attempt("deem_accepted", name, cases.deem_accepted)

    @rule(
        name=st.sampled_from(["reviewer", "approver", "housing", "police"]),
        key=st.sampled_from(STEPS),
        agrees=st.booleans(),
        text=WORDS,
        two=st.booleans(),
    )
    def finish_step(self, name: str, key: str, agrees: bool, text: str, two: bool) -> None:
        officers = ["张一", "李二"] if two else ["张一"]
        facts = {"step": key, "agrees": agrees, "text": text, "officers": officers}
        self.attempt("finish_step", name, cases.finish_step, **facts)

    @rule(name=st.sampled_from(["reviewer", "police"]), key=st.sampled_from(STEPS))
    def begin_step(self, name: str, key: str) -> None:
        self.attempt("begin_step", name, cases.begin_step, step=key)

    @rule(name=st.sampled_from(["reviewer", "clerk"]), key=st.sampled_from(["experts", "auction"]))
    def pause(self, name: str, key: str) -> None:
        self.attempt("pause", name, cases.pause, procedure=key, reason="需要专家论证")

    @rule(name=st.sampled_from(["reviewer", "supervisor"]), agrees=st.booleans())
    def resume(self, name: str, agrees: bool) -> None:
        self.attempt("resume", name, cases.resume, result="论证完毕", agrees=agrees)

    @rule(name=st.sampled_from(["approver", "government"]), number=st.sampled_from([0, 10, 15, 16]))
    def extend(self, name: str, number: int) -> None:
        self.attempt("extend", name, cases.extend, days=number, reason="情况复杂")

    @rule(name=st.sampled_from(["reviewer", "approver"]), agrees=st.booleans(), opinion=WORDS)
    def review(self, name: str, agrees: bool, opinion: str) -> None:
        self.attempt("review", name, cases.review, agrees=agrees, opinion=opinion)

    @rule(again=st.lists(st.sampled_from(STEPS), max_size=2, unique=True))
    def send_back(self, again: list[str]) -> None:
        self.attempt("return_to_review", "approver", cases.return_to_review, opinion="请复核", again=again)

    @rule(
        name=st.sampled_from(["approver", "reviewer"]),
        act=st.sampled_from(["tell", "refuse", "grant"]),
        text=WORDS,
    )
    def decide(self, name: str, act: str, text: str) -> None:
        if act == "tell":
            self.attempt("tell_refusal", name, cases.tell_refusal, reasons=text)
        elif act == "refuse":
            self.attempt("refuse", name, cases.refuse, reasons=text, remedies="六十日内申请行政复议。")
        else:
            self.attempt("grant", name, cases.grant, opinion=text)

    @rule(act=st.sampled_from(["views", "ask", "call", "hold"]), ahead=st.integers(0, 20))
    def be_heard(self, act: str, ahead: int) -> None:
        if act == "views":
            self.attempt("state_views", "applicant", cases.state_views, text="申辩意见")
        elif act == "ask":
            self.attempt("ask_hearing", "applicant", cases.ask_hearing, reason="有异议")
        elif act == "call":
            on = self.clock.now.date() + timedelta(days=ahead)
            facts = {"chair": "陈主持", "place": "三楼听证室", "on": on, "reason": "申请人要求"}
            self.attempt("call_hearing", "approver", cases.call_hearing, **facts)
        else:
            self.attempt("hold_hearing", "approver", cases.hold_hearing, transcript="笔录", signed=["申请人"])

    @rule(what=st.sampled_from(["income", "commitment"]), act=st.sampled_from(["bring", "keep", "break"]))
    def promises(self, what: str, act: str) -> None:
        if act == "bring":
            file = store(by=self.who("applicant"), name="核定表.pdf", content=b"%PDF-1.4 " + uuid4().bytes)
            self.attempt("supplement", "applicant", cases.supplement, files=[(what, file)])
        elif act == "keep":
            self.attempt("keep_promise", "reviewer", cases.keep_promise, what=what, note="核查属实")
        else:
            self.attempt("break_promise", "reviewer", cases.break_promise, what=what, note="核查不实")

    @rule(act=st.sampled_from(["withdraw", "terminate", "void", "forward"]), rare=st.integers(0, 9))
    def end(self, act: str, rare: int) -> None:
        if rare:
            return
        if act == "withdraw":
            accepted = self.case().accepted_at is not None
            self.attempt("withdraw" if accepted else "retract", "applicant", cases.withdraw, reason="不办了")
        elif act == "terminate":
            self.attempt("terminate", "clerk", cases.terminate, reason="逾期未补正")
        elif act == "void":
            self.attempt("void", "approver", cases.void, reason="重复录入")
        else:
            self.attempt("forward", "approver", cases.forward, opinion="上报")

    @rule(
        act=st.sampled_from(["deliver", "archive", "revoke", "recount"]),
        name=st.sampled_from(["clerk", "approver"]),
    )
    def afterwards(self, act: str, name: str) -> None:
        if act == "deliver":
            self.attempt("deliver", name, cases.deliver, way="post")
        elif act == "archive":
            self.attempt("archive", name, cases.archive, note="卷1")
        elif act == "revoke":
            self.attempt("revoke", name, cases.revoke, ground="other", reason="依法撤销")
        else:
            assert cases.recount_open(by=SYSTEM, edition="2022-1") == []

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
        start = cases.running(case).statutory.start
        pauses = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b, *_ in case.pauses]
        works = calendar().is_working
        for number, kept in ((30, case.due_on), (45, case.statutory_due_on)):
            found = slow_due(start, number + case.extended_days, Unit.WORKING, works, pauses)
            assert kept == found

    @invariant()
    def nothing_is_missing_from_the_record(self) -> None:
        if hasattr(self, "number"):
            case = self.case()
            events = cases.timeline(case)
            assert [event.seq for event in events] == list(range(1, case.version + 1))
            assert bytes(events[-1].digest) == bytes(case.head)


def events_department(act: str, facts: dict[str, Any], case: cases.Case) -> str:
    """The department whose act it was: the step's own for a step, else the case's."""
    if act not in OF_STEPS or act == "begin_step":
        return case.department_id
    return next(task.department_id for task in cases.tasks_of(case) if task.key == facts["step"])


@pytest.mark.usefixtures("house")
def test_random_acts_by_random_people_never_leave_the_procedure(tmp_path: Path, clock: HeldClock) -> None:
    everything(tmp_path)
    Procedure.clock = clock
    Procedure.people = {
        name: person(role, department, window=window, name=f"machine.{name}")
        for name, (role, department, window) in PEOPLE.items()
    }
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Procedure,
        settings=settings(
            max_examples=30,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert verify().ok
