"""Officers find cases by words in the middle of the applicant's name, by an index."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.house import open_house, person, submitted
from tests.query_plans import plan_of

from banli.cases import service as cases
from banli.cases.models import Case
from banli.cases.states import OPEN
from banli.kernel.actors import Role
from banli.kernel.query_number import draw_query_number


@pytest.fixture
def case(db: None) -> cases.Case:
    open_house()
    return submitted()


def copies(one: Case, names: list[str]) -> None:
    """Open cases like ``one``, one for each applicant."""
    rows = []
    for place, name in enumerate(names, one.pk + 1):
        row = Case.objects.get(pk=one.pk)
        row.pk, row.applicant, row.query_number = place, name, draw_query_number()
        row.number = f"{one.number[:-6]}{place:06d}"
        rows.append(row)
    Case.objects.bulk_create(rows)


@pytest.mark.parametrize("words", ["蜀", "蜀远", "远重", "物流蜀远", "%", "()"])
def test_what_is_found_says_the_words_and_nothing_that_does_is_missing(words: str, case: cases.Case) -> None:
    names = ["远重甲", "重远", "蜀远", "远蜀远", "物流蜀远", "100%公司", "a_b", "重载物", "甲()"]
    copies(case, names)
    found = [one.applicant for one in cases.recent_cases(person(Role.REVIEWER), words=words)]
    expected = [name for name in [*names, case.applicant] if words in name]
    assert sorted(found) == sorted(expected)


def test_two_characters_are_looked_up_in_the_index(case: cases.Case) -> None:
    copies(case, [f"{chr(0x4E00 + place % 700)}{chr(0x5E00 + place % 900)}公司" for place in range(4_000)])
    Case.objects.filter(pk=case.pk).update(applicant="川蜀远重运输有限公司")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_case")
    reviewer = person(Role.REVIEWER)
    assert [one.pk for one in cases.recent_cases(reviewer, words="蜀远")] == [case.pk]
    plan = plan_of(lambda: cases.recent_cases(reviewer, words="蜀远"), "cases_case")
    assert "cases_applicant_says" in plan, plan
    assert "Seq Scan on cases_case" not in plan, plan


def test_the_menu_counts_waiting_cases_no_further_than_it_shows(case: cases.Case) -> None:
    copies(case, ["甲公司", "乙公司", "丙公司"])
    reviewer = person(Role.REVIEWER)
    assert [cases.open_count(reviewer, OPEN, most) for most in (2, 4, 50)] == [2, 4, 4]
