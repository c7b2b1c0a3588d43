"""The power company's plan of the year: nine of ten approved, days ahead, a channel that skips nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import browser_of
from tests.house import open_house, person
from tests.projects.grid import (
    ITEM,
    OWNER,
    accepted,
    approved,
    approver,
    channel,
    handed_in,
    plan,
    project,
    reviewer,
)

from banli.cases import service as cases
from banli.fieldwork.models import Activity
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events
from banli.projects import service as projects
from banli.projects.models import Plan, Section, Spot
from banli.projects.states import Priority, SpotKind, Stage
from banli.province.worked.player import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> None:
    open_house(ITEM)


def test_nine_of_ten_is_ninety_percent() -> None:
    of = plan()
    for number in range(10):
        row = project(of, f"输变电工程{number}")
        if number < 9:
            case = approved("10-18" if number > 5 else "09-20") if number != 0 else approved("10-17")
            projects.link_case(project=row.public_id, case=case.number, by=reviewer())
    found = projects.progress_of(of, date(2022, 10, 17), date(2022, 10, 21))
    assert (found.approved, found.planned, found.percent, found.now, found.late) == (9, 10, 90, 4, 0)
    assert projects.progress_of(of, date(2022, 9, 1), date(2022, 9, 30)).approved == 5
    assert projects.progress_of(of, date(2022, 11, 1), date(2022, 11, 4)).late == 1


def test_days_ahead_and_behind_are_working_days() -> None:
    of = plan()
    early, late, open_, gone = (
        project(of, "甲", date(2022, 10, 21)),
        project(of, "乙", date(2022, 9, 30)),
        project(of, "丙", date(2022, 10, 31)),
        project(of, "丁", date(2022, 10, 14)),
    )
    projects.link_case(project=early.public_id, case=approved("10-14").number, by=reviewer())
    projects.link_case(project=late.public_id, case=approved("10-14").number, by=reviewer())
    found = {one.name: one.days for one in projects.standings(of, date(2022, 10, 17))}
    assert found == {"甲": 5, "乙": -7, "丙": None, "丁": -1}
    assert open_.case is gone.case is None


def test_a_target_before_the_periods_have_run_is_refused_and_names_the_first_day() -> None:
    case = accepted()
    with pytest.raises(Invalid) as caught:
        channel(case, date(2022, 10, 31))
    assert caught.value.problems[0].where == "target_on"
    assert dict(caught.value.problems[0].params) == {"day": "2022-11-01"}
    assert channel(case, date(2022, 11, 1)).members == ["罗明", "周岚"]


def test_the_channel_leaves_every_step_to_be_done() -> None:
    case = accepted()
    channel(case, date(2022, 11, 1))
    with pytest.raises(Refused, match="公示"):
        cases.review(by=reviewer(), number=case.number, agrees=True, opinion="建议批准。")
    with pytest.raises(Refused, match="期满后"):
        cases.finish_step(
            by=reviewer(), number=case.number, step="accepted-form", agrees=True, text="提前结束"
        )


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"members": ["罗明"]}, "members"),
        ({"members": ["罗明", "罗明"]}, "members"),
        ({"target_on": date(2022, 10, 14)}, "target_on"),
        ({"target_on": date(2022, 12, 1)}, "target_on"),
    ],
)
def test_a_channel_needs_people_and_a_faster_day(changes: dict[str, Any], where: str) -> None:
    with pytest.raises(Invalid) as caught:
        channel(accepted(), date(2022, 11, 1), **changes)
    assert [one.where for one in caught.value.problems] == [where]


def test_only_the_approver_opens_a_channel_once_for_an_open_case() -> None:
    case = accepted()
    record = projects.ChannelRecord(
        case=case.number,
        reason="急事特办",
        priority=Priority.NATIONAL_KEY,
        members=["罗明", "周岚"],
        target_on=date(2022, 11, 1),
    )
    with pytest.raises(Denied):
        projects.open_channel(record=record, by=reviewer())
    channel(case, date(2022, 11, 1))
    with pytest.raises(Refused, match="已纳入"):
        channel(case, date(2022, 11, 1))
    with pytest.raises(Refused, match="已经办结"):
        channel(approved(), date(2022, 11, 1))


def test_time_by_law_is_told_against_time_taken() -> None:
    with at("2022-10-10 09:10"):
        case = accepted()
    with at("2022-10-17 09:00"):
        found = projects.saved(case)
    assert found
    assert (found.unit, found.limit, found.took, found.saved) == ("calendar", 30, 7, 23)


def test_a_decision_is_published_within_seven_working_days() -> None:
    case = approved("10-14")
    assert projects.announce_by(case) == date(2022, 10, 25)
    with pytest.raises(Refused):
        projects.publish_decision(case=case.number, on=date(2022, 10, 18), place="门户网站", by=reviewer())
    row = projects.publish_decision(case=case.number, on=date(2022, 10, 17), place="门户网站", by=reviewer())
    assert row.published_on <= row.due_on
    with pytest.raises(Refused, match="已经登记"):
        projects.publish_decision(case=case.number, on=date(2022, 10, 17), place="门户网站", by=reviewer())
    with pytest.raises(Refused, match="尚无可公开的决定"):
        projects.publish_decision(case=accepted().number, on=date(2022, 10, 17), place="网站", by=reviewer())


def test_early_entry_comes_before_the_application() -> None:
    row = project(plan(), "甲")
    told = {
        "project": row.public_id,
        "people": ["罗明"],
        "matter": "指导编制单位优化路径",
        "came_of_it": "避让红线",
    }
    projects.log_early_entry(record=projects.LogRecord(day=date(2022, 9, 1), **told), by=reviewer())
    with pytest.raises(Refused):
        projects.log_early_entry(record=projects.LogRecord(day=date(2022, 10, 18), **told), by=reviewer())
    with at("2022-10-10 09:00"):
        case = handed_in()
    projects.link_case(project=row.public_id, case=case.number, by=reviewer())
    with pytest.raises(Invalid):
        projects.log_early_entry(record=projects.LogRecord(day=date(2022, 10, 11), **told), by=reviewer())
    assert row.log.count() == 1


def test_points_and_lines_are_visited_in_twos() -> None:
    row = project(plan(), "甲")
    told = {"project": row.public_id, "place": "跨越点3号", "planned_on": date(2022, 10, 14)}
    with pytest.raises(Invalid):
        projects.plan_spot(
            record=projects.SpotRecord(spot=SpotKind.POINT, people=["罗明"], **told), by=reviewer()
        )
    spot = projects.plan_spot(
        record=projects.SpotRecord(spot=SpotKind.POINT, people=["罗明", "周岚"], **told), by=reviewer()
    )
    with pytest.raises(Invalid):
        projects.visit_spot(spot=spot.public_id, on=date(2022, 10, 14), found=" ", by=reviewer())
    projects.visit_spot(spot=spot.public_id, on=date(2022, 10, 14), found="与文件一致", by=reviewer())
    with pytest.raises(Refused):
        projects.visit_spot(spot=spot.public_id, on=date(2022, 10, 14), found="再去", by=reviewer())
    assert Spot.objects.get().found == "与文件一致"


def test_sections_go_forward_together_stage_by_stage() -> None:
    row = project(plan(), "特高压工程")

    def add(province: str, leads: bool) -> Section:
        record = projects.SectionRecord(
            project=row.public_id,
            province=province,
            authority=f"{province}生态环境厅",
            leads=leads,
            planned_on=date(2022, 10, 31),
        )
        return projects.add_section(record=record, by=reviewer())

    ours, theirs = add("四川省", True), add("示例省", False)
    with pytest.raises(Invalid):
        add("另一省", True)
    with pytest.raises(Invalid):
        add("示例省", False)
    today = date(2022, 10, 17)
    with pytest.raises(Refused):
        projects.advance_section(section=ours.public_id, to=Stage.REVIEWED, on=today, by=reviewer())
    for stage in (Stage.STANDARDS_CONFIRMED, Stage.SURVEYED, Stage.REVIEWED, Stage.AGREED):
        ours = projects.advance_section(section=ours.public_id, to=stage, on=today, by=reviewer())
    assert (ours.stage, theirs.stage) == ("section_agreed", "section_not_begun")
    names = [one.name for one in events("project", row.public_id)]
    assert names == ["project_added", "section_added", "section_added", *["section_advanced"] * 4]


def test_another_department_sees_no_plan() -> None:
    of = plan()
    with pytest.raises(Missing):
        projects.find_plan(of.public_id, person(Role.REVIEWER, "natural"))
    assert projects.find_plan(of.public_id, person(Role.SUPERVISOR, None)) == of
    record = projects.PlanRecord(department="environment", year=2023, plan_owner=OWNER, item=ITEM)
    with pytest.raises(Denied):
        projects.make_plan(record=record, by=person(Role.CLERK, "environment", "environment-16"))


def test_a_second_plan_of_the_year_and_wrong_cases_are_refused() -> None:
    of = plan()
    with pytest.raises(Invalid):
        plan()
    with pytest.raises(Invalid):
        project(of, "甲", date(2023, 1, 5))
    first, second, case = project(of, "甲"), project(of, "乙"), handed_in()
    projects.link_case(project=first.public_id, case=case.number, by=reviewer())
    with pytest.raises(Refused):
        projects.link_case(project=second.public_id, case=case.number, by=reviewer())
    with pytest.raises(Missing):
        projects.link_case(project=second.public_id, case="0", by=reviewer())


def sheet(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    shown = client.get(address).context
    return {entry.name: entry.value for entry in shown["entries"]} | {"token": shown["token"]} | changes


def test_the_desk_goes_from_the_plan_to_the_weekly_report() -> None:
    desk = browser_of(approver())
    sent = sheet(desk, "/desk/projects/new/plan/", year="2022", plan_owner=OWNER, item=ITEM)
    page = desk.post("/desk/projects/new/plan/", sent)["Location"]
    of = Plan.objects.get()
    address = f"/desk/projects/new/project/?of={of.public_id}"
    desk.post(address, sheet(desk, address, project="云岭Ⅱ500千伏输变电工程", planned_for="2022-10-31"))
    row = of.projects.get()
    on = f"/desk/projects/{row.public_id}/"
    case = accepted()
    assert desk.post(f"{on}link/", {"case": "123"}).status_code == 404
    assert desk.post(f"{on}link/", {"case": case.number}).status_code == 302
    address = f"/desk/projects/new/channel/?of={case.number}"
    told = {"reason": "省重点", "priority": "provincial_key", "members": "罗明\n周岚"}
    answer = desk.post(address, sheet(desk, address, **told, target_on="2022-10-20"))
    assert answer.status_code == 422
    assert "2022-11-01" in answer.content.decode()
    assert "罗明" in answer.content.decode()
    assert desk.post(address, sheet(desk, address, **told, target_on="2022-11-01")).status_code == 302
    text = desk.get(on).content.decode()
    assert "省重点" in text
    assert "拟审批公示" in text
    assert "法定30日" in text
    report = desk.get(page).context["report"]
    shown = desk.get(report).context
    every = [*shown["first"], *shown["more"], *shown["told"]]
    filled = {entry.name: entry.value for entry in every}
    assert (filled["planned"], filled["approved_to_date"], filled["plan_owner"]) == ("1", "0", OWNER)
    told = {"group": "business_environment", "matter": "电网项目环评", "measures": "绿色通道：成立专班"}
    first = desk.get(report).context
    posted = {**filled, **told, "token": first["token"]}
    assert desk.post(report, posted).status_code == 302
    assert Activity.objects.get().facts["planned"] == 1


@pytest.mark.parametrize("kind", ["entry", "spot", "section"])
def test_the_desk_s_forms_keep_what_was_typed(kind: str) -> None:
    desk, row = browser_of(reviewer()), project(plan(), "甲")
    address = f"/desk/projects/new/{kind}/?of={row.public_id}"
    full = {
        "entry": {"day": "2022-10-14", "people": "罗明", "matter": "指导", "came_of_it": "已调整"},
        "spot": {"spot": "line", "place": "跨江段", "planned_on": "2022-10-20", "people": "罗明\n周岚"},
        "section": {
            "province": "四川省",
            "authority": "生态环境厅",
            "leads": "1",
            "planned_on": "2022-10-31",
        },
    }[kind]
    half = desk.post(address, sheet(desk, address, **{**full, next(iter(full)): ""}))
    assert half.status_code == 422
    for value in list(full.values())[1:]:
        assert value.split("\n")[0] in half.content.decode()
    assert desk.post(address, sheet(desk, address, **full)).status_code == 302
    text = desk.get(f"/desk/projects/{row.public_id}/").content.decode()
    if kind == "section":
        section = Section.objects.get()
        assert (
            desk.post(f"/desk/projects/{row.public_id}/advance/", {"of": section.public_id}).status_code
            == 302
        )
        assert "标准已确认" in desk.get(f"/desk/projects/{row.public_id}/").content.decode()
    if kind == "spot":
        sent = {"of": Spot.objects.get().public_id, "found": "", "on": ""}
        assert desk.post(f"/desk/projects/{row.public_id}/visit/", sent).status_code == 422
        sent["on"] = "昨天"
        assert desk.post(f"/desk/projects/{row.public_id}/visit/", sent).status_code == 422
        assert (
            desk.post(
                f"/desk/projects/{row.public_id}/visit/", {**sent, "on": "", "found": "无异常"}
            ).status_code
            == 302
        )
    assert list(full.values())[1].split("\n")[0] in text


def test_the_platform_keeps_plans_too() -> None:
    record = projects.PlanRecord(
        public_id="JH-1", department="environment", year=2022, plan_owner=OWNER, item=ITEM
    )
    assert projects.make_plan(record=record, by=SYSTEM) == projects.make_plan(record=record, by=SYSTEM)
