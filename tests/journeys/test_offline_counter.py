"""The counter goes on while its network is cut: tickets and applications, a killed browser, everything in once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.house import form
from tests.journeys.conftest import Opened
from tests.journeys.devices import EVERYTHING, killed, loses_the_answer, set_up, unlocks
from tests.journeys.officer import Officer
from tests.tickets.hall import drawn

from banli.cases.models import Case
from banli.catalogue.service import current
from banli.offline.models import Device, LeasedNumber, Received
from banli.offline.service import strike_off
from banli.people.models import User
from banli.people.service import actor_for
from banli.tickets.models import Handled, Ticket

pytestmark = pytest.mark.browser
ITEM, EXAMPLE = "foreign-trade-filing", "company-in-chengdu"
ROWS = "rows => rows.map(row => row.innerText.replaceAll(/\\s+/g, ' '))"


def receipt(page: Page) -> dict[str, str]:
    """The lines of the receipt on the page, by what each is called."""
    lines = page.locator(".receipt dl.facts > div")
    names = lines.locator("dt").all_inner_texts()
    return dict(zip(names, lines.locator("dd").evaluate_all(ROWS), strict=True))


def fills_in(page: Page) -> None:
    """What the worked example answers, in its order: later questions show once they apply."""
    answers = form(EXAMPLE, ITEM)
    for field in (field for field in current(ITEM).spec.form.fields if field.key in answers):
        control = page.locator(f"[name='f.{field.key}']")
        expect(page.locator(f"#q-{field.key}")).to_be_visible()
        if control.first.get_attribute("type") == "radio":
            page.locator(f"[name='f.{field.key}'][value='{answers[field.key]}']").check(force=True)
        elif field.type == "choice":
            control.select_option(answers[field.key])
        else:
            control.fill(str(answers[field.key]))
    expect(page.locator("#q-changed")).to_be_hidden()  # it is asked of a change alone


def test_a_morning_without_a_network(opened: Opened, tmp_path: Path) -> None:
    """A ticket and an application with a receipt; the browser killed; sent once, though an answer is lost."""
    waits = drawn("commerce")  # at the kiosk, before the network is cut
    context = opened()
    page = context.new_page()
    set_up(page, "clerk.commerce")
    expect(page.get_by_text(re.compile("本机今日未用号码：[1-9]"))).to_be_visible()
    context.set_offline(True)
    page.goto("/desk/queue/")
    unlocks(page)

    page.get_by_role("button", name="断网取号").click()
    page.get_by_role("button", name="完成记录").click()
    expect(page.locator("#paper .ticket__number")).to_have_text("C002")
    page.get_by_role("button", name="返回列表").click()
    for step in ("叫号", "开始办理", "办结"):
        page.locator("#mine").get_by_role("button", name=step, exact=True).click()
    expect(page.get_by_role("button", name="办结", exact=True)).to_have_count(0)
    line = page.locator("#line")
    expect(line).to_contain_text(waits.number)
    line.get_by_role("button", name="叫号").click()
    expect(line).to_be_hidden()
    page.get_by_role("button", name="开始办理", exact=True).click()
    expect(page.get_by_role("button", name="办结", exact=True)).to_be_visible()

    page.get_by_role("button", name=current(ITEM).spec.name.zh).click()
    page.get_by_role("button", name="完成记录").click()
    expect(page.locator("#form .field__error").first).to_be_visible()  # no receipt for an empty form
    expect(page.get_by_label("来访者的号票").locator("option:checked")).to_have_text(waits.number)
    fills_in(page)
    for box in page.locator("[name=on_paper]:visible").all():
        box.check(force=True)
    page.get_by_role("button", name="完成记录").click()
    expect(page.locator("#paper")).to_contain_text("查询密码")
    handed_over = receipt(page)
    kept = page.evaluate(EVERYTHING)
    assert form(EXAMPLE, ITEM)["operator"] not in json.dumps(kept, ensure_ascii=False)
    assert handed_over["查询密码"] not in json.dumps(kept)
    assert kept["local"] == {}
    assert Ticket.objects.get().state == "waiting"
    assert not Case.objects.exists()
    killed(tmp_path / "profile")

    context = opened()
    context.set_offline(True)
    page = context.new_page()
    page.goto("/desk/offline/")
    unlocks(page)
    expect(page.get_by_text("待上传", exact=True)).to_have_count(3)
    page.locator("li.waiting").first.get_by_role("button", name="查看单据").click()
    assert receipt(page) == handed_over  # after the restart it can be printed again
    context.route("**/desk/offline/entries/", loses_the_answer, times=1)
    context.clear_cookies()  # whether a killed browser still knows who was signed in depends on what it had written
    context.set_offline(False)
    with context.expect_event("requestfailed", lambda sent: sent.url.endswith("/desk/offline/entries/")):
        Officer(page).sign_in("clerk.commerce")
    badge = page.locator("[data-offline]")
    expect(badge).not_to_contain_text("待上传")  # the open page tries again by itself
    case = Case.objects.get()
    assert dict(Ticket.objects.values_list("number", "state")) == {waits.number: "serving", "C002": "done"}
    assert (Handled.objects.get().ticket_id, Handled.objects.get().case_id) == (waits.pk, case.pk)
    assert Received.objects.count() == 3
    assert LeasedNumber.objects.filter(state="used").count() == 2
    page.goto(f"/desk/cases/{case.number}/receipt/")
    assert receipt(page) == handed_over
    page.goto(f"/desk/cases/{case.number}/")
    expect(page.get_by_text("断网时写于")).to_be_visible()

    page.goto("/desk/offline/")
    closes = page.get_by_role("button", name="日终交回未用号码")
    expect(closes).to_be_visible()
    page.once("dialog", lambda one: one.accept())
    closes.click()
    expect(page.get_by_text("本机今日已收工")).to_be_visible()
    assert set(LeasedNumber.objects.values_list("state", flat=True)) == {"used", "returned"}
    expect(page.get_by_role("button", name="重新领号")).to_be_visible()

    strike_off(
        by=actor_for(User.objects.get(username="clerk.commerce")), device=Device.objects.get().public_id
    )
    page.goto("/desk/offline/")
    expect(page.get_by_text("本设备已停用")).to_be_visible()
    assert {row[0] for row in page.evaluate(EVERYTHING)["found"]} <= {"device"}  # no key, no form, no number
