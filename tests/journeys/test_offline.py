"""The network is cut in a real browser: what is written then is kept, encrypted, and comes in once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.house import PASSWORD, clerk, granted, person
from tests.journeys.conftest import PHONE, Opened
from tests.journeys.devices import EVERYTHING, killed, loses_the_answer, set_up, unlocks
from tests.journeys.officer import Officer
from tests.samples import picture

from banli.fieldwork.models import Activity
from banli.hall.models import FindingRemark, Patrol, PatrolFinding
from banli.kernel.actors import SYSTEM, Role
from banli.licences.service import issue
from banli.offline.models import Received
from banli.people.models import User
from banli.province.load import SICHUAN, load_roads_of
from banli.roadside.models import Check

pytestmark = pytest.mark.browser
ADVISED = "大件运输许可的申请材料和办理时限"
DIMENSIONS = ("punctuality", "work_area", "dress", "badge", "discipline", "safety")


def begins_a_round(page: Page, note: str) -> None:
    """A round in which one badge was missing, with a photograph."""
    page.get_by_role("button", name="大厅巡查").click()
    for one in DIMENSIONS:
        page.locator(f"[name='mark.{one}'][value={'no' if one == 'badge' else 'yes'}]").check(force=True)
    page.locator("[name='badge.department']").select_option("transport")
    page.locator("[name='badge.window']").select_option("transport-03")
    page.locator("[name='badge.place']").fill("交通窗口03号")
    page.locator("[name='badge.note']").fill(note)
    page.locator("[name='badge.photograph']").set_input_files(
        {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(900, 600))}
    )


def test_a_round_with_photographs_and_two_inspectors(opened: Opened, tmp_path: Path) -> None:
    """Cut, written, killed, unlocked, written on; another person on the device; sent once by each, in one finding."""
    person(Role.HALL_MANAGER, "service-centre", name="second")
    context = opened(PHONE)
    page = context.new_page()
    set_up(page, "hall")
    context.set_offline(True)
    page.goto("/desk/hall/")  # whatever is opened now, the page without a network answers
    expect(page.get_by_text("没有网络。所填内容先保存在本机。")).to_be_visible()
    unlocks(page)
    begins_a_round(page, "一人未佩戴工作牌")
    expect(page.get_by_text("现场.jpg")).to_be_visible()
    expect(page.locator("#form[data-kept=yes]")).to_be_visible()  # on the disk
    kept = page.evaluate(EVERYTHING)
    assert "工作牌" not in json.dumps(kept, ensure_ascii=False)
    assert {one for one in kept["cached"] if not one.startswith("/static/")} == {"/desk/offline/"}
    assert (kept["local"], set(kept["session"])) == ({}, {"htmx-current-path-for-history"})
    killed(tmp_path / "profile")

    context = opened(PHONE)
    context.set_offline(True)
    page = context.new_page()
    page.goto("/desk/offline/")
    unlocks(page)
    page.get_by_role("button", name="继续", exact=True).click()
    expect(page.locator("[name='badge.note']")).to_have_value("一人未佩戴工作牌")
    expect(page.get_by_text("现场.jpg")).to_be_visible()
    page.get_by_role("button", name="完成记录").click()
    expect(page.get_by_text("待上传", exact=True)).to_be_visible()
    assert not Patrol.objects.exists()

    context.clear_cookies()
    context.set_offline(False)
    set_up(page, "second")
    expect(page.get_by_text("本机另有他人的1条记录等待上传")).to_be_visible()
    expect(page.get_by_text("待上传", exact=True)).to_have_count(0)
    begins_a_round(page, "仍有一人未佩戴")
    page.get_by_role("button", name="完成记录").click()
    expect(page.get_by_text("已收下", exact=True)).to_be_visible()
    assert Patrol.objects.count() == 1

    page.goto("/desk/hall/")
    badge = page.locator("[data-offline]")
    expect(badge).to_contain_text(re.compile(r"1条待上传.*[0-9]+分钟前"))
    context.clear_cookies()
    context.route("**/desk/offline/entries/", loses_the_answer, times=1)
    with context.expect_event("requestfailed", lambda one: one.url.endswith("/entries/")):
        Officer(page).sign_in("hall")
    assert Patrol.objects.count() == 2  # it was recorded, and nobody here knows
    page.reload()
    expect(badge).not_to_contain_text("待上传")
    assert Patrol.objects.count() == 2
    found, remark = PatrolFinding.objects.get(), FindingRemark.objects.get()
    assert (found.note, remark.note) == ("仍有一人未佩戴", "一人未佩戴工作牌")
    assert found.photographs.count() == 1  # both took the same picture
    page.goto("/desk/offline/")
    page.get_by_role("link", name="已记录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("上午")


def test_after_a_change_of_password_the_device_opens_with_the_new_one(opened: Opened) -> None:
    person(Role.HALL_MANAGER, "service-centre", name="hall")
    context = opened(PHONE)
    page = context.new_page()
    set_up(page, "hall")
    user, another = User.objects.get(username="hall"), "another-long-test-password"
    user.set_password(another)
    user.save(update_fields=["password"])
    page.goto("/desk/sign-in/?next=/desk/offline/")
    page.get_by_label("用户名").fill("hall")
    page.get_by_label("密码", exact=True).fill(another)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    expect(page.get_by_text("您的密码已更改")).to_be_visible()
    page.get_by_label("再输入一次您的密码").fill(another)
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_text("这台设备可以断网使用了。")).to_be_visible()
    context.set_offline(True)
    page.reload()
    page.get_by_label("您的密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="解锁").click()
    expect(page.get_by_text("这个密码打不开本机的任何记录")).to_be_visible()
    page.get_by_label("您的密码", exact=True).fill(another)
    page.get_by_role("button", name="解锁").click()
    expect(page.get_by_role("heading", name="本机记录")).to_be_visible()
    context.set_offline(False)


def writes_an_outreach(page: Page) -> None:
    page.get_by_role("button", name="上门服务").click()
    page.locator("[name=group]").select_option(index=1)
    page.locator("[name=matter]").fill("大件运输许可")
    page.locator("[name=targets]").fill("德阳重装厂")
    page.locator("[name=advised_on]").fill(ADVISED)
    page.get_by_role("button", name="完成记录").click()
    expect(page.get_by_text("待上传", exact=True)).to_be_visible()


def test_an_outreach_and_a_check_come_in_once_from_the_field(opened: Opened) -> None:
    load_roads_of(SICHUAN, by=SYSTEM)
    permit = issue(by=clerk(), number=granted().number)
    person(Role.REVIEWER, "transport", name="field")
    context = opened()
    page = context.new_page()
    set_up(page, "field")
    context.set_offline(True)
    page.reload()
    unlocks(page)
    writes_an_outreach(page)
    page.get_by_role("button", name="收费站查验").click()
    page.locator("[name=station]").select_option(index=1)
    page.locator("[name=permit]").fill(permit.face_number.replace("〔", "[").replace("〕", "]"))
    page.locator("[name=tractor]").fill("川A12345")
    expect(page.locator("[data-permit-lines]")).to_contain_text(permit.face_number)
    page.set_viewport_size(PHONE)  # a profile that was started anew forgets it
    assert page.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [390, 390]
    page.get_by_role("button", name="完成记录").click()
    expect(page.get_by_text("待上传", exact=True)).to_have_count(2)
    kept = json.dumps(page.evaluate(EVERYTHING), ensure_ascii=False)
    assert ADVISED not in kept
    assert permit.face_number not in kept
    assert not Activity.objects.exists()

    context.set_offline(False)
    expect(page.get_by_text("已收下", exact=True)).to_have_count(2)
    page.reload()
    activity, check = Activity.objects.get(), Check.objects.get()
    assert (activity.matter, activity.facts["advised_on"]) == ("大件运输许可", [ADVISED])
    assert check.certificate_id == permit.pk, "found by its number, whatever brackets were typed"
    assert Received.objects.count() == 2


TIME_IS_UP = """async () => {
  const open = indexedDB.open("banli-offline");
  const base = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const rows = base.transaction("device", "readwrite").objectStore("device");
  const asked = rows.get("this");
  await new Promise((resolve) => (asked.onsuccess = resolve));
  const put = rows.put({ ...asked.result, opensUntil: asked.result.serverAt - 1 });
  await new Promise((resolve) => (put.onsuccess = resolve));
}"""
"""As if the last contact with the server were so long ago."""


def test_a_device_that_met_the_server_too_long_ago_opens_with_no_password(opened: Opened) -> None:
    person(Role.HALL_MANAGER, "service-centre", name="hall")
    context = opened(PHONE)
    page = context.new_page()
    set_up(page, "hall")
    begins_a_round(page, "一人未佩戴工作牌")
    expect(page.get_by_text("现场.jpg")).to_be_visible()
    page.get_by_role("button", name="稍后再填").click()
    expect(page.get_by_text("填写中", exact=True)).to_be_visible()
    context.set_offline(True)
    page.reload()
    expect(page.get_by_text("断网时，本机可打开至")).to_be_visible()
    page.evaluate(TIME_IS_UP)
    page.get_by_label("您的密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="解锁").click()
    expect(page.get_by_text("本机已超过72小时未联网")).to_be_visible()
    kept = [dict(row[1:]) for row in page.evaluate(EVERYTHING)["found"] if row[0] == "keys"]
    assert [one["byPassword"] for one in kept] == [None]

    context.set_offline(False)
    expect(page.get_by_text("本机曾超过72小时未联网")).to_be_visible()
    page.get_by_label("再输入一次您的密码").fill(PASSWORD)
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_text("这台设备可以断网使用了。")).to_be_visible()
    page.get_by_role("button", name="继续", exact=True).click()
    expect(page.locator("[name='badge.note']")).to_have_value("一人未佩戴工作牌")
    context.set_offline(True)
    page.reload()
    unlocks(page)
    context.set_offline(False)
