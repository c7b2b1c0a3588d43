"""Days and moments as databases, spreadsheets and people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.cells import SPOILED
from banli.kernel.days import COUNTED, NOT_A_DAY, TWO_DIGITS, WHICH_FIRST, NotADay, day_of, moment_of

wall = datetime.fromisoformat
DAY = wall("2022-03-01")
HALF_PAST_NINE = wall("2022-03-01 09:30")


@pytest.mark.parametrize(
    "text",
    [
        *("2022-03-01", "2022/3/1", "2022.3.1", "20220301", "20220301.0", "2022年3月1日", "2022年03月01日"),
        *(
            "2022 年 3 月 1 日",
            "2022年3月1日 星期二",
            "二〇二二年三月一日",
            "２０２２－０３－０１",
            "2022-03-01 00:00:00",
        ),
        *(
            "01-MAR-22",
            "1-Mar-2022",
            "01-3月-22",
            "01-3月 -22",
            '="2022-03-01"',
            "'2022-03-01",
            "\t2022-03-01",
        ),
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert moment_of(text) == DAY
    assert day_of(text) == DAY.date()


@pytest.mark.parametrize(
    "text",
    [
        *("2022-03-01 09:30", "2022-03-01T09:30:00", "2022/3/1 9:30", "20220301093000", "202203010930"),
        *("2022年03月01日 09时30分", "2022年3月1日9时30分00秒", "2022/3/1 上午 9:30", "2022-03-01 9:30 AM"),
        *(
            "2022-03-01 09:30:00+08",
            "2022-03-01 09:30:00+0800",
            "2022-03-01T09:30:00+08:00",
            "2022-03-01T01:30:00Z",
        ),
        *("2022-03-01 01:30:00+00", "2022-03-01 01:30:00 UTC", "2022-03-01 09:30:00.000 Asia/Shanghai"),
        *("2022-03-01T09:30:00+08:00[Asia/Shanghai]", "2022-02-28 20:30:00-05", "20220301T013000Z"),
        *("01-MAR-22 09.30.00.000000 AM", "01-3月 -22 09.30.00.000000000 上午 +08:00"),
    ],
)
def test_one_moment_in_many_forms(text: str) -> None:
    assert moment_of(text) == HALF_PAST_NINE


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "NULL",
            "null",
            r"\N",
            "None",
            "NaN",
            "NaT",
            "<NA>",
            "N/A",
            "-",
            "--",
            "—",
            "——",
            "无",
            "/",
        ),
        *(
            "0000-00-00",
            "0000-00-00 00:00:00",
            "0001-01-01",
            "1900-01-01",
            "1899-12-30 00:00:00",
            "9999-12-31",
        ),
        *("9999-12-31 23:59:59", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_what_means_that_there_is_no_day(text: str) -> None:
    assert moment_of(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("44621", COUNTED),
        ("44621.395833", COUNTED),
        ("1646100000", COUNTED),
        ("1646100000000", COUNTED),
        ("22-03-01", TWO_DIGITS),
        ("3/1/22", TWO_DIGITS),
        ("22年3月1日", TWO_DIGITS),
        ("03/01/2022", WHICH_FIRST),
        ("13.03.2022 09:30", WHICH_FIRST),
        ("2.02E+07", SPOILED),
        ("2022-02-29", NOT_A_DAY),
        ("2022-13-01", NOT_A_DAY),
        ("2022-3/1", NOT_A_DAY),
        ("2021-W15-1", NOT_A_DAY),
        ("2022-03-01 25:00", NOT_A_DAY),
        ("2022-03-01 13:00 PM", NOT_A_DAY),
        ("2022年3月", NOT_A_DAY),
        ("yesterday", NOT_A_DAY),
        ("长期", NOT_A_DAY),
    ],
)
def test_what_is_no_day_says_why(text: str, reason: str) -> None:
    with pytest.raises(NotADay) as told:
        moment_of(text)
    assert told.value.reason == reason


@given(st.dates(date(1992, 1, 1), date(2091, 12, 31)))
def test_whatever_the_day_every_form_says_the_same(day: date) -> None:
    for text in (
        f"{day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day:%d-%b-%Y}",
    ):
        assert day_of(text) == day


@given(st.text(max_size=30) | st.text("0123456789-/:. +TZ年月日上午", max_size=30))
def test_anything_is_a_moment_or_none_or_no_day(text: str) -> None:
    try:
        found = moment_of(text)
    except NotADay:
        return
    assert found is None or 0 < found.year < 10_000
