"""Whoever is refused reads what happened and what to do now, and nothing that only an administrator could do."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from banli.catalogue.service import suspend_item
from banli.experts.service import declare
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.text import Words
from banli.people.rules import ALLOWED_OF
from banli.province.load import SICHUAN, load_experts_of
from banli.site.limits import LARGEST_REQUEST
from tests.desk.officers import at_desk
from tests.house import OVERSIZE, PASSWORD, open_house, person, submitted

ADMINISTRATORS = ("BANLI_", "./banli", "数据库", "日志", "配置", "Traceback", "管理员")
"""What nobody can do anything about who applies or looks something up."""
FORM = "multipart/form-data; boundary=x"


@pytest.fixture(autouse=True)
def _house(db: None) -> None:
    open_house()


def words(answer: object, status: int) -> str:
    """What a person reads of an answer of that status."""
    assert answer.status_code == status  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    page = re.sub(r"<(script|style|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def fit_for_anybody(text: str) -> bool:
    return not [one for one in ADMINISTRATORS if one in text]


def test_an_item_that_is_suspended_says_so_and_by_which_law() -> None:
    because, law = Words(zh="系统升级维护", en="Works"), Words(zh="行政许可法", en="Licensing Law")
    suspend_item(slug=OVERSIZE, by=SYSTEM, because=because, law=law)
    text = words(Client().get(f"/items/{OVERSIZE}/apply/"), 409)
    assert "系统升级维护" in text
    assert "行政许可法" in text
    assert fit_for_anybody(text)


def test_a_number_that_does_not_fit_its_password_says_where_both_stand() -> None:
    text = words(Client().post("/track/", {"number": submitted().number, "password": "000000"}), 422)
    assert "受理" in text or "回执" in text
    assert "不符" in text
    assert fit_for_anybody(text)


@pytest.mark.parametrize(
    ("door", "sent"),
    [
        ("/track/", {"number": "1" * 43, "password": "000000"}),
        ("/verify/", {"number": "川超限〔2022〕99999号", "holder": "某公司"}),
        ("/login/", {"username": "lin", "password": "wrong"}),
    ],
)
def test_whoever_tried_too_often_reads_how_long_to_wait(door: str, sent: dict[str, str]) -> None:
    for _try in range(ALLOWED_OF):
        Client().post(door, sent)
    answer = Client().post(door, sent)
    text = words(answer, 429)
    assert answer["Retry-After"] == "900"
    assert "十五分钟" in text or "一刻钟" in text or "15分钟" in text
    assert fit_for_anybody(text)


def test_an_officer_who_tried_too_often_reads_how_long_to_wait_and_whom_to_ask() -> None:
    person(Role.CLERK, name="lin")
    sent = {"username": "lin", "password": "wrong"}
    for _try in range(ALLOWED_OF):
        assert Client().post("/desk/sign-in/", sent).status_code == 200
    answer = Client().post("/desk/sign-in/", sent | {"password": PASSWORD})
    assert "十五分钟" in words(answer, 429) or "15分钟" in words(answer, 429)
    assert answer["Retry-After"] == "900"


@pytest.mark.parametrize("path", ["/track/", "/desk/counter/"])
def test_whoever_sent_too_much_reads_how_much_may_be_sent(path: str) -> None:
    answer = Client().generic("POST", path, b"", FORM, CONTENT_LENGTH=str(LARGEST_REQUEST + 1))
    text = words(answer, 413)
    assert "102 MB" in text
    assert fit_for_anybody(text)


def test_an_officer_who_left_something_out_reads_what_at_its_field() -> None:
    load_experts_of(SICHUAN, by=SYSTEM)
    answer = at_desk(Role.APPROVER).post("/desk/experts/ZJ-00001/declare/", {"employer": " ", "version": "1"})
    assert "工作单位" in words(answer, 422) or "单位" in words(answer, 422)


def test_an_officer_who_was_late_reads_what_happened_meanwhile() -> None:
    load_experts_of(SICHUAN, by=SYSTEM)
    declare(expert="ZJ-00001", employer="新单位", kin=[], interests=[], by=SYSTEM)
    sent = {"employer": "另一单位", "kin": "", "interests": "", "version": "1"}
    text = words(at_desk(Role.APPROVER).post("/desk/experts/ZJ-00001/declare/", sent), 409)
    assert "登记了新的申报" in text
    assert "请核对后再定" in text
