"""The calendar never closes the house: cases in a year whose holidays are not set, and what the notice brings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cases.science import applied, events, officer, put_forward, taken_on
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim
from tests.house import clerk, granted, person, submitted
from tests.variants import FILING, days, step, variant

from banli.cases import service as cases
from banli.cases.models import Task
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Refused
from banli.ledger.service import verify
from banli.site import jobs
from banli.worktime.service import OPEN_END

pytestmark = pytest.mark.usefixtures("house")


def told(case: cases.Case) -> dict[str, object]:
    """What the last event of the case says."""
    return dict(json.loads(cases.timeline(case)[-1].body))


def again(case: cases.Case) -> cases.Case:
    return cases.find(case.number, SYSTEM)


@pytest.mark.parametrize("day", ["2026-12-28", "2031-01-05"])
def test_a_case_goes_from_application_to_delivery_in_a_year_without_a_notice(
    day: str, clock: HeldClock
) -> None:
    clock.set(day)
    case = granted()
    assert case.due_on == OPEN_END
    certificate = cases.note_certificate(by=person(Role.APPROVER), number=case.number, certificate="许可1号")
    case = cases.deliver(by=clerk(), number=certificate.number)
    assert (case.state, events(case)[-1]) == ("delivered", "delivered")
    assert case.number[-12:-4] == day.replace("-", "")
    assert verify().ok


def test_the_paper_of_acceptance_tells_which_working_day_the_end_is(clock: HeldClock) -> None:
    clock.set("2026-12-30")
    case = cases.accept(by=clerk(), number=submitted().number)
    paper = cases.notices(case, "acceptance")[0]
    assert paper.body["due_on"] == ""
    assert paper.body["awaits"]["nth"] == 3
    said = "".join(cases.notice_sheet(case, paper).paragraphs)
    assert (
        "承诺于2026年12月30日后第3个工作日前（具体日期待国务院公布2027年节假日安排后确定，届时另行告知）办结。"
        in said
    )
    assert told(case)["awaits"] == paper.body["awaits"]
    assert str(cases.running(case).awaited).startswith("2026年12月30日后第3个工作日")


def test_when_the_notice_is_loaded_every_waiting_date_is_fixed_by_an_event(
    clock: HeldClock, tmp_path: Path
) -> None:
    clock.set("2026-12-30")
    waits, runs = submitted(), cases.accept(by=clerk(), number=submitted().number)
    assert cases.count_on(by=SYSTEM) == []
    proclaim(tmp_path)
    clock.set("2027-01-04")
    assert sorted(cases.count_on(by=SYSTEM) or ()) == sorted([waits.number, runs.number])
    assert cases.count_on(by=SYSTEM) is None
    waits, runs = again(waits), again(runs)
    assert (str(waits.due_on), str(runs.due_on), str(runs.statutory_due_on)) == (
        *("2027-01-07", "2027-01-05", "2027-01-07"),
    )
    assert told(waits) == {"edition": "2027-1", "answer_by": {"from": "", "to": "2027-01-07"}}
    assert told(runs)["due_on"] == {"from": "", "to": "2027-01-05"}
    assert events(runs)[-1] == "recounted"


def test_silence_waits_for_the_notice_and_counts_from_the_day_of_receipt(
    clock: HeldClock, tmp_path: Path
) -> None:
    clock.set("2026-12-30")
    case = submitted()
    clock.set("2027-01-20")
    assert cases.deem_all_accepted(by=SYSTEM) == 0
    with pytest.raises(Refused, match="尚待确定"):
        cases.deem_accepted(by=SYSTEM, number=case.number)
    proclaim(tmp_path)
    jobs.recount(timestamp=0)
    case = again(case)
    assert case.state == "in_review"
    statutory = cases.running(case).statutory
    assert statutory is not None
    assert str(statutory.start) == "2026-12-30"
    assert str(case.due_on) == "2027-01-05"
    assert cases.notices(case, "acceptance")[0].body["deemed_on"] == "2026-12-30"


def test_a_notice_that_comes_half_way_fixes_what_runs_and_leaves_what_stands_still(
    clock: HeldClock, tmp_path: Path
) -> None:
    clock.set("2026-12-28")
    stands = cases.accept(by=clerk(), number=submitted().number)
    clock.set("2026-12-29")
    reviewer = person(Role.REVIEWER)
    cases.pause(by=reviewer, number=stands.number, procedure="reinforcement", reason="加固桥梁", days=10)
    proclaim(tmp_path)
    cases.count_on(by=SYSTEM)
    clock.set("2027-01-12")
    stands = cases.resume(by=reviewer, number=stands.number, result="合格")
    assert str(stands.due_on) == "2027-01-14", "one day before the pause, two after it"


def test_a_pause_across_new_year_is_resumed_without_a_notice_and_counted_with_it(
    clock: HeldClock, tmp_path: Path
) -> None:
    clock.set("2026-12-28")
    case = cases.accept(by=clerk(), number=submitted().number)
    reviewer = person(Role.REVIEWER)
    clock.set("2026-12-29")
    cases.pause(by=reviewer, number=case.number, procedure="reinforcement", reason="加固桥梁", days=10)
    clock.set("2027-01-12")
    case = cases.resume(by=reviewer, number=case.number, result="合格")
    assert case.due_on == OPEN_END
    assert told(case)["due_on"] == {"from": "2026-12-31", "to": ""}
    assert (
        cases.extend(by=person(Role.APPROVER), number=case.number, days=2, reason="会商").due_on == OPEN_END
    )
    proclaim(tmp_path)
    cases.count_on(by=SYSTEM)
    assert str(again(case).due_on) == "2027-01-18"


def test_correction_in_days_of_the_calendar_tells_the_plain_day(clock: HeldClock, tmp_path: Path) -> None:
    clock.set("2026-12-11")
    case = submitted()
    point = {"where": "axles", "label": "轴载", "problem": "与行驶证不一致"}
    case = cases.ask_correction(by=clerk(), number=case.number, points=[point])
    paper = cases.notices(case, "correction")[0]
    assert "本告知书送达之日的次日起30日内" in "".join(cases.notice_sheet(case, paper).closing)
    case = cases.serve_notice(by=clerk(), number=case.number, way="window")
    assert cases.notices(case, "correction")[0].service["awaits"]["plain"] == "2027-01-10"
    clock.set("2027-01-12")
    with pytest.raises(Refused):
        cases.terminate(by=clerk(), number=case.number, reason="逾期未补正")
    proclaim(tmp_path)
    cases.count_on(by=SYSTEM)
    assert told(again(case)) == {"edition": "2027-1", "answer_until": {"from": "", "to": "2027-01-11"}}
    assert cases.answer_until(again(case)) == date(2027, 1, 11)
    assert cases.count_on(by=SYSTEM) is None
    assert cases.recount_open(by=SYSTEM, edition="2027-1") == []
    cases.terminate(by=clerk(), number=case.number, reason="逾期未补正")


def test_steps_and_promised_material_get_their_days_with_the_notice(clock: HeldClock, tmp_path: Path) -> None:
    clock.set("2026-12-30")
    asked = step("police", "consult_department", with_department="police", after=[], limit=days(5))
    variant(
        tmp_path / "items",
        steps=[step("examine", "examine"), asked, step("approve", "approve", after=["examine", "police"])],
    )
    case = taken_on(applied(FILING))
    task = Task.objects.get(case_id=case.pk, key="police")
    assert task.due_on == OPEN_END
    proclaim(tmp_path / "calendars")
    cases.count_on(by=SYSTEM)
    task.refresh_from_db()
    assert str(task.due_on) == "2027-01-07"
    assert told(again(case))["steps"] == {"police": {"from": "", "to": "2027-01-07"}}


def test_a_refusal_that_was_told_waits_until_the_time_to_answer_has_passed_for_certain(
    clock: HeldClock, tmp_path: Path
) -> None:
    clock.set("2026-12-28")
    variant(tmp_path, hearing="on_request")
    case = put_forward(taken_on(), agrees=False)
    approver = officer(Role.APPROVER)
    cases.tell_refusal(by=approver, number=case.number, reasons="不符合条件。")
    cases.serve_notice(by=officer(Role.CLERK), number=case.number, way="window")
    clock.set("2027-01-11")
    decide: dict[str, Any] = {
        "by": approver,
        "number": case.number,
        "reasons": "不符合条件。",
    }
    with pytest.raises(Refused):
        cases.refuse(**decide)
    clock.set("2027-01-27")
    assert cases.refuse(**decide).state == "refused"
