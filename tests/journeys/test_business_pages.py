"""Pages that belong to one business: the network of filing authorities, the year's plan with its green channel, and a
certificate with a life behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect
from tests.held_clock import HeldClock
from tests.house import PLAYER
from tests.journeys.businesses import who
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera

from banli.cases import service as cases
from banli.kernel.actors import Actor
from banli.licences.models import Certificate
from banli.projects import service as projects
from banli.province.load import SICHUAN
from banli.province.worked.acts import play_file
from banli.province.worked.player import actor, at

pytestmark = pytest.mark.browser
GRID, POWER = "power-grid-environment", "蜀川电力建设有限公司"
MINE = "non-coal-mine-safety"


def test_the_network_of_authorities_as_of_a_day(officer: Callable[[str], Officer], camera: Camera) -> None:
    page = officer("reviewer.commerce").page
    page.get_by_role("navigation").get_by_role("link", name="备案机关").click()
    expect(page.get_by_role("heading", name="备案机关", level=1)).to_be_visible()
    main = page.get_by_role("main")
    for day, count in (("2022-01-01", "110"), ("2022-12-29", "122")):
        page.get_by_label("截至").fill(day)
        page.get_by_label("截至").press("Enter")
        expect(main).to_contain_text(count)
    camera.looks(page, "authorities")
    camera.takes(page, "authorities")
    main.get_by_role("link", name="成都市商务局", exact=True).click()
    expect(page.get_by_role("heading", name="成都市商务局", level=1)).to_be_visible()
    camera.looks(page, "authority")


def planned(reviewer: Actor) -> tuple[str, str]:
    """A plan with a project decided in time, one under way and one that is late; ids of plan and project under way."""
    record = projects.PlanRecord(department="environment", year=2022, plan_owner=POWER, item=GRID)
    plan = projects.make_plan(record=record, by=reviewer)
    found = [
        projects.add_project(
            record=projects.ProjectRecord(plan=plan.public_id, project=name, planned_for=day), by=reviewer
        )
        for name, day in (
            ("云岭220千伏输变电工程", date(2022, 10, 21)),
            ("青禾220千伏输变电工程", date(2022, 11, 30)),
            ("石羊220千伏线路迁改工程", date(2022, 10, 14)),
        )
    ]
    projects.link_case(project=found[0].public_id, case=decided(reviewer), by=reviewer)
    return plan.public_id, found[1].public_id


def decided(reviewer: Actor) -> str:
    """The number of a check after five years, which needs no publicity, granted on 14 October."""
    with at("2022-10-14 09:10"):
        number = PLAYER.apply(GRID, PLAYER.form(GRID, "recheck-after-five-years")).number
        cases.accept(by=actor("clerk.environment"), number=number)
        cases.review(by=reviewer, number=number, agrees=True, opinion="建议同意。")
        cases.grant(
            by=actor("approver.environment"),
            number=number,
            said={"measures": "跨河一档跨越，施工后恢复植被。"},
        )
    return number


def test_a_project_of_the_plan_enters_the_green_channel(
    officer: Callable[[str], Officer], camera: Camera
) -> None:
    reviewer = actor("reviewer.environment")
    plan, project = planned(reviewer)
    number = PLAYER.apply(GRID, PLAYER.form(GRID, "form-220kv")).number
    cases.accept(by=actor("clerk.environment"), number=number)
    projects.link_case(project=project, case=number, by=reviewer)
    page = officer("approver.environment").page
    page.goto(f"/desk/projects/{project}/")
    page.get_by_role("link", name="纳入绿色通道").click()
    expect(page.get_by_role("heading", name="纳入绿色通道", level=1)).to_be_visible()
    camera.looks(page, "channel")
    page.get_by_label("原因").fill("省重点电网项目，迎峰度冬前须投运。")
    page.get_by_label("重点项目级别").select_option(label="省重点")
    page.get_by_label("专班").fill("岑照野\n祝南亭")
    page.get_by_label("目标日期").fill("2022-10-31")
    page.get_by_role("button", name="提交记录").click()
    expect(page.locator(".field--wrong")).to_contain_text("2022-11-01")
    expect(page.get_by_label("专班")).to_have_value("岑照野\n祝南亭")
    page.get_by_label("目标日期").fill("2022-11-01")
    page.get_by_role("button", name="提交记录").click()
    expect(page).to_have_url(re.compile(f"/desk/cases/{number}/"))
    page.goto(f"/desk/projects/{project}/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("岑照野、祝南亭")
    expect(main).to_contain_text("2022年11月1日")
    camera.looks(page, "project")
    camera.takes(page, "project")
    page.goto(f"/desk/projects/plans/{plan}/")
    expect(main).to_contain_text("33")
    camera.looks(page, "plan")
    camera.takes(page, "plan")


def test_a_certificate_with_a_life_behind_it(
    officer: Callable[[str], Officer], clock: HeldClock, camera: Camera
) -> None:
    assert play_file(SICHUAN, MINE, "suspended-after-an-accident", who) == []
    first = Certificate.objects.filter(revision__item__slug=MINE).order_by("pk")[0]
    page = officer("approver.emergency").page
    page.get_by_role("navigation").get_by_role("link", name="证照").click()
    expect(page.get_by_role("heading", name="证照", level=1)).to_be_visible()
    camera.looks(page, "certificates")
    page.goto(f"/desk/certificates/{first.pk}/")
    main = page.get_by_role("main")
    for text in ("六月三十日井下冒顶事故", "整改验收合格"):
        expect(main).to_contain_text(text)
    camera.looks(page, "certificate")
    camera.takes(page, "certificate")
