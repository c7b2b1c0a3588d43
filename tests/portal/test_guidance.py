"""Finding the item one needs: by stage of life, by department, by answering questions."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.catalogue.test_search import opened
from tests.snapshots import kept

from banli.catalogue.service import items, suspend_item
from banli.guidance.service import guidance, load_guidance
from banli.kernel import clock
from banli.kernel.actors import SYSTEM
from banli.kernel.text import Words
from banli.province.load import SICHUAN, load_guidance_of

OVER = "load.whole.over.sichuan.covers"


@pytest.fixture
def visitor(db: None) -> Client:
    kept("catalogue of the pack", opened)
    load_guidance_of(SICHUAN, by=SYSTEM)
    return Client()


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def links(page: str, to: str) -> list[str]:
    return re.findall(rf'href="({to}[^"]*)"', page)


def test_every_service_stands_under_a_stage_and_its_department(visitor: Client) -> None:
    page = visitor.get("/life/").content.decode()
    shown = set(re.findall(r'href="/items/([a-z-]+)/"', page))
    assert {card.slug for card in items()} == shown


def test_the_first_page_leads_to_each_stage_and_the_seven_businesses(visitor: Client) -> None:
    page = visitor.get("/").content.decode()
    assert len(links(page, "/life/#stage-")) == len(guidance().stages)
    assert set(guidance().at_hand) <= set(re.findall(r'href="/items/([a-z-]+)/"', page))
    assert links(page, "/which/")


def test_a_walk_asks_one_question_a_screen_and_ends_with_the_item_and_its_article(visitor: Client) -> None:
    way, asked = "/which/transport/", []
    for key in OVER.split("."):
        page = visitor.get(way).content.decode()
        asked.append(re.findall(r"<h1>(.*?)</h1>", page)[0])
        assert "<form" not in main(page)
        way = next(one for one in links(page, "/which/transport/") if re.search(rf"[=.]{key}$", one))
    page = visitor.get(way).content.decode()
    assert len(asked) == len(set(asked)) == 5
    assert "公路超限运输许可" in page
    assert "公路安全保护条例 第三十五条、第三十六条" in text(page)
    assert links(page, "/items/oversize-transport/")
    assert all(question in page for question in asked)


def test_the_address_of_an_end_is_the_same_for_whoever_opens_it(visitor: Client) -> None:
    address = f"/which/transport/?way={OVER}"
    assert main(Client().get(address).content.decode()) == main(visitor.get(address).content.decode())


def test_none_of_these_says_why_and_by_which_article(visitor: Client) -> None:
    page = text(visitor.get("/which/transport/?way=load.whole.within.within").content.decode())
    assert "不用办这些事项" in page
    assert "超限运输车辆行驶公路管理规定 第三条" in page


@pytest.mark.parametrize("way", ["load.gone.over", "no", "." * 400, "load." * 90, "%00", "<script>"])
def test_an_address_that_fits_no_more_goes_on_from_what_still_holds(visitor: Client, way: str) -> None:
    page = visitor.get("/which/transport/", {"way": way})
    assert page.status_code == 200
    assert page.context["place"].strayed
    assert "<script>" not in main(page.content.decode())


def test_a_walk_that_is_not_there_is_not_found(visitor: Client) -> None:
    assert visitor.get("/which/nothing/").status_code == 404


def test_an_end_says_when_the_item_takes_no_applications(visitor: Client) -> None:
    because = Words(zh="系统升级", en="Renewal of the system")
    suspend_item(
        by=SYSTEM,
        slug="oversize-transport",
        starts_on=clock.today(),
        ends_on=None,
        because=because,
        law=because,
    )
    page = visitor.get(f"/which/transport/?way={OVER}").content.decode()
    assert "系统升级" in page
    assert not links(page, "/items/oversize-transport/apply/")


def test_loading_the_same_guidance_again_changes_nothing(visitor: Client) -> None:
    assert not load_guidance_of(SICHUAN, by=SYSTEM)
    assert load_guidance(guidance=guidance().model_copy(update={"at_hand": ()}), by=SYSTEM)


def test_nothing_found_leads_to_the_questions(visitor: Client) -> None:
    assert links(visitor.get("/items/?q=aaaaaaaaaa").content.decode(), "/which/")


def test_the_pages_speak_english(visitor: Client) -> None:
    visitor.cookies["django_language"] = "en"
    page = main(visitor.get(f"/which/transport/?way={OVER}").content.decode())
    assert "Highway Safety Regulations Articles 35 and 36" in text(page)
    assert not re.search(r"[一-鿿]{4}", text(main(visitor.get("/life/").content.decode())))
