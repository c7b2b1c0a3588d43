"""会商: who asks whom until when, what they say, what it comes to, and what it does to the case."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection
from tests.cases.science import events
from tests.consultations.asking import LAST_DAY, answered, asked, bridges, police, request, reviewer
from tests.desk.officers import browser_of
from tests.held_clock import HeldClock
from tests.house import accepted, clerk, open_house, person, steps_done, submitted

from banli.cases import service as cases
from banli.cases.states import REVIEW
from banli.consultations.rules import answered_late
from banli.consultations.service import (
    Asked,
    Consultation,
    MeetingRecord,
    Standing,
    find_consultation,
    give_opinion,
    late_opinions,
    note_late_opinions,
    open_consultations,
    owed_by,
    record_meeting,
    seats,
    standing_of,
    visible_consultations,
)
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import BanliError, Denied, Invalid, Missing, Refused, Stale
from banli.ledger.service import events as ledger_events
from banli.ledger.service import verify, version_of


def case_of(made: Consultation) -> cases.Case:
    return cases.find(made.subject, SYSTEM)


def concluded(made: Consultation, outcome: str = "agrees", **how: Any) -> Consultation:
    return cases.conclude_consultation(
        by=reviewer(), consultation=made.public_id, outcome=outcome, text="会商同意按护送方案通行。", **how
    )


@pytest.mark.usefixtures("house")
class TestAsking:
    def test_the_request_stands_in_the_course_of_the_case_and_with_those_who_are_asked(self) -> None:
        made = asked()
        assert events(case_of(made))[-1] == "consultation_asked"
        assert [one.public_id for one in open_consultations(police())] == [made.public_id]
        assert [one.division for one in seats(made)] == ["", "桥梁管理处"]
        assert made.matter == cases.spec_of(case_of(made)).name.zh

    def test_a_department_that_is_not_asked_does_not_see_it(self) -> None:
        made = asked()
        with pytest.raises(Missing):
            find_consultation(made.public_id, person(Role.REVIEWER, "finance"))
        assert visible_consultations(person(Role.SUPERVISOR, None)).count() == 1

    def test_the_window_asks_before_it_accepts_and_accepts_all_the_same(self) -> None:
        case = submitted()
        made = cases.consult(by=clerk(), number=case.number, record=request())
        assert cases.accept(by=clerk(), number=case.number).accepted_at is not None
        assert find_consultation(made.public_id, reviewer()).state == "consulting"

    def test_another_department_asks_nothing_about_it(self) -> None:
        with pytest.raises(Denied):
            cases.consult(by=police(), number=accepted("class-three").number, record=request())

    @pytest.mark.parametrize(
        ("changes", "where"),
        [
            ({"answer_by": date(2022, 10, 16)}, "answer_by"),
            ({"answer_by": date(2023, 3, 1)}, "answer_by"),
            ({"asked": [Asked(department="transport")]}, "asked.0"),
            ({"asked": [Asked(department="police"), Asked(department="police")]}, "asked.1"),
            ({"step": "no-such-step"}, "step"),
        ],
    )
    def test_what_cannot_be_asked_is_told_at_its_field(self, changes: dict[str, Any], where: str) -> None:
        with pytest.raises(Invalid) as told:
            asked(**changes)
        assert [one.where for one in told.value.problems] == [where]

    def test_the_same_request_twice_is_one(self) -> None:
        case = accepted("class-three")
        first = cases.consult(by=reviewer(), number=case.number, record=request(public_id="HS-1"))
        again = cases.consult(by=reviewer(), number=case.number, record=request(public_id="HS-1"))
        assert first.pk == again.pk
        assert events(case).count("consultation_asked") == 1

    def test_no_clock_stands_still(self) -> None:
        case = accepted("class-three")
        due = case.due_on
        asked(case)
        assert cases.find(case.number, SYSTEM).due_on == due

    def test_an_overdue_case_can_still_be_consulted_about(self, clock: HeldClock) -> None:
        case = accepted("class-three")
        clock.set("2022-12-20T09:00")
        assert asked(case, answer_by=date(2022, 12, 22)).answer_by == date(2022, 12, 22)


@pytest.mark.usefixtures("house")
class TestAnswering:
    def test_a_mended_opinion_takes_its_place_and_the_record_keeps_both(self) -> None:
        made = asked()
        for stance in ("disagrees", "agrees_with_conditions"):
            one = give_opinion(
                consultation=made.public_id, seat=0, stance=stance, text="须避开早晚高峰。", by=police()
            )
        assert (one.stance, one.version) == ("agrees_with_conditions", 2)
        told = list(ledger_events("consultation", made.public_id))
        assert [event.name for event in told].count("consultation_opinion") == 2

    def test_only_the_department_that_is_asked_answers(self) -> None:
        made = asked()
        with pytest.raises(Denied):
            give_opinion(consultation=made.public_id, seat=0, stance="agrees", text="同意。", by=reviewer())

    def test_who_asked_does_not_answer_for_the_own_division(self) -> None:
        made = asked()
        with pytest.raises(Refused, match="由其他人"):
            give_opinion(consultation=made.public_id, seat=1, stance="agrees", text="同意。", by=reviewer())
        assert [one.place for one in owed_by(made, "transport")] == [1]

    def test_an_opinion_says_what_and_why(self) -> None:
        made = asked()
        with pytest.raises(Invalid) as told:
            give_opinion(consultation=made.public_id, seat=0, stance="perhaps", text=" ", by=police())
        assert [one.where for one in told.value.problems] == ["stance", "text"]

    def test_of_two_of_one_department_the_later_reads_that_the_other_answered(self) -> None:
        made = asked()
        how: dict[str, Any] = {"consultation": made.public_id, "seat": 0, "by": police(), "version": 0}
        give_opinion(stance="agrees", text="同意。", **how)
        with pytest.raises(Stale):
            give_opinion(stance="disagrees", text="不同意。", **how)

    def test_nothing_is_said_after_the_conclusion(self) -> None:
        made = asked()
        answered(made)
        concluded(made)
        with pytest.raises(Refused):
            give_opinion(consultation=made.public_id, seat=0, stance="agrees", text="补充。", by=police())

    def test_it_is_lit_on_its_last_day_and_after_it(self, clock: HeldClock) -> None:
        made = asked()
        assert standing_of(made) is Standing.RUNNING
        clock.set(f"{LAST_DAY}T10:00")
        assert standing_of(made) is Standing.LAST_DAY
        clock.move(days=1)
        assert standing_of(made) is Standing.OVERDUE
        answered(made)
        assert standing_of(find_consultation(made.public_id, reviewer())) is Standing.ALL_IN


@pytest.mark.usefixtures("house")
class TestConcluding:
    def test_a_case_that_waits_is_put_before_the_approver_after_the_conclusion(self) -> None:
        case = accepted("class-three")
        made = asked(case)
        steps_done(case)
        told: dict[str, Any] = {
            "by": reviewer(),
            "number": case.number,
            "agrees": True,
            "opinion": "符合规定。",
        }
        refusal = cases.why_not(cases.facts_of(case_of(made), reviewer()), REVIEW)
        assert refusal is not None
        assert made.public_id in str(refusal)
        with pytest.raises(Refused, match=made.public_id):
            cases.review(**told)
        answered(made)
        concluded(made)
        assert cases.review(**told).state == "proposed"
        course = events(case)
        assert course.index("consultation_settled") < course.index("reviewed")
        assert cases.opinions(case)[0].step == "consultation"

    def test_a_step_that_is_asked_about_waits_as_well(self) -> None:
        case = accepted("class-three")
        step = next(task for task in cases.tasks_of(case) if not task.finished_at)
        made = asked(case, step=step.key)
        with pytest.raises(Refused, match=made.public_id):
            steps_done(case)
        cases.call_off_consultation(by=reviewer(), consultation=made.public_id, reason="已电话核实。")
        steps_done(case)

    def test_a_case_that_does_not_wait_goes_on(self) -> None:
        case = accepted("class-three")
        asked(case, holds=False)
        steps_done(case)
        assert (
            cases.review(by=reviewer(), number=case.number, agrees=True, opinion="符合。").state == "proposed"
        )

    def test_silence_agrees_to_nothing_and_ends_the_waiting_after_the_last_day(
        self, clock: HeldClock
    ) -> None:
        made = asked()
        give_opinion(consultation=made.public_id, seat=0, stance="agrees", text="同意。", by=police())
        with pytest.raises(Refused, match="桥梁管理处"):
            concluded(made)
        clock.set(f"{LAST_DAY}T23:00")
        with pytest.raises(Refused):
            concluded(made)
        clock.move(days=1)
        concluded(made)
        body = list(ledger_events("consultation", made.public_id))[-1].body
        assert '"silent":[1]' in body

    def test_who_goes_on_against_an_objection_says_why(self) -> None:
        made = asked()
        answered(made, first="disagrees")
        with pytest.raises(Invalid) as told:
            concluded(made)
        assert [one.where for one in told.value.problems] == ["on_objections"]
        done = concluded(made, on_objections="交警的意见针对原线路，现已改线。")
        assert done.on_objections.startswith("交警")

    def test_a_meeting_is_held_before_the_end_and_not_ahead(self) -> None:
        made = asked()
        told: dict[str, Any] = {"place": "三楼会议室", "chair": "王处长", "text": "同意改线。"}
        told["present"] = ["交警总队 张三", "桥梁处 李四"]
        with pytest.raises(Refused):
            record_meeting(
                consultation=made.public_id,
                record=MeetingRecord(held_on=date(2022, 10, 18), **told),
                by=reviewer(),
            )
        kept = record_meeting(
            consultation=made.public_id,
            record=MeetingRecord(held_on=date(2022, 10, 17), **told),
            by=reviewer(),
        )
        assert kept.present == told["present"]

    def test_whoever_read_an_older_page_concludes_nothing(self) -> None:
        made = asked()
        seen = version_of("consultation", made.public_id)
        answered(made)
        with pytest.raises(Stale):
            concluded(made, version=seen)

    def test_one_of_a_case_that_ended_is_called_off_without_an_entry_in_its_course(self) -> None:
        case = accepted("class-three")
        made = asked(case)
        cases.withdraw(by=clerk(), number=case.number, reason="不再运输")
        before = events(case)
        cases.call_off_consultation(by=reviewer(), consultation=made.public_id, reason="申请已撤回。")
        assert events(case) == before
        assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_of_four_conclusions_at_once_one_is_kept() -> None:
    open_house()
    made, by = asked(), reviewer()
    answered(made)
    bridges()

    def one(_hand: int) -> str:
        try:
            concluded(made)
        except BanliError as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as hands:
        told = sorted(hands.map(one, range(4)))
    assert told == ["Refused", "Refused", "Refused", "done"]
    assert events(cases.find(made.subject, by)).count("consultation_settled") == 1
    assert verify().ok


def test_an_opinion_that_did_not_come_in_time_is_a_signal_that_stays(clock: HeldClock, house: None) -> None:
    made = asked(answer_by=LAST_DAY)
    give_opinion(consultation=made.public_id, seat=0, stance="agrees", text="可以护送。", by=police())
    clock.set("2022-10-19T17:00")
    assert note_late_opinions(by=SYSTEM) == 0
    clock.set("2022-10-20T09:00")
    assert note_late_opinions(by=SYSTEM) == 1
    give_opinion(consultation=made.public_id, seat=1, stance="agrees", text="合格。", by=bridges())
    assert note_late_opinions(by=SYSTEM) == 0
    supervisor = person(Role.SUPERVISOR, "service-centre")
    (late,) = late_opinions(supervisor)
    assert (late.consulted.division, late.due) == ("桥梁管理处", LAST_DAY)
    assert late_opinions(person(Role.REVIEWER, "health")) == []
    page = browser_of(supervisor).get("/desk/supervision/").content.decode()
    assert made.public_id in page


def test_an_opinion_given_late_is_a_signal_though_nobody_looked_in_between(
    clock: HeldClock, house: None
) -> None:
    made = asked(answer_by=LAST_DAY)
    clock.set("2022-10-20T00:01")
    answered(made)
    assert note_late_opinions(by=SYSTEM) == 2


@pytest.mark.parametrize(
    ("given", "version", "ended", "late"),
    [
        (None, 0, None, True),
        (LAST_DAY, 1, None, False),
        (date(2022, 10, 20), 1, None, True),
        (date(2022, 10, 20), 2, None, False),
        (None, 0, LAST_DAY, False),
        (None, 0, date(2022, 10, 20), True),
    ],
)
def test_who_is_late_follows_from_the_days(
    given: date | None, version: int, ended: date | None, late: bool
) -> None:
    assert answered_late(LAST_DAY, given, version, ended, date(2022, 10, 21)) is late
    assert not answered_late(LAST_DAY, given, version, ended, LAST_DAY)
