"""What no database holds is out of a request before a view sees it; names of people and files are looked at too."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from banli.files.rules.names import clean_name
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Invalid, Missing
from banli.people.models import User
from banli.people.service import account_named, add_person
from tests.house import clerk, open_house, person, submitted

ASKED = (
    "/items/?q=%00",
    "/items/a%00b/",
    "/track/?number=%00",
    "/track/%00/",
    "/verify/%00/",
    "/verify/?code=a%00",
    "/api/v1/items/%00",
    "/api/v1/cases/%00/deadlines",
    "/api/v1/deadline?item=%00&received=2022-10-17",
    "/statistics/?from=%00",
)
AT_DESK = (
    "/desk/cases/?q=%00",
    "/desk/cases/%00/",
    "/desk/counter/?q=%00",
    "/desk/items/?q=%00",
    "/desk/certificates/?q=%00",
    "/desk/credit/?q=%00",
    "/desk/weekly/search/?q=%00",
    "/desk/weekly/%00/",
    "/desk/authorities/?q=%00",
    "/desk/hall/activities/?view=%00&after=%00",
)


@pytest.fixture
def house(db: None) -> None:
    open_house()


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("address", ASKED)
def test_a_null_byte_in_an_address_finds_nothing(address: str, client: Client) -> None:
    assert client.get(address).status_code < 500


@pytest.mark.usefixtures("house")
def test_a_null_byte_in_an_address_of_the_desk_finds_nothing() -> None:
    client = Client()
    client.force_login(User.objects.get(pk=clerk().id or 0))
    for address in AT_DESK:
        assert client.get(address).status_code < 500, address


@pytest.mark.usefixtures("house")
def test_a_null_byte_in_what_opens_a_case_or_a_certificate_finds_nothing(client: Client) -> None:
    case = submitted()
    for sent in (
        {"number": f"{case.number}\x00", "password": "x"},
        {"number": case.number, "password": "\x00"},
    ):
        assert client.post("/track/", sent).status_code == 422
    for sent in ({"code": "ABC\x00"}, {"number": "川\x00", "holder": "张\x00"}):
        assert 400 <= client.post("/verify/", sent, follow=True).status_code < 500
    assert client.post("/login/", {"username": "a\x00", "password": "\x00"}).status_code < 500


@pytest.mark.parametrize("name", ["张\x00", "张\u202e三", "\ue000", "\U0001f600", "张\ud800", "\u3164", " "])
def test_somebody_who_signs_in_has_a_name_that_can_be_read(house: None, name: str) -> None:
    told: tuple[dict[str, Any], ...] = (
        {"username": name, "display_name": "张三"},
        {"username": "zhang", "display_name": name},
    )
    for names in told:
        with pytest.raises(Invalid) as refusal:
            add_person(by=SYSTEM, roles=[Role.CLERK], password="x" * 20, **names)
        (problem,) = refusal.value.problems
        assert names[problem.where] == name


@pytest.mark.parametrize("name", ["张\x00", "张\ud800"])
def test_nobody_has_such_a_name_and_so_no_password(house: None, name: str) -> None:
    person(Role.CLERK)
    with pytest.raises(Missing):
        account_named(name)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("行驶证\x00\u202e\u200b.pdf", "行驶证.pdf"),
        ("照片\U0001f600.jpg", "照片.jpg"),
        ("\u3164.pdf", "file.pdf"),
        ("C:\\扫描\\岀云𠮷.pdf", "岀云𠮷.pdf"),
        ("\u0634.pdf", "file.pdf"),
        ("无后缀", "无后缀"),
        ("\ud800", "file"),
        ("", "file"),
    ],
)
def test_the_name_of_a_file_is_put_right(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept
