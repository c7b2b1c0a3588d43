"""What the office says itself is entered by its officers: before the proposal, or before the certificate."""

from __future__ import annotations

import json

import pytest
from tests.held_clock import HeldClock
from tests.house import PLAYER, open_house, person

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import VISITOR, Actor, Role
from banli.kernel.errors import Denied, Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
REWARD = "market-whistleblower-reward"
FOUND = {"grade": "second", "fine_yuan": "200000", "reward_yuan": "6000"}


def officer(role: Role) -> Actor:
    return person(role, "market")


@pytest.fixture
def case(clock: HeldClock) -> Case:
    """A claim under examination, of somebody who reported under his name."""
    open_house(REWARD)
    made = PLAYER.at_window(
        REWARD, PLAYER.form(REWARD, "anonymous-insider", insider=False), officer(Role.CLERK)
    )
    clock.move(hours=1)
    return cases.accept(by=officer(Role.CLERK), number=made.number)


def test_the_applicant_is_not_asked_and_what_he_sends_is_dropped(case: Case) -> None:
    assert "grade" not in case.form
    form = PLAYER.form(REWARD, "anonymous-insider", insider=False, grade="first", reward_yuan=1_000_000)
    made = PLAYER.apply(REWARD, {**form, "report_no": "川市监举〔2022〕0009号"}, VISITOR)
    assert {"grade", "reward_yuan"}.isdisjoint(made.form)


def test_nothing_is_proposed_before_it_is_entered(case: Case) -> None:
    reviewer = officer(Role.REVIEWER)
    with pytest.raises(Refused, match="举报等级、罚没款金额（元）、奖励金额（元）"):
        cases.review(by=reviewer, number=case.number, agrees=True, opinion="二级。")
    cases.enter(by=reviewer, number=case.number, values=FOUND)
    cases.review(by=reviewer, number=case.number, agrees=True, opinion="二级。")


def test_a_refusal_needs_nothing_entered(case: Case) -> None:
    proposed = cases.review(
        by=officer(Role.REVIEWER), number=case.number, agrees=False, opinion="事先已掌握。"
    )
    assert proposed.state == "proposed"


def test_the_record_says_what_was_entered_and_by_whom(case: Case) -> None:
    case = cases.enter(by=officer(Role.REVIEWER), number=case.number, values=FOUND)
    event = list(cases.timeline(case))[-1]
    assert event.name == "entered"
    assert json.loads(event.body)["changed"] == ["fine_yuan", "grade", "reward_yuan"]
    assert case.form["fine_yuan"] == 200_000


def test_what_follows_from_it_begins(case: Case) -> None:
    reviewer = officer(Role.REVIEWER)
    cases.finish_step(by=reviewer, number=case.number, step="examine", agrees=True, text="属实。")
    cases.enter(by=reviewer, number=case.number, values={**FOUND, "grade": "first", "reward_yuan": "500000"})
    assert [one.key for one in cases.tasks_of(case) if one.finished_at is None] == ["finance"]


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"grade": "tenth"}, "grade"),
        ({"fine_yuan": "many"}, "fine_yuan"),
        ({"fine_yuan": "-1"}, "fine_yuan"),
        ({"report_no": "1"}, "report_no"),
        ({"raised": "true"}, "raised"),
        ({}, ""),
        ({"grade": ""}, ""),
    ],
)
def test_what_cannot_be_entered_is_told_at_its_place(case: Case, values: dict[str, str], where: str) -> None:
    with pytest.raises(Invalid) as told:
        cases.enter(by=officer(Role.REVIEWER), number=case.number, values=values)
    assert [one.where for one in told.value.problems] == [where]


def test_neither_the_window_nor_a_race_enters_anything(case: Case) -> None:
    with pytest.raises(Denied):
        cases.enter(by=officer(Role.CLERK), number=case.number, values=FOUND)
    cases.enter(by=officer(Role.REVIEWER), number=case.number, values=FOUND, version=case.version)
    with pytest.raises(Stale):
        cases.enter(by=officer(Role.REVIEWER), number=case.number, values=FOUND, version=case.version)


def test_an_item_without_such_questions_offers_nothing(clock: HeldClock) -> None:
    open_house("foreign-trade-filing")
    made = PLAYER.apply("foreign-trade-filing", PLAYER.form("foreign-trade-filing", "company-in-chengdu"))
    clock.move(hours=1)
    made = cases.accept(by=person(Role.CLERK, "commerce"), number=made.number)
    with pytest.raises(Refused, match="没有由机关填写"):
        cases.enter(by=person(Role.REVIEWER, "commerce"), number=made.number, values={"operator": "x"})
