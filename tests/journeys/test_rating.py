"""Somebody asks which service is theirs, and somebody rates badly, is called back, told, and rates once more."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import house as cases
from tests.journeys.applicant import Applicant
from tests.journeys.breaks import DESK, PHONE
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera

from banli.cases.service import query_password
from banli.kernel.actors import SYSTEM
from banli.notices.models import Message
from banli.province.load import SICHUAN, load_guidance_of
from banli.ratings.models import Rating
from banli.site import jobs

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
MATTER = "窗口没有一次性告知需要哪些材料。"
WALK = ("load", "whole", "over", "sichuan", "covers")


def english(page: Page) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": page.url}])


@pytest.mark.parametrize(("shape", "in_english"), [(PHONE, False), (DESK, True)], ids=["phone", "desk"])
def test_a_walk_leads_to_the_item_and_back(
    house: None, new_page: NewPage, camera: Camera, shape: dict[str, int], in_english: bool
) -> None:
    load_guidance_of(SICHUAN, by=SYSTEM)
    page = new_page(viewport=shape)
    page.goto("/")
    if in_english:
        english(page)
        page.goto("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("我该办哪个|Which is mine")).click()
    page.locator("a[href='/which/transport/']").click()
    for key in WALK:
        camera.looks(page, f"walk-{key}")
        if key == "over" and not in_english:
            camera.takes(page, "which")
        page.locator(f"a.reply[href$='{key}']").click()
    end = page.url
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("公路超限运输许可|Permit for oversize"))
    page.go_back()
    expect(heading).to_have_text(re.compile("大型物件运输|cover large objects"))
    page.goto(end)
    camera.looks(page, "walk-end")
    page.get_by_role("link", name=re.compile("办事指南：|Guide:")).click()
    expect(page).to_have_url(re.compile("/items/oversize-transport/$"))


@pytest.mark.parametrize(("shape", "in_english"), [(PHONE, False), (DESK, True)], ids=["phone", "desk"])
def test_whoever_rates_badly_is_called_back_and_told(
    house: None,
    new_page: NewPage,
    officer: Callable[[str], Officer],
    camera: Camera,
    shape: dict[str, int],
    in_english: bool,
) -> None:
    case = cases.granted()
    applicant = Applicant(new_page(viewport=shape))
    applicant.tracks(case.number, query_password(case.number))
    page = applicant.page
    if in_english:
        english(page)
    page.goto(f"/track/{case.number}/rate/")
    page.locator("input[name=grade][value='5']").check(force=True)
    page.locator("textarea[name=text]").fill("等了很多天没有消息。")
    camera.looks(page, "rate")
    if not in_english:
        camera.takes(page, "rate")
    page.locator("form.rate button.button--large").click()
    expect(page.get_by_text(re.compile("非常不满意|very dissatisfied")).first).to_be_visible()
    number = Rating.objects.get().number
    says(officer("supervisor"), number, "call_back", MATTER)
    says(officer("approver.transport"), number, "mend", "已统一告知清单。")
    says(officer("supervisor"), number, "reply", "窗口已经改用统一的告知清单。")
    jobs.drain_outbox()
    jobs.send_messages()
    assert Message.objects.filter(topic="rating", name="replied").count() == 1
    page.goto(f"/track/{case.number}/rate/")
    expect(page.get_by_text("窗口已经改用统一的告知清单。")).to_be_visible()
    page.locator("input[name=grade][value='2']").check(force=True)
    camera.looks(page, "rate-again")
    page.locator("form.rate button.button--large").click()
    expect(page.locator("form.rate")).to_have_count(0)
    assert Rating.objects.get().second_grade == 2


def says(one: Officer, number: str, act: str, text: str) -> None:
    """Do one act on the rating at the desk."""
    one.page.goto(f"/desk/ratings/{number}/")
    form: Any = one.page.locator(f"form[action$='/{act}/']")
    form.locator("textarea").fill(text)
    if act == "call_back" and (box := form.locator("input[name=reached]")).count():
        box.first.check(force=True)
    form.get_by_role("button").click()
    expect(one.page.locator(f"form[action$='/{act}/']")).to_have_count(0)
