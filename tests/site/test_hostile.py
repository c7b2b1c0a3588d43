"""Whatever is typed into an address, a form or a file: no page and no answer of the interface is a fault of ours."""

from __future__ import annotations

import json
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banli.kernel.actors import Role
from tests.desk.officers import at_desk
from tests.house import open_house

pytestmark = pytest.mark.django_db
PERIODS = (
    "",
    "2022-03-01",
    "2022-09-30",
    "2022-02-30",
    "0001-01-01",
    "9999-12-31",
    "1" + "0" * 30,
    "[]",
    "2022-W42-1T",
)


@pytest.fixture(autouse=True)
def _house() -> None:
    open_house()


def test_any_two_days_show_the_figures_or_words_at_the_field() -> None:
    pages = ((Client(), "/statistics/"), (at_desk(Role.EDITOR), "/desk/figures/"))
    days = {"", "2022-03-01", "2022-09-30"}
    for first, last in product(PERIODS, PERIODS):
        good = {first, last} <= days and (first <= last or not last)
        for client, page in pages:
            answer = client.get(page, {"from": first, "to": last})
            assert answer.status_code == 200
            assert ("field__error" in answer.content.decode()) is not good, (page, first, last)


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/api/v1/items/%00", {}),
        ("/desk/cases/", {"q": "\x00"}),
        ("/statistics/", {"from\x00": "2022-01-01"}),
        ("/items/", {"q": "\x00"}),
    ],
)
def test_a_character_that_cannot_be_stored_is_refused_in_words(address: str, sent: dict[str, str]) -> None:
    answer = Client(headers={"accept-language": "en"}).get(address, sent)
    assert answer.status_code == 400
    assert ("NUL" in answer.content.decode()) or ("空字符" in answer.content.decode())


def test_the_same_in_names_files_json_and_cookies() -> None:
    client = Client()
    form = "/items/oversize-transport/apply/"
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    sent = (
        client.post(form, {"applicant\x00": "a"}),
        client.post(form, {"file\x00": file}),
        client.post(form, json.dumps({"a": [{"b": "\ud800"}]}), content_type="application/json"),
        client.post("/api/v1/intakes", json.dumps({"name": "\x00"}), content_type="application/json"),
        client.get("/", headers={"cookie": "sessionid=a\x00b"}),
    )
    assert {answer.status_code for answer in sent} == {400}


def test_a_backslash_and_u0000_typed_as_text_is_text() -> None:
    answer = Client().get("/items/", {"q": "\\u0000"})
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PROPFIND", "X"])
def test_a_method_that_nobody_serves_is_refused(method: str) -> None:
    answer = Client().generic(method, "/")
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
