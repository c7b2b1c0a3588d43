"""What the platform does by rule alone: silence, an amended calendar, the end of an item."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.cases.science import applied, events, officer, put_forward, taken_on
from tests.held_clock import HeldClock
from tests.house import submitted
from tests.variants import FILING, days, step, variant

from banli.cases import service as cases
from banli.catalogue.service import Retirement, retire_item
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Refused
from banli.kernel.text import Words
from banli.province.load import SICHUAN, load_house_of
from banli.worktime.service import load_editions


@pytest.mark.usefixtures("house")
def test_silence_for_five_days_is_acceptance_from_the_day_of_receipt(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-24")
    with pytest.raises(Refused, match="2022-10-24"):
        cases.deem_accepted(by=SYSTEM, number=case.number)
    assert cases.deem_all_accepted(by=SYSTEM) == 0
    clock.set("2022-10-25")
    assert cases.deem_all_accepted(by=SYSTEM) == 1
    case = cases.find(case.number, SYSTEM)
    assert case.state == "in_review"
    statutory = cases.running(case).statutory
    assert statutory is not None
    assert str(statutory.start) == "2022-10-17"
    assert (str(case.due_on), str(case.statutory_due_on)) == ("2022-10-20", "2022-10-24")
    assert cases.notices(case, "acceptance")[0].body["deemed_on"] == "2022-10-17"
    assert cases.deem_all_accepted(by=SYSTEM) == 0


@pytest.mark.usefixtures("house")
def test_a_run_that_comes_a_week_late_gives_the_same_dates(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-11-04")
    cases.deem_all_accepted(by=SYSTEM)
    assert str(cases.find(case.number, SYSTEM).statutory_due_on) == "2022-10-24"


@pytest.mark.usefixtures("house")
def test_nobody_but_the_platform_calls_silence_acceptance(clock: HeldClock) -> None:
    case = submitted()
    clock.set("2022-10-25")
    with pytest.raises(Denied, match="平台"):
        cases.deem_accepted(by=officer(Role.APPROVER, "transport"), number=case.number)


@pytest.mark.usefixtures("house")
def test_a_corrected_application_has_five_new_days_before_silence_counts(
    tmp_path: Path, clock: HeldClock
) -> None:
    from tests.house import applicant_of

    variant(tmp_path)
    case = applied()
    point = {"where": "amount_wan", "label": "合同成交额", "problem": "与合同不一致"}
    cases.ask_correction(by=officer(Role.CLERK), number=case.number, points=[point])
    clock.set("2022-10-26")
    assert cases.deem_all_accepted(by=SYSTEM) == 0
    cases.resubmit(by=applicant_of(case.number), number=case.number, form={**case.form, "amount_wan": 300})
    clock.set("2022-11-02")
    assert cases.deem_all_accepted(by=SYSTEM) == 0
    clock.set("2022-11-03")
    assert cases.deem_all_accepted(by=SYSTEM) == 1


@pytest.mark.usefixtures("house")
def test_what_comes_in_on_a_rest_day_counts_from_the_next_where_the_item_says_so(
    tmp_path: Path, clock: HeldClock
) -> None:
    clock.set("2022-10-15")
    variant(tmp_path, received="next_working_day")
    assert str(applied().due_on) == "2022-10-24"


@pytest.fixture
def early_2019(tmp_path: Path, db: None, clock: HeldClock) -> Path:
    """A house as it was on 20 March 2019: the year's first notice is loaded, the change of 22 March is not."""
    pack = tmp_path / "pack"
    shutil.copytree(SICHUAN, pack, ignore=shutil.ignore_patterns("items", "2019-2.yaml"))
    clock.set("2019-03-20")
    load_house_of(pack, by=SYSTEM)
    return pack / "calendars"


