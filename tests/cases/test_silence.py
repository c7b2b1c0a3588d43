"""After the fifth day an application counts as accepted from its receipt, whoever meets it first (art. 32(4))."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.cases.science import events
from tests.held_clock import HeldClock
from tests.house import applicant_of, clerk, form, person, submitted

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Refused

pytestmark = pytest.mark.usefixtures("house")
POINT = {"where": "plate", "label": "车牌", "problem": "看不清"}


def on_paper(number: str) -> str:
    """The state as it is written down, which reading through the door would settle."""
    return str(Case.objects.get(number=number).state)


TOO_LATE: dict[str, Callable[[str], Any]] = {
    "correction": lambda number: cases.ask_correction(by=clerk(), number=number, points=[POINT]),
    "on the spot": lambda number: cases.correct_on_the_spot(by=clerk(), number=number, form=form(axles=3)),
    "refusal": lambda number: cases.refuse_acceptance(
        by=clerk(), number=number, reasons="不属本机关职权", proper_organ="市交通运输局"
    ),
    "not required": lambda number: cases.find_not_required(by=clerk(), number=number, reasons="未超限"),
}


@pytest.mark.parametrize("act", TOO_LATE)
def test_what_comes_before_acceptance_comes_too_late_on_the_sixth_day(act: str, clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-25")
    with pytest.raises(Refused, match=r"2022-10-17.*第三十二条第一款第四项"):
        TOO_LATE[act](case.number)
    assert cases.find(case.number, SYSTEM).state == "in_review"


@pytest.mark.parametrize("act", ["correction", "refusal", "not required"])
def test_on_the_fifth_day_it_is_still_in_time(act: str, clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-24")
    assert TOO_LATE[act](case.number).state in {"correcting", "not_accepted", "not_required"}


def test_accepting_by_hand_too_late_is_acceptance_from_the_day_of_receipt(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-31")
    case = cases.accept(by=clerk(), number=case.number, version=case.version)
    assert case.accepted_at is not None
    assert (events(case)[-1], str(case.accepted_at.date())) == ("deemed_accepted", "2022-10-17")
    assert cases.timeline(case)[-1].actor == "system"
    assert (str(case.due_on), str(case.statutory_due_on)) == ("2022-10-20", "2022-10-24")
    assert cases.notices(case, "acceptance")[0].body["deemed_on"] == "2022-10-17"


def test_accepting_by_hand_on_the_fifth_day_begins_the_clock_that_day(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-24")
    case = cases.accept(by=clerk(), number=case.number)
    assert (events(case)[-1], str(case.statutory_due_on)) == ("accepted", "2022-10-31")


def test_whoever_reads_it_reads_it_accepted(clock: HeldClock) -> None:
    case, other = submitted(), submitted()
    clock.set("2022-10-25")
    assert on_paper(case.number) == "submitted"
    assert cases.find(case.number, clerk()).state == "in_review"
    listed = {one.number: one.state for one in cases.open_cases(clerk())}
    assert listed == {case.number: "in_review", other.number: "in_review"}
    assert events(case) == ["submitted", "deemed_accepted"]


def test_an_act_of_the_examination_finds_it_accepted(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-25")
    case = cases.review(by=person(Role.REVIEWER), number=case.number, agrees=True, opinion="符合规定")
    assert events(case) == ["submitted", "deemed_accepted", "reviewed"]


def test_taking_it_back_afterwards_is_withdrawing_an_accepted_case(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-25")
    case = cases.withdraw(by=applicant_of(case.number), number=case.number, version=case.version)
    assert events(case) == ["submitted", "deemed_accepted", "withdrawn"]


def test_two_at_once_settle_it_once(clock: HeldClock) -> None:
    """The second waits for the row and finds it accepted."""
    case = submitted()
    clock.set("2022-10-25")
    assert cases.deem_all_accepted(by=SYSTEM) == 1
    assert cases.deem_all_accepted(by=SYSTEM) == 0
    with pytest.raises(Refused):
        cases.accept(by=clerk(), number=case.number)
    assert events(case).count("deemed_accepted") == 1


def test_a_correction_in_time_begins_five_new_days_with_the_answer(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-24")
    cases.ask_correction(by=clerk(), number=case.number, points=[POINT])
    clock.set("2022-11-01")
    assert cases.find(case.number, SYSTEM).state == "correcting"
    me = applicant_of(case.number)
    cases.resubmit(by=me, number=case.number, form={**case.form, "agent_name": "周建国"})
    clock.set("2022-11-08")
    assert cases.find(case.number, SYSTEM).state == "submitted"
    clock.set("2022-11-09")
    case = cases.find(case.number, SYSTEM)
    statutory = cases.running(case).statutory
    assert statutory is not None
    assert (case.state, str(statutory.start)) == ("in_review", "2022-11-01")
