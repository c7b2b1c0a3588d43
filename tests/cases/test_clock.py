"""The clock of an accepted case: pinned at acceptance, moved by pauses and by one extension."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cases.science import officer, taken_on
from tests.held_clock import HeldClock
from tests.house import accepted, person
from tests.variants import days, variant

from banli.cases import service as cases
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Refused
from banli.worktime.service import OPEN_END, NoteKind

pytestmark = pytest.mark.usefixtures("house")


def pause(case: cases.Case, **changes: Any) -> cases.Case:
    asked: dict[str, Any] = {"procedure": "reinforcement", "reason": "加固桥梁", "days": 10, **changes}
    return cases.pause(by=person(Role.REVIEWER), number=case.number, **asked)


def resume(case: cases.Case) -> cases.Case:
    return cases.resume(by=person(Role.REVIEWER), number=case.number, result="加固验收合格")


def test_acceptance_pins_both_limits() -> None:
    case = accepted()
    assert (str(case.due_on), str(case.statutory_due_on)) == ("2022-10-20", "2022-10-24")
    assert case.limits["promised"]["days"] == 3
    assert cases.notices(case, "acceptance")[0].number == "交通运输厅受理通〔2022〕1号"


def test_a_pause_moves_both_limits_by_the_working_days_it_took(clock: HeldClock) -> None:
    case = accepted()
    clock.set("2022-10-18")
    case = pause(case)
    assert cases.running(case).left is None
    clock.set("2022-10-25")
    case = resume(case)
    assert case.pauses == [["2022-10-18", "2022-10-25", "交通运输厅特程告〔2022〕1号"]]
    assert (str(case.due_on), str(case.statutory_due_on)) == ("2022-10-27", "2022-10-31")
    shown = cases.running(case)
    assert shown.promised is not None
    assert shown.promised.due == case.due_on
    kinds = [note.kind for note in shown.promised.days]
    assert kinds.count(NoteKind.PAUSED) == 5
    assert kinds.count(NoteKind.COUNTED) == 3


def test_time_stands_still_only_with_a_written_notice() -> None:
    case = pause(accepted())
    notice = cases.notices(case, "special_procedure")[0]
    assert notice.body["name"] == "加固、改造"
    assert "第十五条" in notice.body["basis"]


def test_a_pause_needs_a_reason_and_a_procedure_the_item_knows() -> None:
    case = accepted()
    with pytest.raises(Invalid, match="检查"):
        pause(case, reason="  ")
    with pytest.raises(Refused, match="没有设定"):
        pause(case, procedure="auction")


def test_a_paused_case_cannot_be_decided_or_paused_again() -> None:
    case = pause(accepted())
    with pytest.raises(Refused):
        pause(case)
    with pytest.raises(Refused):
        cases.review(by=person(Role.REVIEWER), number=case.number, agrees=True, opinion="同意")


def test_the_head_extends_once_with_a_reason_before_expiry(clock: HeldClock) -> None:
    case = accepted()
    approver = person(Role.APPROVER)
    with pytest.raises(Invalid):
        cases.extend(by=approver, number=case.number, days=11, reason="")
    case = cases.extend(by=approver, number=case.number, days=10, reason="路线需复核")
    assert str(case.statutory_due_on) == "2022-11-07"
    with pytest.raises(Refused, match="只能延长一次"):
        cases.extend(by=approver, number=case.number, days=1, reason="再来")


@pytest.mark.parametrize(("unit", "words"), [("calendar", "延长5日，"), ("working", "延长5个工作日，")])
def test_an_extension_says_the_days_that_are_counted(tmp_path: Path, unit: str, words: str) -> None:
    limit = days(20, unit)
    variant(tmp_path, limits=[{"statutory": limit, "promised": limit}])
    case = taken_on()
    cases.extend(by=officer(Role.APPROVER), number=case.number, days=5, reason="案情复杂")
    told = cases.notices(case, "extension")[-1]
    assert words in "".join(cases.notice_sheet(case, told).paragraphs)


def test_after_expiry_it_is_too_late_to_extend(clock: HeldClock) -> None:
    case = accepted()
    clock.set("2022-10-25")
    with pytest.raises(Refused, match="届满"):
        cases.extend(by=person(Role.APPROVER), number=case.number, days=1, reason="晚了")


def test_a_reviewer_cannot_extend() -> None:
    with pytest.raises(Denied):
        cases.extend(by=person(Role.REVIEWER), number=accepted().number, days=1, reason="复核")


def test_a_year_without_a_calendar_leaves_the_end_open_and_closes_nothing(clock: HeldClock) -> None:
    from tests.house import clerk, submitted

    clock.set("2026-12-23")
    case = submitted()
    clock.set("2026-12-30")
    case = cases.accept(by=clerk(), number=case.number)
    assert (case.state, case.due_on, case.statutory_due_on) == ("in_review", OPEN_END, OPEN_END)
