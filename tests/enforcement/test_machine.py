"""Random acts by random people at random moments against the second state table.

After every act, done or not: the case stands where the table says, by somebody the table allows; an act that was done
left exactly its event and its entry, one that was not left nothing; what the page offered was not refused by its own
rules; what the page withheld was; the record verifies.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.enforcement.house import (
    DEPARTMENTS,
    FORM,
    ITEMS,
    LEVY,
    LEVY_FORM,
    OFFICERS,
    approver,
    clerk,
    reviewer,
)
from tests.held_clock import HeldClock
from tests.house import person
from tests.patience import EVERY_CHECK

from banli.cases import service as cases
from banli.catalogue.service import current
from banli.enforcement import service as enforcement
from banli.enforcement.states import OF_ACT, OWNERS
from banli.kernel.actors import VISITOR, Actor, Role
from banli.kernel.errors import Denied, Invalid, Refused
from banli.ledger.service import verify

PICKS = st.sampled_from(range(4096))


def answer(ask: enforcement.Ask, chance: random.Random, today: Any) -> Any:
    """Something for a question: mostly sound, sometimes not."""
    wrong = chance.random() < 0.05
    later = (today + timedelta(chance.randint(1, 40))).isoformat()
    sound: dict[str, Any] = {
        "text": "卫知衡",
        "long": "事实清楚，证据充分。",
        "date": today.isoformat() if ask.past else later,
        "whole": str(chance.choice([1, 10, 30])),
        "money": str(chance.choice([0, 100, 200, 30_000, 100_000])),
        "choice": chance.choice([key for key, _words in ask.options] or [""]),
        "check": chance.random() < 0.5,
        "officers": OFFICERS,
        "lines": ["运动鞋 120双", "广告牌 一块"],
    }
    rubbish: dict[str, Any] = {"date": "2022-13-40", "whole": "三十", "money": "1e5", "choice": "?"}
    return rubbish.get(ask.kind, " ") if wrong else sound[ask.kind]


def _ends(act: enforcement.Act) -> bool:
    """True for an act after which nothing is left to do."""
    target = act.transition.target
    return target is not None and OWNERS.get(target, "nobody") == "nobody"


class Procedure(RuleBasedStateMachine):
    """One case from its beginning, rolled back when the walk is over."""

    clock: HeldClock
    done: set[str] = set()

    def __init__(self) -> None:
        super().__init__()
        self.steps = 0
        """Makes the same pick choose otherwise the next time: the same again would be refused again."""
        self.held = transaction.atomic()
        self.held.__enter__()

    @initialize(item=st.sampled_from(ITEMS), pick=PICKS)
    def begin(self, item: str, pick: int) -> None:
        self.department = DEPARTMENTS[item]
        self.clock.set("2022-10-17T09:00")
        self.people: dict[str, Actor] = {
            "reviewer": reviewer(self.department),
            "reviewer2": reviewer(self.department, "2"),
            "approver": approver(self.department),
            "clerk": clerk(self.department),
            "stranger": person(Role.APPROVER, "transport"),
            "supervisor": person(Role.SUPERVISOR, None),
        }
        chance = random.Random(pick)
        kind = {"advertising-penalty": "02", "sealing-of-goods": "03", "non-tax-levy": "04"}.get(item, "06")
        act = chance.choice(enforcement.beginnings(kind))
        by = next(
            one for one in self.people.values() if enforcement.may(one, act, department=self.department)
        )
        asks = act.asks(enforcement.Item(current(item).spec))
        sound = {ask.name: answer(ask, random.Random(1), self.clock.now.date()) for ask in asks}
        form = LEVY_FORM if item == LEVY else FORM
        self.number = enforcement.begin(by=by, item=item, act=act.name, form=form, answers=sound).number
        self.people["party"] = replace(VISITOR, session=frozenset({self.number}))

    @rule(pick=PICKS)
    def act(self, pick: int) -> None:
        self.steps += 1
        chance = random.Random(pick * 100 + self.steps)
        before = cases.find(self.number, self.people["reviewer"])
        who = chance.choice(self._busy(before) if chance.random() < 0.85 else sorted(self.people))
        by = self.people[who]
        known = enforcement.look(before, by)
        offered = enforcement.possible(known)
        every = [one for one in enforcement.ACTS.values() if one.transition.sources]
        on = [one for one in offered if not _ends(one)] or offered
        on = [one for one in on if one.name not in {entry.act for entry in known.entries}] or on
        chosen = chance.choice((on if chance.random() < 0.85 else offered) or every)
        if chance.random() < 0.08:
            chosen = chance.choice(every)
        answers = {ask.name: answer(ask, chance, self.clock.now.date()) for ask in chosen.asks(known)}
        events = len(cases.timeline(before))
        try:
            with transaction.atomic():
                after = enforcement.do(by=by, number=self.number, act=chosen.name, answers=answers)
        except (Denied, Invalid, Refused) as refusal:
            mistaken = chosen in offered and not isinstance(refusal, Invalid)
            again = cases.find(self.number, self.people["reviewer"])
            assert not mistaken, chosen.name
            assert (again.state, again.version) == (before.state, before.version)
            assert len(cases.timeline(again)) == events
            return
        self.done.add(chosen.name)
        row = OF_ACT[chosen.name]
        assert chosen in offered
        assert before.state in row.sources
        assert after.state == row.lands(before.state)
        assert [one.name for one in cases.timeline(after)][events:] == [row.event]
        ends = row.result is not None
        assert (after.completed_at is not None) == (before.completed_at is not None or ends)

    def _busy(self, case: cases.Case) -> list[str]:
        """Who may do something now; everybody where nobody may."""
        busy = [name for name, by in self.people.items() if enforcement.possible(enforcement.look(case, by))]
        return busy or sorted(self.people)

    @rule(days=st.sampled_from([0, 1, 3, 8, 20, 190]))
    def wait(self, days: int) -> None:
        self.clock.set(self.clock.now + timedelta(days=days, hours=1))

    @invariant()
    def the_file_and_the_record_agree(self) -> None:
        case = cases.find(self.number, self.people["reviewer"])
        entries, events = enforcement.entries_of(case), cases.timeline(case)
        assert [one.seq for one in entries] == [one.seq for one in events] == list(range(1, case.version + 1))
        assert case.state in OWNERS or case.state == "revoked"

    def teardown(self) -> None:
        assert verify().ok
        transaction.set_rollback(True)
        self.held.__exit__(None, None, None)


def test_random_acts_by_random_people_never_leave_the_second_table(clock: HeldClock) -> None:
    Procedure.clock, Procedure.done = clock, set()
    machine = settings(
        max_examples=30, stateful_step_count=40, suppress_health_check=EVERY_CHECK, deadline=None
    )
    run_state_machine_as_test(Procedure, settings=machine)
    if settings().derandomize:
        assert len(Procedure.done) >= 25, sorted(Procedure.done)
