"""What the studio shows before an issue goes on, and what an editor words or pastes."""

from __future__ import annotations

import pytest
from tests.desk.test_weekly import PAGE, act, collected, issue

from banli.weekly.service import lines

pytestmark = pytest.mark.usefixtures("frame")


def test_remarks_are_listed_and_confirmed_before_the_issue_goes_on() -> None:
    client = collected()
    act(client, "add", add="patrol", text="其它(一处)")
    page = act(client, "send")
    assert page.status_code == 409
    told = page.context["tried"].asked
    assert len(told["remarks"]) == 2
    assert issue().state == "draft"
    assert act(client, "send", confirmed=told["token"]).status_code == 302
    assert issue().state == "in_review"


def test_the_statement_is_worded_otherwise_with_all_its_figures() -> None:
    client = collected()
    assert "wording" in client.get(f"{PAGE}?wording=1").context
    assert act(client, "wording", wording="只有{行政许可受理}件").status_code == 422
    slots = (
        "行政许可受理",
        "行政许可办结",
        "公共服务受理",
        "公共服务办结",
        "其他九类受理",
        "其他九类办结",
    )
    wording = "截至{起止日期}：" + "、".join(f"{name}{{{name}}}件" for name in slots) + "。"
    assert act(client, "wording", wording=wording).status_code == 302
    assert lines(issue())[0].text.startswith("截至2022年1月1日")
    act(client, "collect")
    assert lines(issue())[0].text.startswith("截至2022年1月1日")


def test_pasted_paragraphs_stay_paragraphs_on_the_sheet() -> None:
    client = collected()
    act(client, "add", add="patrol", text="第一段\r\n\r\n第二段")
    told = client.get(PAGE).content.decode()
    assert "第一段。</p>" in told
    assert ">第二段。</p>" in told
