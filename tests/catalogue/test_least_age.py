"""Whether somebody has the age that an item wants, by the identity number, on the day of application."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.procedures import check, only
from tests.catalogue.samples import asked

from banli.catalogue.rules.meaning.in_time import birthday, too_young

LEAST = {"years": 60, "basis": {"zh": "某法第二条", "en": "Article 2"}}
BORN_1949 = "11010519491231002X"


@pytest.mark.parametrize(
    ("day", "young"), [("2009-12-30", True), ("2009-12-31", False), ("2022-10-17", False)]
)
def test_the_age_is_reached_on_the_birthday(day: str, young: bool) -> None:
    spec = asked("identity", least_age=LEAST, example=BORN_1949)
    problems = too_young(spec, {"answer": BORN_1949}, date.fromisoformat(day))
    assert [one.where for one in problems] == (["answer"] if young else [])
    assert all("2009-12-31" in str(one) for one in problems)


def test_who_says_no_number_or_is_asked_for_no_age_is_not_judged() -> None:
    today = date(2009, 1, 1)
    assert too_young(asked("identity", least_age=LEAST, example=BORN_1949), {}, today) == []
    assert too_young(asked("identity", example=BORN_1949), {"answer": BORN_1949}, today) == []


@given(st.dates(date(1900, 1, 1), date(2000, 12, 31)), st.integers(1, 120))
def test_a_birthday_lies_in_its_month(day: date, years: int) -> None:
    found = birthday(day, years)
    assert (found.year, found.month) == (day.year + years, day.month)
    assert found.day == day.day or (day.month, day.day, found.day) == (2, 29, 28)


def test_only_an_identity_number_tells_an_age(tmp_path: Path) -> None:
    field = {"key": "answer", "type": "text", "label": "年龄", "example": "60", "least_age": LEAST}
    only(check(tmp_path, field), "form", "least_age", file="form.yaml")
