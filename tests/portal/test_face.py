"""The components that portal and desk share: the month strip, lights, numbers, and conditions in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from banli.catalogue.rules.definition.conditions import AllOf, Comparison, Not
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.portal.items.conditions import parts, words
from banli.screens.face import strip
from banli.worktime.service import Pause, Unit, explain, shipped_calendar

CALENDAR = shipped_calendar()


def drawn(source: str, **context: object) -> str:
    return Template("{% load banli %}" + source).render(Context(context))


@given(
    start=st.dates(date(2020, 1, 1), date(2025, 6, 30)),
    days=st.integers(1, 60),
    pause=st.integers(0, 20),
)
def test_a_strip_shows_every_day_from_the_event_to_the_last_one_in_whole_weeks(
    start: date, days: int, pause: int
) -> None:
    pauses = [Pause(start + timedelta(days=1), start + timedelta(days=1 + pause))] if pause else []
    explanation = explain(start, days, Unit.WORKING, CALENDAR, pauses)
    laid = strip(explanation)
    cells = [cell for week in laid.weeks for cell in week]
    assert all(len(week) == 7 and week[0].date.weekday() == 0 for week in laid.weeks)
    assert [cell.date for cell in cells if cell.kind] == [note.date for note in explanation.days]
    assert [cell.date for cell in cells if cell.due] == [explanation.due]
    assert sum(cell.caption.isdigit() for cell in cells) == days


def test_the_strip_names_holidays_and_worked_weekends() -> None:
    with translation.override("zh-hans"):
        laid = strip(explain(date(2022, 9, 30), 3, Unit.WORKING, CALENDAR))
    assert (date(2022, 10, 1), date(2022, 10, 7), "国庆节") in laid.spans
    cells = {cell.date: cell for week in laid.weeks for cell in week}
    assert cells[date(2022, 10, 3)].caption == "休"
    assert cells[date(2022, 10, 8)].caption == "1"
    assert cells[date(2022, 10, 8)].kind == "makeup"


@pytest.mark.parametrize("colour", ["green", "blue", "yellow", "red"])
def test_a_light_has_a_word_and_a_shape_of_its_own(colour: str) -> None:
    others = {one: drawn("{% light one %}", one=one) for one in ("green", "blue", "yellow", "red")}
    shapes = {text.split(' d="')[1].split('"')[0] for text in others.values()}
    assert len(shapes) == 4
    assert others[colour].count("</svg>") == 1
    assert not others[colour].rstrip().endswith("</svg></span>")


def test_numbers_are_grouped_by_thousands_in_both_languages() -> None:
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert drawn("{{ n|count }}", n=20162750) == "20,162,750"
    assert drawn("{{ n|count }}", n=None) == "–"


def test_a_case_number_is_set_in_groups_and_stays_whole() -> None:
    number = "11510000990000148W2510118154000202210170012"
    grouped = drawn("{{ n|number_groups }}", n=number)
    assert grouped == "11510000990000148W2510118154000 20221017 0012"
    assert grouped.replace(" ", "") == number


def test_days_are_written_in_the_language_of_the_reader() -> None:
    when = date(2022, 10, 17)
    assert drawn("{{ d|day }} {{ d|day_short }}", d=when) == "2022年10月17日 10月17日"
    with translation.override("en"):
        assert drawn("{{ d|day }} {{ d|day_short }}", d=when) == "17 October 2022 17 Oct"


class TestConditionsInWords:
    @pytest.fixture
    def spec(self, house: None) -> ItemSpec:
        from banli.catalogue.service import current

        return current("oversize-transport").spec

    def test_a_comparison_reads_with_labels_and_units(self, spec: ItemSpec) -> None:
        assert (
            words(spec, Comparison(field="height_m", op="<=", value=4.2)) == "车货总高（从地面算起） ≤ 4.2 米"
        )

    def test_what_is_denied_is_turned_round(self, spec: ItemSpec) -> None:
        inner = Comparison(field="height_m", op="<=", value=4.2)
        assert words(spec, Not(**{"not": inner})) == "车货总高（从地面算起） > 4.2 米"

    def test_demands_that_hold_together_stand_one_by_one(self, spec: ItemSpec) -> None:
        both = AllOf(
            all=(
                Comparison(field="height_m", op="<=", value=4.2),
                Comparison(field="crossing", op="==", value=True),
            )
        )
        assert parts(spec, both) == ["车货总高（从地面算起） ≤ 4.2 米", "跨省运输：是"]
        assert words(spec, both) == "车货总高（从地面算起） ≤ 4.2 米，且跨省运输：是"

    def test_no_condition_has_no_words(self, spec: ItemSpec) -> None:
        assert words(spec, None) == ""
        assert parts(spec, None) == []
