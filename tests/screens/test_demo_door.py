"""The sign-in page of a demo offers its people by one click; that of any other folder nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.house import PASSWORD, open_house, person

from banli.kernel.actors import SYSTEM, Role
from banli.people.service import add_person
from banli.screens.demo_sign_in import FILE, note_people

ADDRESS = "/demo/sign-in/"
PAGES = ("/login/", "/desk/sign-in/")
OFFER = "以演示人物登录"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people(settings: Any, tmp_path: Path) -> None:
    """A house with three people of a demo, and one whom somebody added later."""
    settings.DATA_FOLDER = tmp_path
    open_house()
    person(Role.CLERK, window="transport-03", name="clerk.transport")
    person(Role.CLERK, window="transport-04", name="clerk.transport4")
    add_person(
        by=SYSTEM, username="applicant", display_name="陈远舟", roles=[Role.APPLICANT], password=PASSWORD
    )
    person(Role.ADMIN, name="later")
    note_people(["clerk.transport", "clerk.transport4", "applicant"])


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("page", PAGES)
def test_a_real_folder_offers_nobody(client: Client, page: str) -> None:
    shown = client.get(page).content.decode()
    assert OFFER not in shown
    assert "clerk.transport" not in shown
    assert ADDRESS not in shown


def test_a_real_folder_lets_nobody_in_by_a_click(client: Client) -> None:
    assert client.post(ADDRESS, {"username": "clerk.transport"}).status_code == 404
    assert not signed_in(client)


@pytest.mark.parametrize("page", PAGES)
def test_a_demo_offers_its_people_by_role(demo: None, client: Client, page: str) -> None:
    shown = client.get(page).content.decode()
    assert OFFER in shown
    assert shown.index('value="applicant"') < shown.index('value="clerk.transport"')
    assert shown.index('value="clerk.transport"') < shown.index('value="clerk.transport4"')
    assert 'value="later"' not in shown


@pytest.mark.parametrize(
    ("username", "wanted", "led"),
    [
        ("clerk.transport", "", "/desk/"),
        ("applicant", "", "/my/"),
        ("clerk.transport", "/desk/cases/?view=accept", "/desk/cases/?view=accept"),
        ("clerk.transport", "https://elsewhere.example/", "/desk/"),
        ("clerk.transport", "//elsewhere.example/", "/desk/"),
    ],
)
def test_one_click_signs_in_and_leads_on(
    demo: None, client: Client, username: str, wanted: str, led: str
) -> None:
    answer = client.post(ADDRESS, {"username": username, "next": wanted})
    assert (answer.status_code, answer["Location"]) == (302, led)
    assert signed_in(client)
    assert client.get(led).status_code == 200


@pytest.mark.parametrize("username", ["later", "nobody", "", "clerk.transport\n", "\x00", "x" * 5_000])
def test_nobody_else_is_let_in_without_a_password(demo: None, client: Client, username: str) -> None:
    assert client.post(ADDRESS, {"username": username}).status_code == 404
    assert not signed_in(client)


def test_a_link_or_another_site_cannot_sign_somebody_in(demo: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.get(ADDRESS, {"username": "clerk.transport"}).status_code == 405
    assert client.post(ADDRESS, {"username": "clerk.transport"}).status_code == 403
    assert not signed_in(client)


def test_who_was_signed_in_is_signed_out_first(demo: None, client: Client) -> None:
    client.post(ADDRESS, {"username": "applicant"})
    before = client.session["_auth_user_id"]
    client.post(ADDRESS, {"username": "clerk.transport"})
    assert client.session["_auth_user_id"] != before


def test_without_the_list_there_is_nobody(demo: None, client: Client, tmp_path: Path) -> None:
    (tmp_path / FILE).unlink()
    assert OFFER not in client.get("/login/").content.decode()
    assert client.post(ADDRESS, {"username": "clerk.transport"}).status_code == 404
