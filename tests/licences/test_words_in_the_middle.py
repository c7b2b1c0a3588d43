"""Words in the middle of numbers and names: found exactly, also two characters, and by the index."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.house import granted, open_house, person
from tests.query_plans import plan_of

from banli.kernel.actors import Role
from banli.kernel.bigrams import contains, pairs
from banli.licences import service as licences
from banli.licences.models import Certificate
from banli.licences.service import RegisterFilter, in_register

FEW = "川甲乙〔1"
"""So few characters that most words are somewhere."""


def copies(one: Certificate, names: list[str]) -> None:
    """Certificates like ``one`` from before the platform, one for each holder."""
    first = Certificate.objects.latest("pk").pk
    rows = []
    for place, holder in enumerate(names, first + 1):
        row = Certificate.objects.get(pk=one.pk)
        row.pk, row.case, row.file, row.origin = place, None, None, "loaded"
        row.number, row.code = f"川旧〔2021〕{place:06d}号", f"{place:016d}"
        row.number_folded, row.holder, row.holder_folded = f"川旧(2021){place:06d}号", holder, holder
        row.token, row.status_index = "", None
        rows.append(row)
    Certificate.objects.bulk_create(rows)


@pytest.fixture
def permit(db: None) -> Certificate:
    open_house()
    return licences.issue(by=person(Role.APPROVER), number=granted().number)


@given(st.text(FEW, max_size=8), st.text(FEW, max_size=4))
def test_a_text_has_every_pair_of_what_it_contains(text: str, words: str) -> None:
    if words in text:
        assert set(pairs(words)) <= set(pairs(text))


@pytest.mark.django_db
def test_the_database_makes_the_same_pairs() -> None:
    with connection.cursor() as cursor:
        for text in ("", "川", "川甲", "川甲川甲", "𠮷野家", "a\nb", "(2021)1号"):
            cursor.execute("SELECT banli_bigrams(%s)", [text])
            assert sorted(cursor.fetchone()[0]) == sorted(pairs(text)), text


@pytest.mark.parametrize("words", ["蜀", "蜀远", "远重", "重载物流", "远蜀", "物流蜀远", "%", "_", "()"])
def test_what_is_found_contains_the_words_and_nothing_that_does_is_missing(
    permit: Certificate, words: str
) -> None:
    copies(permit, ["远重甲", "重远", "蜀远", "远蜀远", "物流蜀远", "100%公司", "a_b", "重载物"])
    told = Certificate.objects.filter(contains("holder_folded", words)).values_list(
        "holder_folded", flat=True
    )
    every = Certificate.objects.values_list("holder_folded", flat=True)
    assert sorted(told) == sorted(one for one in every if words in one)


def many(permit: Certificate) -> None:
    copies(permit, [f"{chr(0x4E00 + place % 700)}{chr(0x5E00 + place % 900)}公司" for place in range(4_000)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE licences_certificate")


def test_two_characters_are_looked_up_in_the_index_of_the_public_list(permit: Certificate) -> None:
    many(permit)
    only = RegisterFilter(day=permit.valid_from, words="蜀远")
    assert [one.pk for one in in_register(only)] == [permit.pk]
    plan = plan_of(lambda: in_register(only), "licences_certificate")
    assert "licences_holder_says" in plan, plan
    assert "licences_number_says" in plan, plan
    assert "Seq Scan on licences_certificate" not in plan, plan
