"""Finding an item and reading its guide."""

from __future__ import annotations

from datetime import date

from django.test import Client
from django.utils.translation import override
from tests.held_clock import HeldClock
from tests.house import OVERSIZE

from banli.catalogue.service import current
from banli.documents.service import card_png
from banli.portal.items.card import card_of
from banli.statistics.models import MonthTook


def test_everyday_words_pinyin_and_initials_find_an_item(browser: Client) -> None:
    for words in ("大件运输", "dajian", "djys", "超限"):
        page = browser.get("/items/", {"q": words}).content.decode()
        assert "/items/oversize-transport/" in page, words


def test_a_search_that_finds_nothing_says_so(browser: Client) -> None:
    page = browser.get("/items/", {"q": "天外飞仙"}).content.decode()
    assert "没有找到" in page


def test_suggestions_come_as_a_piece(browser: Client) -> None:
    answer = browser.get("/items/", {"q": "大件"}, headers={"HX-Request": "true", "HX-Target": "suggestions"})
    page = answer.content.decode()
    assert "<html" not in page
    assert "/items/oversize-transport/" in page


def test_filters_narrow_the_list(browser: Client) -> None:
    for_citizens = browser.get("/items/", {"who": "person"}).content.decode()
    assert "/items/social-insurance-statement/" in for_citizens
    assert "/items/oversize-transport/" not in for_citizens
    of_commerce = browser.get("/items/", {"department": "commerce"}).content.decode()
    assert "/items/foreign-trade-filing/" in of_commerce
    assert "/items/oversize-transport/" not in of_commerce


def test_the_guide_shows_the_eight_things_of_article_30(browser: Client) -> None:
    page = browser.get("/items/oversize-transport/").content.decode()
    for thing in (
        "公路超限运输许可",  # the item
        "公路安全保护条例",  # basis
        "受理条件",  # conditions
        "数量限制",  # quantity
        "怎么办",  # procedure
        "法定时限",  # time limit
        "以下为全部材料",  # the full list of materials
        "样表",  # sample form
    ):
        assert thing in page, thing


def test_the_guide_says_for_whom_a_material_is_meant(browser: Client) -> None:
    page = browser.get("/items/oversize-transport/").content.decode()
    assert "仅限：类别为Ⅲ类" in page
    assert "第 1 版" in page


def test_an_item_that_will_end_says_when_and_still_takes_applications(browser: Client) -> None:
    page = browser.get("/items/foreign-trade-filing/").content.decode()
    assert "本事项将于2022年12月30日取消" in page
    assert "/items/foreign-trade-filing/apply/" in page


def test_a_cancelled_item_says_since_when_and_offers_no_application(
    browser: Client, clock: HeldClock
) -> None:
    clock.set("2023-01-04")
    page = browser.get("/items/foreign-trade-filing/").content.decode()
    assert "本事项已于2022年12月30日取消" in page
    assert "/items/foreign-trade-filing/apply/" not in page


def test_a_cancelled_item_refuses_an_application(browser: Client, clock: HeldClock) -> None:
    clock.set("2023-01-04")
    for address in ("", "materials/", "check/"):
        answer = browser.get(f"/items/foreign-trade-filing/apply/{address}")
        assert answer.status_code == 409, address
        assert "不再受理申请" in answer.content.decode()
    assert browser.post("/items/foreign-trade-filing/apply/", {}).status_code == 409


def test_the_figures_of_the_home_page_come_from_the_record(browser: Client) -> None:
    from tests.house import accepted

    accepted()
    page = browser.get("/")
    assert page.context["totals"]["accepted"] == 1
    assert "数据来自办件台账" in page.content.decode()


def test_the_public_statement_has_three_lines_with_source_and_cut_off(browser: Client) -> None:
    from tests.house import granted

    granted()
    page = browser.get("/statistics/", {"from": "2022-10-01", "to": "2022-10-31"})
    rows = [(str(title), dict(values)) for title, values in page.context["rows"]]
    assert [title for title, _values in rows] == ["行政许可事项", "公共服务事项", "其它九类行权事项"]
    assert rows[0][1] == {"accepted": 1, "completed": 1}
    assert "截至 2022年10月17日 09:00" in page.content.decode()


def test_a_period_that_ends_before_it_begins_is_told(browser: Client) -> None:
    page = browser.get("/statistics/", {"from": "2022-10-31", "to": "2022-10-01"}).content.decode()
    assert "起始日期晚于截止日期" in page


def test_the_guide_draws_the_procedure_and_gives_it_as_a_file(browser: Client) -> None:
    page = browser.get("/items/oversize-transport/").content.decode()
    assert 'class="flow__picture"' in page
    assert "文字版流程" in page
    answer = browser.get("/items/oversize-transport/procedure.bpmn")
    assert answer.headers["Content-Type"].startswith("application/xml")
    assert "公安厅" in answer.content.decode()
    assert browser.get("/items/nothing/procedure.bpmn").status_code == 404
    assert 'class="flow__picture"' not in browser.get("/items/social-insurance-statement/").content.decode()


def test_the_guide_says_what_the_item_usually_takes(browser: Client) -> None:
    page = browser.get(f"/items/{OVERSIZE}/").content.decode()
    assert "办件较少，暂不公布" in page
    item = current(OVERSIZE).item_id
    MonthTook.objects.create(month=date(2022, 9, 1), item=item, days=4, n=9)
    MonthTook.objects.create(month=date(2022, 8, 1), item=item, days=30, n=1)
    page = browser.get(f"/items/{OVERSIZE}/").content.decode()
    assert "十件中有九件在 4 个工作日内办结" in page
    assert "2022年第3季度办结 10 件" in page


def test_a_card_to_send_on_leads_to_the_guide_by_its_code(browser: Client) -> None:
    answer = browser.get(f"/items/{OVERSIZE}/card.png")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    spec = current(OVERSIZE).spec
    made = card_of(spec, f"http://testserver/items/{OVERSIZE}/")
    assert answer.content == card_png(made)
    assert answer.content != card_png(card_of(spec, "http://testserver/items/"))
    assert made.title == spec.name.zh
    assert ("承诺时限", "1–18 个工作日") in made.rows
    with override("en"):
        assert card_of(spec, "").title == spec.name.en
    assert f"/items/{OVERSIZE}/card.png" in browser.get(f"/items/{OVERSIZE}/").content.decode()
    assert browser.get("/items/nothing/card.png").status_code == 404
