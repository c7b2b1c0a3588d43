"""Whose name is hidden from strangers: a person's is, an organisation's is public however short it is."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.house import granted, person

from banli.kernel.actors import Role
from banli.kernel.checkdigits import identity_check, is_credit_code
from banli.kernel.folding import folded_name
from banli.kernel.masking import masked_in, masked_name
from banli.licences.models import Certificate
from banli.licences.service import issue

PERSON, HOSPITAL = "11010519491231002X", "91350100M000100Y43"


@pytest.mark.parametrize(
    ("name", "code", "shown"),
    [
        ("张三", "", "张*"),
        ("欧阳小明", PERSON, "欧**明"),
        ("锦水康宁医院", HOSPITAL, "锦水康宁医院"),
        ("锦水康宁医院", "", "锦****院"),
        ("蜀远重载物流有限公司", "", "蜀远重载物流有限公司"),
        ("林", PERSON, "林"),
    ],
)
def test_a_name_is_hidden_unless_it_is_an_organisations(name: str, code: str, shown: str) -> None:
    assert masked_name(name, code) == shown


def test_an_identity_number_that_would_pass_for_a_credit_code_is_still_a_persons() -> None:
    for serial in range(1000):
        first = f"11010519491231{serial:03d}"
        if is_credit_code(code := first + identity_check(first)):
            assert masked_name("张三", code) == "张*"
            return
    pytest.fail("no such number among a thousand: look for another district")


def test_the_code_decides_and_not_the_length_of_the_name() -> None:
    assert masked_name("买买提·阿不都拉", PERSON) == "买******拉"
    assert masked_name("买买提·阿不都拉", "E12345678") == "买******拉"
    assert masked_in("持证人：买买提·阿不都拉。", "买买提·阿不都拉", PERSON) == "持证人：买******拉。"
    assert masked_in("锦水康宁医院", "锦水康宁医院", HOSPITAL) == "锦水康宁医院"


def test_a_stranger_reads_no_long_name_of_a_person(browser: Client) -> None:
    certificate = issue(by=person(Role.APPROVER), number=granted().number)
    name = "买买提·阿不都拉"
    Certificate.objects.filter(pk=certificate.pk).update(
        holder=name, holder_code=PERSON, holder_folded=folded_name(name)
    )
    page = browser.get(f"/verify/{certificate.code}/").text
    assert name not in page
    assert "买******拉" in page
