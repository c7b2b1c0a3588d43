"""Days that an application tells: none without a rule, no two that may be turned round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from banli.catalogue.rules import ItemSpec
from banli.catalogue.rules.checks.checker import specs_in
from banli.catalogue.rules.definition.fields import Field
from banli.catalogue.rules.meaning.forms import validate_form
from banli.catalogue.rules.meaning.in_time import not_past, too_late, too_old
from banli.province.load import SICHUAN
from banli.worktime.service import shipped_calendar

TODAY = date(2022, 10, 17)
SPECS = [
    pytest.param(spec, id=f"{folder.name}/{spec.effective_from}")
    for folder in sorted((SICHUAN / "items").iterdir())
    for spec in specs_in(folder)
]


def dates(spec: ItemSpec) -> list[Field]:
    return [field for field in spec.form.fields if field.type == "date"]


def pairs(spec: ItemSpec) -> Iterator[tuple[Field, Field]]:
    """Any two days that are asked under one heading."""
    for section in spec.form.sections:
        yield from combinations([field for field in section.fields if field.type == "date"], 2)


def filled(spec: ItemSpec, **days: str) -> dict[str, Any]:
    examples = {field.key: field.example for field in spec.form.fields}
    return {**{key: one for key, one in examples.items() if one is not None}, **days}


@pytest.mark.parametrize("spec", SPECS)
def test_no_day_is_asked_for_without_saying_when_it_may_lie(spec: ItemSpec) -> None:
    for field in dates(spec):
        assert field.past or field.ahead or field.not_before or field.any_day, field.key


@pytest.mark.parametrize("spec", SPECS)
def test_no_two_days_can_be_turned_round(spec: ItemSpec) -> None:
    for first, last in pairs(spec):
        _clean, problems = validate_form(
            spec, filled(spec, **{first.key: "2022-10-02", last.key: "2022-10-01"})
        )
        assert last.key in {one.where for one in problems}, (first.key, last.key)
        told = next(str(one) for one in problems if one.where == last.key)
        assert str(last.label) in told
        assert str(first.label) in told


@pytest.mark.parametrize("spec", SPECS)
def test_a_day_in_the_wrong_time_is_told_at_its_field(spec: ItemSpec) -> None:
    for field in dates(spec):
        if field.past:
            assert [one.where for one in not_past(spec, {field.key: "2022-10-18"}, TODAY)] == [field.key]
            assert not_past(spec, {field.key: "2022-10-17"}, TODAY) == []
        if field.ahead and field.ahead.when is None:
            assert [one.where for one in too_late(spec, {field.key: "2022-10-16"}, TODAY)] == [field.key]
        if field.no_older:
            long_ago = {field.key: "1999-01-01"}
            assert [one.where for one in too_old(spec, long_ago, TODAY, shipped_calendar())] == [field.key]
            assert too_old(spec, {field.key: TODAY.isoformat()}, TODAY, shipped_calendar()) == []


@pytest.mark.parametrize(
    ("changed_on", "last"),
    [("2022-09-17", ""), ("2022-09-15", ""), ("2022-09-14", "2022-10-14"), ("1999-01-01", "1999-")],
    ids=["the thirtieth day", "the thirtieth was a Saturday", "one working day late", "before any calendar"],
)
def test_a_change_is_filed_within_thirty_days_and_a_last_day_of_rest_moves_on(
    changed_on: str, last: str
) -> None:
    (trade,) = specs_in(SICHUAN / "items" / "foreign-trade-filing")
    told = too_old(trade, {"changed_on": changed_on}, TODAY, shipped_calendar())
    assert bool(told) is bool(last)
    assert last in " ".join(map(str, told))


def test_the_walk_meets_the_periods_of_the_pack() -> None:
    assert sum(bool(list(pairs(one.values[0]))) for one in SPECS) >= 4  # type: ignore[arg-type]
