"""How long a ban lasts, and which of several counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.credit.rules.bans import (
    EARLIEST,
    LATEST,
    BanRecord,
    Checked,
    Held,
    bars,
    checked_ban,
    last_day,
    longest,
    status,
)
from banli.credit.rules.bases import BanBasis
from banli.credit.states import BanGround, BanStatus
from banli.kernel.errors import Invalid

DAYS = st.dates(EARLIEST, LATEST - timedelta(days=1500))
YEARS = st.integers(1, 3)


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        ("2022-10-17", 1, "2023-10-17"),
        ("2022-10-17", 3, "2025-10-17"),
        ("2023-01-01", 1, "2024-01-01"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 3, "2027-02-28"),
        ("2023-02-28", 1, "2024-02-28"),
        ("2021-03-01", 3, "2024-03-01"),
        ("2022-10-15", 1, "2023-10-15"),
    ],
)
def test_a_year_ends_on_the_day_of_the_same_number_even_on_a_sunday(
    first: str, years: int, last: str
) -> None:
    assert last_day(date.fromisoformat(first), years) == date.fromisoformat(last)


@given(first=DAYS, years=YEARS)
def test_a_term_is_whole_years_long_the_day_it_is_imposed_not_counted(first: date, years: int) -> None:
    last = last_day(first, years)
    counted = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    leaps = sum((day.month, day.day) == (2, 29) for day in counted)
    begun_on_a_leap_day = (first.month, first.day) == (2, 29)
    assert len(counted) == 365 * years + leaps
    assert (last.month, last.day) == ((2, 28) if begun_on_a_leap_day else (first.month, first.day))


@given(one=DAYS, other=DAYS, years=YEARS)
def test_who_is_barred_later_is_free_later(one: date, other: date, years: int) -> None:
    earlier, later = sorted((one, other))
    assert last_day(earlier, years) <= last_day(later, years)


def held(
    first: date,
    last: date,
    lifted_on: date | None = None,
    item: str = "oversize-transport",
    public_id: str = "XZ-2022-0001",
) -> Held:
    return Held(
        public_id,
        "某公司",
        "transport",
        item,
        BanGround.OWN_LAW,
        "某条例",
        "某案",
        first,
        last,
        lifted_on,
    )


@st.composite
def bans(draw: st.DrawFn) -> Held:
    first = draw(st.dates(date(2022, 1, 1), date(2022, 12, 31)))
    last = first + timedelta(days=draw(st.integers(0, 500)))
    lifted = draw(st.none() | st.dates(first, last))
    item = draw(st.sampled_from(["oversize-transport", "", "another-item"]))
    return held(first, last, lifted, item, f"XZ-2022-{draw(st.integers(1, 9999)):04}")


@given(
    found=st.lists(bans(), max_size=6, unique_by=lambda ban: ban.public_id),
    day=st.dates(date(2022, 1, 1), date(2023, 12, 31)),
)
def test_of_overlapping_bans_the_longest_counts(found: list[Held], day: date) -> None:
    told = longest(found, "transport", "oversize-transport", day)
    holding = [
        one
        for one in found
        if one.item in ("", "oversize-transport")
        and one.first <= day <= one.last
        and (one.lifted_on is None or day < one.lifted_on)
    ]
    assert (told is None) == (not holding)
    if told:
        assert told.last == max(one.last for one in holding)
        assert longest(reversed(found), "transport", "oversize-transport", day) == told


def test_of_bans_that_end_together_the_earlier_counts_and_of_the_same_days_the_lower_number() -> None:
    first, last = date(2022, 10, 17), date(2023, 10, 16)
    early, one, other = (
        held(date(2022, 3, 1), last, public_id="XZ-2022-0009"),
        held(first, last, public_id="XZ-2022-0002"),
        held(first, last, item="", public_id="XZ-2022-0003"),
    )
    for found in permutations((early, one, other)):
        assert longest(found, "transport", "oversize-transport", first) == early
    for found in permutations((one, other)):
        assert longest(found, "transport", "oversize-transport", first) == one


def test_a_ban_holds_on_its_first_and_last_day_and_not_beside_them() -> None:
    ban = held(date(2022, 10, 17), date(2023, 10, 17))
    seen = [
        status(ban, date.fromisoformat(day))
        for day in ("2022-10-16", "2022-10-17", "2023-10-17", "2023-10-18")
    ]
    assert seen == [BanStatus.NOT_YET, BanStatus.IN_FORCE, BanStatus.IN_FORCE, BanStatus.OVER]


def test_a_lifted_ban_held_until_the_day_before() -> None:
    ban = held(date(2022, 10, 17), date(2023, 10, 17), lifted_on=date(2022, 12, 1))
    assert status(ban, date(2022, 11, 30)) is BanStatus.IN_FORCE
    assert status(ban, date(2022, 12, 1)) is BanStatus.LIFTED


def test_a_ban_without_an_item_bars_every_item_of_its_department_and_no_other() -> None:
    ban = held(date(2022, 10, 17), date(2023, 10, 17), item="")
    day = date(2022, 10, 18)
    assert bars(ban, "transport", "anything", day)
    assert not bars(ban, "health", "anything", day)


def faults(record: BanRecord, *bases: BanBasis) -> set[str]:
    with pytest.raises(Invalid) as caught:
        checked_ban(record, {one.key: one for one in bases})
    return {one.where for one in caught.value.problems}


def test_articles_78_and_79_bar_one_item_that_concerns_public_safety(
    ban_of: Callable[..., BanRecord],
) -> None:
    for ground in ("false_material", "obtained_by_fraud"):
        assert faults(ban_of(ground=ground, item="", public_safety=False)) == {"item", "public_safety"}
    assert checked_ban(ban_of(), {}) == Checked(date(2023, 10, 17))
    assert checked_ban(ban_of(ground="obtained_by_fraud"), {}) == Checked(date(2025, 10, 17))


def base(**changes: Any) -> BanBasis:
    """An article of a special law that bars for half a year."""
    values: dict[str, Any] = {
        "key": "half-a-year",
        "article": "某条例第五条",
        "says": "承运人拒不改正的，6个月内不予受理其申请。",
        "whom": "拒不改正的承运人",
        "department": "transport",
        "months": 6,
    }
    return BanBasis(**{**values, **changes})


def test_another_ground_rests_on_an_article_of_the_table_which_says_for_how_long(
    ban_of: Callable[..., BanRecord],
) -> None:
    for ground in ("own_law", "refused_restriction"):
        row = base(ground=ground)
        told = ban_of(ground=ground, basis=row.key, item="", public_safety=False)
        assert checked_ban(told, {row.key: row}) == Checked(date(2023, 4, 17), "某条例第五条")
        assert faults(ban_of(ground=ground), row) == {"basis"}
        assert faults(ban_of(ground=ground, basis="公路安全保护条例第六十六条"), row) == {"basis"}
        assert faults(told, base(ground="counted_violations")) == {"basis"}
        assert faults(told, base(ground=ground, department="health")) == {"basis"}
        assert faults(told, base(ground=ground, item="oversize-transport")) == {"item"}


def test_an_article_that_bars_nobody_is_no_basis() -> None:
    for says in ("对1年内违法超限运输超过3次的货运车辆，吊销其车辆营运证。", "责令停止违法行为，不予处罚。"):
        with pytest.raises(ValueError, match="no basis of a ban"):
            base(says=says)
    for says in (
        "自吊销之日起2年内不得再申请采矿权。",
        "一年内不受理该申请人的审查申请。",
        "1年内不准申请行政许可",
        "三年内不予受理",
    ):
        assert base(says=says).law == "某条例第五条"
    with pytest.raises(ValueError, match="78 and 79"):
        base(ground="false_material")


def test_a_basis_made_up_says_so_wherever_it_is_named() -> None:
    assert base(example=True).law == "某条例第五条（示例）"


def test_a_code_with_a_wrong_check_digit_or_half_a_code_bars_nobody(ban_of: Callable[..., BanRecord]) -> None:
    assert faults(ban_of(code="91350100M000100Y4A")) == {"code"}
    assert faults(ban_of(code="11010519491231002Y")) == {"code"}
    assert faults(ban_of(code="1101")) == {"code"}
    assert checked_ban(ban_of(code="11010519491231002x"), {}).last == date(2023, 10, 17)


def test_a_day_that_cannot_be_meant_is_named(ban_of: Callable[..., BanRecord]) -> None:
    assert "first" in faults(ban_of(first=date(222, 10, 17)))
    assert "first" in faults(ban_of(first=date(9999, 1, 1), ground="own_law"))
