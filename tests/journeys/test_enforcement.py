"""A penalty from the lead to the closing, as two investigators, the head and the clerk do it in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.officer import Officer

pytestmark = pytest.mark.browser
OFFICERS = "冉秋实 川A0001\n燕归南 川A0002"


def does(officer: Officer, act: str, button: str, **answers: str) -> None:
    """Unfold an act, answer its questions by their names, press its button."""
    form = officer.turns_to(re.escape(act))
    for name, text in answers.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value=text)
        else:
            field.fill(text)
    officer.presses(button, act)


def opens(officer: Officer, address: str) -> None:
    officer.page.goto(address)
    expect(officer.page.get_by_role("heading", name="案卷")).to_be_visible()


def test_a_penalty_from_the_lead_to_the_closing(
    officer: Callable[[str], Officer], later: Callable[[str], None], new_page: Callable[..., Page]
) -> None:
    investigator = officer("reviewer.market")
    page = investigator.page
    page.get_by_role("navigation").get_by_role("link", name="执法").click()
    page.get_by_role("link", name="登记线索").click()
    page.get_by_label("法人或者其他组织").check()
    page.locator("[name='f.party_code']").fill("911100001016237410")
    page.locator("[name='f.party']").fill("成都蓉桥进出口有限公司")
    page.locator("[name='f.address']").fill("成都市锦江区示例路1号")
    page.get_by_label("日常监管").check()
    page.locator("[name='f.happened_on']").fill("2022-10-14")
    page.locator("[name='f.matter']").fill("店堂广告内容不清楚")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("[name='f.matter']")).to_have_value("店堂广告内容不清楚")
    page.locator("[name='f.party_code']").fill("91110000101623741K")
    page.get_by_role("button", name="登记", exact=True).dblclick()
    expect(page.get_by_role("heading", name="案卷")).to_be_visible()
    address = page.url
    head = officer("approver.market")
    opens(head, address)
    does(head, "立案", "批准立案", officers=OFFICERS, reason="有证据初步证明存在违法行为。")
    opens(investigator, address)
    expect(page.get_by_text("案卷中还没有证据")).to_be_visible()
    does(
        *(investigator, "记录证据", "存入案卷"),
        officers=OFFICERS,
        kind="site",
        name="现场笔录",
        taken_on="2022-10-17",
        text="广告牌一块。",
    )
    does(
        *(investigator, "调查终结，提出处理意见", "提交审核"),
        officers=OFFICERS,
        proposes="penalty",
        breach="unclear",
        facts="店堂广告内容不清楚。",
        circumstance="ordinary",
        fine="30000",
    )
    second = officer("reviewer.market2")
    opens(second, address)
    does(second, "通过审核", "审核通过，送负责人", opinion="程序合法。")
    opens(head, address)
    does(head, "行政处罚告知", "告知当事人")
    later("2022-10-20T10:00")
    opens(investigator, address)
    does(investigator, "记录陈述、申辩", "存入案卷", text="已自行改正，请求从轻。")
    later("2022-10-25T10:00")
    opens(investigator, address)
    does(investigator, "复核陈述申辩，提请决定", "提请决定", weighed="改正属实，予以采纳。", fine="20000")
    opens(head, address)
    does(head, "作出处罚决定", "作出行政处罚决定")
    clerk = officer("clerk.market")
    opens(clerk, address)
    does(
        *(clerk, "送达决定书", "记录送达"),
        way="direct",
        place="当事人住所",
        received_on="2022-10-25",
        receiver="方小满",
    )
    does(clerk, "记录缴款", "记录", amount="20000", paid_on="2022-10-25", receipt="川财罚00001234")
    opens(head, address)
    does(head, "结案", "批准结案", text="罚款已缴清。")
    expect(head.page.get_by_text("结案").first).to_be_visible()

    visitor = new_page(viewport={"width": 390, "height": 844})
    visitor.goto("/items/advertising-penalty/")
    expect(visitor.get_by_role("heading", name="裁量基准")).to_be_visible()
    expect(visitor.get_by_role("link", name="网上办理")).to_have_count(0)
