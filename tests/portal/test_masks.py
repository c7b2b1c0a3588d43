"""Whose name is hidden from strangers: a person's is, an organisation's is public however short it is."""

from __future__ import annotations

import pytest

from banli.kernel.checkdigits import identity_check, is_credit_code
from banli.people.service import masked_name

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
