"""Friday afternoon: the weekly report from the record to the printed issue, every figure open to its cases."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera

from banli.demo.week import MONDAY
from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN
from banli.province.network import load_network_of
from banli.province.weeks import record_week
from banli.province.worked.player import at, play_all
from banli.site.jobs import drain_outbox

pytestmark = pytest.mark.browser

ISSUE = "2022年第35期（总第410期）"


@pytest.fixture
def week(house: None) -> None:
    """Cases of the reference period, and the week's rounds, visits and fieldwork."""
    play_all(SICHUAN)
    with at("2022-10-21 17:40"):
        load_network_of(SICHUAN, by=SYSTEM)
        record_week(SICHUAN / "weeks" / f"{MONDAY.isoformat()}.yaml", by=SYSTEM)
    drain_outbox()


def opens_the_week(editor: Officer) -> None:
    """Open the issue of the week by any of its days."""
    editor.page.get_by_role("navigation").get_by_role("link", name="周报").click()
    editor.page.get_by_label("周次（任一天）").fill("2022-10-19")
    editor.page.get_by_role("button", name="开始编辑").click()
    expect(editor.page.get_by_role("button", name="从台账汇集")).to_be_visible()


def collects(editor: Officer) -> None:
    """Draw the report from the record."""
    editor.page.get_by_role("button", name="从台账汇集").click()
    expect(editor.page.get_by_text("已从台账汇集，六个数字已冻结。")).to_be_visible()
    expect(editor.page.get_by_role("article")).to_contain_text("厅（局）长进大厅")


def opens_a_figure(page: Page) -> None:
    """From a number of the sheet to the cases behind it, to one of them counted again, and back."""
    number = page.get_by_role("article").locator("a.number").nth(1)
    value = number.inner_text()
    number.click()
    chosen = page.get_by_role("complementary")
    for word in ("定义", "截止", "台账位置"):
        expect(chosen).to_contain_text(word)
    chosen.get_by_role("link", name=f"打开这 {value} 个办件").click()
    expect(page.get_by_role("table").locator("tbody tr")).to_have_count(int(value))
    page.get_by_role("button", name="按台账重新计数").click()
    expect(page.get_by_text(f"按事件重新计数：{value}，一致。")).to_be_visible()


def rewrites_a_line(page: Page) -> None:
    """Choose a line in the outline and change a word of it."""
    page.get_by_role("navigation", name="提纲").locator(".slip__link").nth(1).click()
    text = page.get_by_role("complementary").locator("#text")
    words = text.input_value()
    text.fill(f"{words}全场秩序良好。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("article")).to_contain_text("全场秩序良好。")


def opens_from_the_list(page: Page) -> None:
    """From the side to the issue of the week."""
    page.get_by_role("navigation").get_by_role("link", name="周报").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("2022年10月17日")).click()


CLIPBOARD = """async ([html, text]) => {
  const of = (type, words) => [type, new Blob([words], { type })];
  const both = Object.fromEntries([of("text/html", html), of("text/plain", text)]);
  await navigator.clipboard.write([new ClipboardItem(both)]);
}"""


def pastes_a_list(page: Page, week: str) -> None:
    """Paste a list as a browser or Word has it on the clipboard: its levels come along until a word is changed."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{week}word/")
    page.evaluate(CLIPBOARD, ["<ol><li>上门服务。<li>延时服务。</ol>", "上门服务。\n延时服务。"])
    field, markup = page.get_by_label("内容"), page.locator("[name=markup]")
    field.press("Control+V")
    expect(markup).to_have_value(re.compile("<ol>"))
    field.press_sequentially("另")
    expect(markup).to_have_value("")
    field.press("Control+A")
    field.press("Control+V")
    page.get_by_role("button", name="读取文字").click()
    expect(page.locator("#piece-2 .tag")).to_have_text("1.")


def keeps(page: Page, kind: str) -> bytes:
    """The kept file of that kind."""
    address = page.get_by_role("link", name=kind, exact=True).get_attribute("href")
    answer = page.request.get(str(address))
    assert answer.ok
    return answer.body()


def test_from_the_record_to_the_printed_issue(
    week: None, officer: Callable[[str], Officer], later: Callable[[str], None], camera: Camera
) -> None:
    later("2022-11-14T09:30")
    editor = officer("editor")
    opens_the_week(editor)
    collects(editor)
    here = editor.page.url
    opens_a_figure(editor.page)
    editor.page.goto(here)
    rewrites_a_line(editor.page)

    editor.page.get_by_role("button", name="送审核").click()
    expect(editor.page.get_by_text("已送审核。")).to_be_visible()

    later("2022-11-15T09:10")
    checker = officer("checker")
    opens_from_the_list(checker.page)
    checker.page.get_by_role("button", name="审核通过，送签发").click()
    expect(checker.page.get_by_text("审核通过，已送签发。")).to_be_visible()

    later("2022-11-15T10:20")
    signer = officer("signer")
    opens_from_the_list(signer.page)
    signer.page.get_by_role("button", name="签发", exact=True).click()
    expect(signer.page.get_by_text(f"已签发：{ISSUE}。")).to_be_visible()

    editor.page.reload()
    expect(editor.page.get_by_role("button", name="重新汇集")).to_have_count(0)
    editor.page.get_by_role("button", name="印发").click()
    expect(editor.page.get_by_text("已印发，文件已存档。")).to_be_visible()
    expect(editor.page.get_by_role("article")).to_contain_text(ISSUE)
    assert keeps(editor.page, "PDF").startswith(b"%PDF-")
    assert keeps(editor.page, "DOCX").startswith(b"PK")
    assert keeps(editor.page, "JSON").startswith(b"{")


def test_two_editors_see_each_other_and_drag_lines(
    week: None, officer: Callable[[str], Officer], later: Callable[[str], None], camera: Camera
) -> None:
    later("2022-11-14T09:30")
    editor = officer("editor")
    opens_the_week(editor)
    collects(editor)
    here = editor.page.url.split("?")[0]
    second = officer("editor")
    second.page.goto(f"{here}?add=patrol")
    second.page.get_by_role("textbox").fill("正在输入的一条")

    editor.page.goto(f"{here}?add=service_quality")
    editor.page.get_by_role("complementary").get_by_role("textbox").fill("窗口增设导办岗。")
    editor.page.get_by_role("button", name="添加", exact=True).click()
    expect(second.page.get_by_role("article")).to_contain_text("窗口增设导办岗。")
    expect(second.page.locator("#changes")).to_contain_text("修改了本期")
    expect(second.page.get_by_role("textbox")).to_have_value("正在输入的一条")

    slips = editor.page.locator("#outline [data-section=service_quality]")
    slips.last.drag_to(slips.first)
    expect(slips.first).to_contain_text("窗口增设导办岗")
    slips.first.get_by_role("link").focus()
    editor.page.keyboard.press("Alt+ArrowDown")
    expect(slips.nth(1)).to_contain_text("窗口增设导办岗")
    slips.nth(1).get_by_role("button", name="上移").click()
    expect(slips.first).to_contain_text("窗口增设导办岗")
    pastes_a_list(editor.page, here)
