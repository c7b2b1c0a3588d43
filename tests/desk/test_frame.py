"""The frame of the desk: its menu by business, its titles, and refusals that stay inside it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.desk.officers import at_desk, browser_of, clerk
from tests.house import person

from banli.kernel.actors import Role
from banli.people.models import User
from banli.site.last_resort import server_error

pytestmark = pytest.mark.usefixtures("house")


def places(client: Client) -> dict[str, list[str]]:
    """The menu: titles of the groups with the addresses in them."""
    menu: list[dict[str, Any]] = client.get("/desk/").context["menu"]
    return {str(group["title"]): [place["url"] for place in group["places"]] for group in menu}


def title(page: str) -> str:
    """The title of a page, without the name of the platform."""
    found = re.search(r"<title>([^<]*)</title>", page)
    assert found
    return found[1].rpartition(" · ")[0]


def in_the_frame(page: str) -> bool:
    """True for a page of the desk, which has its menu and not the tabs of the public site."""
    return 'class="side"' in page and 'class="tabs"' not in page


def test_the_menu_is_grouped_by_business() -> None:
    menu = places(clerk())
    assert menu["办件"] == [
        *(
            "desk:today",
            "desk:counter",
            "desk:queue",
            "desk:identity",
            "desk:cases",
            "desk:consultations",
            "desk:certificates",
            "desk:disclosure",
        )
    ]
    assert menu["专项业务"] == ["desk:roadside"]
    assert menu["周报与数据"] == ["desk:issues", "desk:figures", "desk:exports"]


def test_a_business_that_the_department_does_not_have_stands_behind_more() -> None:
    assert places(clerk())["其他业务"] == ["desk:enforcement", "desk:projects", "desk:authorities"]
    elsewhere = places(at_desk(Role.CLERK, "hrss", "hrss-09"))
    assert "desk:roadside" in elsewhere["其他业务"]
    assert "专项业务" not in elsewhere


def test_what_stands_behind_more_is_open_where_one_is_there() -> None:
    client = clerk()
    assert '<details class="side__group">' in client.get("/desk/").content.decode()
    assert '<details class="side__group" open>' in client.get("/desk/projects/").content.decode()


def test_somebody_of_no_department_has_nothing_behind_more() -> None:
    assert "其他业务" not in places(browser_of(person(Role.SUPERVISOR, None)))


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/desk/cases/", "在办（按紧急程度） · 办件"),
        ("/desk/cases/?view=paused", "特别程序 · 办件"),
        ("/desk/cases/?q=锦程", "“锦程” · 办件"),
        ("/desk/credit/?view=violations", "违法记录 · 信用"),
        ("/desk/items/?q=运输", "“运输” · 事项"),
        ("/desk/supervision/signals/?level=red", "红灯：超过法定 · 监察信号"),
        ("/desk/hall/activities/?view=talk", "约谈 · 窗口工作动态"),
    ],
)
def test_the_title_of_a_list_names_what_is_shown_of_it(address: str, wanted: str) -> None:
    assert title(clerk().get(address).content.decode()) == wanted


def test_no_two_lists_of_the_menu_share_a_title() -> None:
    client = clerk()
    shown = [place["url"] for group in client.get("/desk/").context["menu"] for place in group["places"]]
    titles = [title(client.get(reverse(url)).content.decode()) for url in shown]
    assert len(set(titles)) == len(titles)


def test_a_page_of_another_role_is_refused_inside_the_desk() -> None:
    answer = clerk().get("/desk/ledger/")
    assert answer.status_code == 403
    assert in_the_frame(answer.content.decode())
    assert "您的岗位不含这个页面" in answer.content.decode()


@pytest.mark.parametrize("address", ["/desk/nowhere/", "/desk/cases/none/", "/desk/items/none/"])
def test_what_is_not_there_is_told_inside_the_desk(address: str) -> None:
    answer = clerk().get(address)
    assert answer.status_code == 404
    assert in_the_frame(answer.content.decode())
    assert "回到今日" in answer.content.decode()


def test_a_stranger_at_a_wrong_address_of_the_desk_stays_outside() -> None:
    answer = Client().get("/desk/nowhere/")
    assert answer.status_code == 404
    assert not in_the_frame(answer.content.decode())


def test_a_form_whose_token_is_old_is_told_inside_the_desk() -> None:
    client = Client(enforce_csrf_checks=True)
    clerk()
    client.force_login(User.objects.filter(roles__contains=[str(Role.CLERK)]).order_by("pk")[0])
    answer = client.post("/desk/hall/activities/new/talk/", {"matter": "约谈"})
    assert answer.status_code == 403
    assert in_the_frame(answer.content.decode())
    assert "已填写的内容还在" in answer.content.decode()


def test_a_fault_of_ours_is_told_inside_the_desk_without_asking_the_database(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(0):
        answer = server_error(RequestFactory().get("/desk/cases/"))
    assert answer.status_code == 500
    assert in_the_frame(answer.content.decode())


def test_dark_and_large_print_are_chosen_at_the_desk_as_well() -> None:
    client = clerk()
    page = client.get("/desk/cases/?view=paused").content.decode()
    assert 'name="elder" value="1"' in page
    assert 'name="theme" value="dark"' in page
    back = client.post("/preferences/", {"theme": "dark", "elder": "1", "next": "/desk/cases/?view=paused"})
    assert back["Location"] == "/desk/cases/?view=paused"
    page = client.get("/desk/").content.decode()
    assert 'class="elder"' in page
    assert '<meta name="color-scheme" content="dark">' in page