def test_the_change_of_labour_day_2019_moves_every_open_date_and_says_so(
    early_2019: Path, tmp_path: Path, clock: HeldClock
) -> None:
    asked = step("police", "consult_department", with_department="police", after=[], limit=days(28))
    variant(
        tmp_path / "items",
        effective_from=date(2019, 1, 1),
        steps=[step("examine", "examine"), asked, step("approve", "approve", after=["examine", "police"])],
        limits=[{"statutory": days(60), "promised": days(30)}],
    )
    case, untouched = taken_on(), applied()
    assert str(case.due_on) == "2019-05-03"
    clock.set("2019-03-25")
    shutil.copy(SICHUAN / "calendars" / "2019-2.yaml", early_2019)
    assert load_editions(folder=early_2019, by=SYSTEM).added == ("2019-2",)
    assert cases.recount_open(by=SYSTEM, edition="2019-2") == [case.number]
    again = cases.find(case.number, SYSTEM)
    assert (str(again.due_on), str(again.statutory_due_on)) == ("2019-05-05", "2019-06-17")
    told = cases.timeline(again)[-1]
    assert told.name == "recounted"
    assert json.loads(told.body) == {
        "edition": "2019-2",
        "due_on": {"from": "2019-05-03", "to": "2019-05-05"},
        "steps": {"police": {"from": "2019-04-30", "to": "2019-04-29"}},
    }
    assert events(untouched) == ["submitted"]
    assert cases.recount_open(by=SYSTEM, edition="2019-2") == []


@pytest.mark.usefixtures("house")
def test_counting_again_on_the_same_calendar_moves_nothing(tmp_path: Path) -> None:
    variant(tmp_path)
    case = taken_on()
    assert cases.recount_open(by=SYSTEM, edition="2022-1") == []
    assert events(case)[-1] == "accepted"


@pytest.mark.usefixtures("house")
def test_an_item_that_ends_closes_its_open_cases_with_a_notice(tmp_path: Path) -> None:
    variant(tmp_path)
    waiting, decided = taken_on(), put_forward(taken_on())
    cases.grant(by=officer(Role.APPROVER), number=decided.number)
    assert cases.close_with_item(by=SYSTEM, item=FILING, reason="依据法律修正，本事项取消") == 1
    case = cases.find(waiting.number, SYSTEM)
    assert (case.state, case.result) == ("voided", "2")
    assert "取消" in cases.notices(case, "voided")[0].body["reasons"]
    assert cases.find(decided.number, SYSTEM).state == "granted"
    assert cases.close_with_item(by=SYSTEM, item=FILING, reason="依据法律修正，本事项取消") == 0


@pytest.mark.usefixtures("house")
def test_open_cases_can_go_on_under_the_item_that_follows(tmp_path: Path) -> None:
    variant(tmp_path)
    case = taken_on()
    heir = variant(tmp_path / "heir", slug="contract-filing")
    assert cases.branch_to(by=SYSTEM, item=FILING, target="contract-filing") == (1, [])
    moved = cases.find(case.number, SYSTEM)
    assert (moved.revision_id, moved.due_on) == (heir.id, case.due_on)
    assert json.loads(cases.timeline(moved)[-1].body)["item"] == "contract-filing"
    assert put_forward(moved).state == "proposed"


@pytest.mark.usefixtures("house")
def test_a_case_whose_answers_do_not_fit_the_heir_goes_on_under_its_own_revision(tmp_path: Path) -> None:
    from tests.house import OVERSIZE

    variant(tmp_path)
    case = taken_on()
    assert cases.branch_to(by=SYSTEM, item=FILING, target=OVERSIZE) == (0, [case.number])
    assert put_forward(case).state == "proposed"


@pytest.mark.usefixtures("house")
def test_when_an_item_is_retired_its_open_cases_are_settled_as_its_end_says(
    tmp_path: Path, clock: HeldClock
) -> None:
    variant(tmp_path)
    case = taken_on()
    end = Retirement(
        on=date(2022, 12, 30),
        because=Words(zh="法律修正，不再备案", en="The law was amended"),
        law=Words(zh="对外贸易法（2022年修正）", en="Foreign Trade Law, amended 2022"),
        open_cases="close",
    )
    retire_item(slug=FILING, by=SYSTEM, end=end)
    assert cases.settle_ended_items(by=SYSTEM) == 0
    clock.set("2022-12-30")
    assert cases.settle_ended_items(by=SYSTEM) == 1
    ended = cases.find(case.number, SYSTEM)
    assert (ended.state, ended.result) == ("voided", "2")
    assert "对外贸易法" in cases.notices(ended, "voided")[0].body["reasons"]
    with pytest.raises(Refused, match="不再备案"):
        applied()
