"""What the calendar says of a day, and the editions behind it."""

from __future__ import annotations

from datetime import date

import chinese_calendar
import pytest
from tests.worktime.days import ONE_DAY, day, edition

from banli.worktime.service import Calendar, DayKind, UnknownYear, Why, shipped_calendar


def test_every_day_of_2019_to_2026_agrees_with_a_second_source() -> None:
    calendar, today, wrong = shipped_calendar(), date(2019, 1, 1), []
    while today <= date(2026, 12, 31):
        if calendar.is_working(today) != chinese_calendar.is_workday(today):
            wrong.append(today)
        today += ONE_DAY
    assert wrong == []


def test_the_weekend_after_national_day_2022_is_worked() -> None:
    calendar = shipped_calendar()
    notice = "国办发明电〔2021〕11号"
    assert calendar.why(day("2022-10-07")) == Why(DayKind.HOLIDAY, "国庆节", notice)
    assert calendar.why(day("2022-10-08")) == Why(DayKind.MAKEUP, "", notice)
    assert calendar.why(day("2022-10-10")) == Why(DayKind.WORKDAY)
    assert calendar.why(day("2022-10-15")) == Why(DayKind.WEEKEND)
    assert calendar.name_of(day("2022-06-03")) == "端午节"


def test_the_notice_of_march_2019_moved_labour_day() -> None:
    calendar = shipped_calendar()
    before = calendar.known_on(day("2019-03-21"))
    assert [before.is_working(day(text)) for text in ("2019-04-28", "2019-05-02", "2019-05-05")] == [
        False,
        True,
        False,
    ]
    assert [calendar.is_working(day(text)) for text in ("2019-04-28", "2019-05-02", "2019-05-05")] == [
        True,
        False,
        True,
    ]
    assert not before.covers(day("2020-01-02"))
    assert before.key == "2019-1"


def test_spring_festival_of_2020_was_lengthened() -> None:
    calendar = shipped_calendar()
    before = calendar.known_on(day("2020-01-20"))
    assert before.is_working(day("2020-01-31"))
    assert before.is_working(day("2020-02-01"))
    assert not calendar.is_working(day("2020-01-31"))
    assert not calendar.is_working(day("2020-02-01"))


def test_new_year_s_days_of_december_belong_to_the_next_year_s_notice() -> None:
    calendar = shipped_calendar()
    assert calendar.why(day("2022-12-31")) == Why(DayKind.HOLIDAY, "元旦", "国办发明电〔2022〕16号")
    assert calendar.known_on(day("2022-12-01")).why(day("2022-12-31")) == Why(DayKind.WEEKEND)


def test_a_year_not_loaded_is_never_guessed() -> None:
    calendar = shipped_calendar()
    assert not calendar.covers(date(2027, 1, 4))
    with pytest.raises(UnknownYear, match="2027"):
        calendar.is_working(date(2027, 1, 4))
    with pytest.raises(UnknownYear, match="2018"):
        calendar.why(day("2018-12-31"))


def test_the_highest_edition_of_a_year_is_in_force_whatever_the_order() -> None:
    holiday = day("2030-05-02")
    first, second = edition(2030), edition(2030, off={holiday: "劳动节"}, number=2)
    for calendar in (Calendar([first, second]), Calendar([second, first])):
        assert calendar.name_of(holiday) == "劳动节"
        assert calendar == Calendar([second])
        assert hash(calendar) == hash(Calendar([second]))
    assert Calendar([first]) != Calendar([second])
