"""However number, password and holder are typed, what they name is found, and no try is counted as a wrong one."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.house import granted, person, submitted

from banli.cases.service import query_password
from banli.kernel.actors import Role
from banli.licences.service import Certificate, issue
from banli.people.models import Attempt

WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~"))}
"""Every sign of ASCII as a Chinese keyboard writes it."""


def issued() -> Certificate:
    """A certificate, just issued."""
    return issue(by=person(Role.APPROVER), number=granted().number)


@pytest.mark.parametrize(
    "form", ["{wide}", "办件编号：{plain}", "\u202d{plain}\u202c", "{head}-{tail}", "{head}\u3000{tail}"]
)
def test_a_case_is_opened_from_any_keyboard(browser: Client, form: str) -> None:
    case = submitted()
    number, password = case.number, query_password(case.number)
    typed = form.format(wide=number.translate(WIDE), plain=number, head=number[:20], tail=number[20:])
    answer = browser.post("/track/", {"number": typed, "password": f"查询密码：{password.translate(WIDE)}"})
    assert answer["Location"] == f"/track/{number}/"
    assert not Attempt.objects.filter(failures__gt=0).exists()


@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ("（", "）"), ("〔", "〕"), ("(", ")"), ("【", "】"), ("「", "」")]
)
def test_a_certificate_is_found_by_its_number_with_any_brackets(
    browser: Client, opening: str, closing: str
) -> None:
    paper = issued()
    number = paper.number
    for one in "[（〔(【「":
        number = number.replace(one, opening)
    for one in "]）〕)】」":
        number = number.replace(one, closing)
    answer = browser.post("/verify/", {"number": number.translate(WIDE), "holder": f" {paper.holder}\u3000"})
    assert answer.status_code == 200
    assert paper.number in answer.text


def test_another_holder_is_still_not_told_of_the_certificate(browser: Client) -> None:
    assert browser.post("/verify/", {"number": issued().number, "holder": "张三"}).status_code == 404
