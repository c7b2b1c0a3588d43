"""The network of filing authorities: entrusting, readiness, the ledger of forms, the count of a day, the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.authorities.people import (
    DAY,
    approver,
    entrusted,
    gone,
    handed,
    live,
    reviewed,
    reviewer,
    trained,
)
from tests.held_clock import HeldClock
from tests.house import person

from banli.authorities import service as authorities
from banli.authorities.models import Authority, FormsGone, HandOver
from banli.authorities.rules import Life, gaps, overlaps, read_ranges, subtract
from banli.authorities.states import Point, Stage
from banli.catalogue.service import Retirement, retire_item
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.kernel.text import Words
from banli.ledger.service import events
from banli.province.load import SICHUAN
from banli.province.network import load_network_of

ADMIN = Actor(name="管理员", roles=frozenset({Role.ADMIN}), id=99)
house = pytest.mark.usefixtures("house")
RANGES = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 12)).map(lambda one: (one[0], one[0] + one[1])), max_size=6
)


def names(authority: str) -> list[str]:
    return [one.name for one in events("authority", authority)]


@house
def test_the_report_counts_110_before_12_new_122_after_and_none_once_the_law_has_ended() -> None:
    assert load_network_of(SICHUAN, by=SYSTEM) == 122
    assert load_network_of(SICHUAN, by=SYSTEM) == 0

    def total(day: str) -> int:
        return authorities.count_on(SYSTEM, date.fromisoformat(day)).total

    assert [total(day) for day in ("2022-10-09", "2022-10-13", "2022-10-17", "2022-10-21")] == [
        110,
        116,
        122,
        122,
    ]
    assert authorities.count_on(SYSTEM, date(2022, 10, 21)).by_level == {
        "province": 1,
        "city": 21,
        "county": 100,
    }
    assert (total("2022-12-29"), total("2022-12-30")) == (122, 0)
    fresh = Authority.objects.filter(live_on__year=2022)
    assert {one.region.name for one in fresh} == {"成都市", "遂宁市", "内江市", "南充市", "资阳市"}
    batches = authorities.trainings(SYSTEM)
    assert len(batches) == 3
    assert sum(one.attendances.filter(attended=True).count() for one in batches) == 19


@house
def test_only_the_ministry_entrusts() -> None:
    with pytest.raises(Invalid) as wrong:
        entrusted(entrusted_by="成都市商务局")
    assert wrong.value.problems[0].where == "entrusted_by"
    with pytest.raises(Invalid):
        entrusted(region="440100")
    with pytest.raises(Refused):
        entrusted(entrusted_on=date(2022, 10, 18))
    assert not Authority.objects.exists()


@house
def test_an_authority_files_when_reviewed_trained_and_equipped() -> None:
    authority = entrusted()

    def tried(words: str) -> None:
        with pytest.raises(Refused, match=words):
            authorities.go_live(authority=authority, on=DAY, by=approver())

    tried("接入")
    reviewed(authority, Point.PREMISES, Point.STAFF)
    tried("接入")
    reviewed(authority)
    trained(authority, attended=False)
    tried("培训")
    trained(authority)
    handed(authority, "seal", "章1")
    handed(authority, "account", "户1")
    tried("空白登记表")
    handed(authority, "blank_forms", forms=(1, 50))
    with pytest.raises(Denied):
        authorities.go_live(authority=authority, on=DAY, by=reviewer())
    authorities.go_live(authority=authority, on=DAY, by=approver())
    assert authorities.count_on(SYSTEM, DAY).total == 1
    tried("不能")
    assert names(authority)[0] == "entrusted"
    assert names(authority)[-1] == "went_live"


@house
def test_a_form_number_is_handed_over_once_in_the_whole_network() -> None:
    one, other = entrusted(), entrusted("遂宁市射洪市商务局")
    handed(one, "blank_forms", forms=(100, 199))
    for forms in ((199, 250), (50, 100), (120, 130), (1, 999)):
        with pytest.raises(Invalid) as wrong:
            handed(other, "blank_forms", forms=forms)
        assert wrong.value.problems[0].where == "first_number"
    handed(other, "blank_forms", forms=(200, 250))
    handed(one, "seal", "章1")
    with pytest.raises(Invalid) as wrong:
        handed(other, "seal", "章1")
    assert wrong.value.problems[0].where == "number"
    with pytest.raises(Invalid):
        handed(other, "blank_forms", forms=(300, 299))
    with pytest.raises(Invalid):
        handed(other, "seal")


@house
def test_the_table_itself_refuses_ranges_that_overlap() -> None:
    authority = entrusted()
    handed(authority, "blank_forms", forms=(100, 199))
    gone(authority, "forms_used", 100, 120)
    for model, key in ((HandOver, "JJ-copy"), (FormsGone, "BD-copy")):
        row = model.objects.get(first_number=100)
        row.pk, row.public_id, row.first_number, row.last_number = None, key, 110, 115
        with pytest.raises(IntegrityError, match="ranges_apart"), transaction.atomic():
            row.save(force_insert=True)


@house
def test_a_gap_is_found_and_then_explained() -> None:
    authority = entrusted()
    handed(authority, "blank_forms", forms=(100, 199))
    gone(authority, "forms_used", 100, 139)
    shelf = read_ranges("140-159, 165-199")
    missing = authorities.take_stock(authority=authority, on_shelf=shelf, by=reviewer())
    assert missing == [(160, 164)]
    assert names(authority)[-1] == "gap_found"
    gone(authority, "forms_lost", 160, 162)
    gone(authority, "forms_returned", 163, 164)
    assert authorities.take_stock(authority=authority, on_shelf=shelf, by=reviewer()) == []
    assert names(authority)[-1] == "stock_taken"
    row = Authority.objects.get(public_id=authority)
    assert authorities.left_forms(row) == [(140, 159), (165, 199)]
    for first, last in ((162, 170), (199, 200), (99, 99)):
        with pytest.raises(Invalid) as wrong:
            gone(authority, "forms_used", first, last)
        assert wrong.value.problems[0].where == "first_number"
    with pytest.raises(Invalid):
        authorities.take_stock(authority=authority, on_shelf=[(100, 100)], by=reviewer())


@house
def test_a_suspended_authority_is_counted_and_a_withdrawn_one_is_not(clock: HeldClock) -> None:
    authority = live()
    with pytest.raises(Invalid):
        authorities.suspend(authority=authority, reason=" ", by=approver())
    authorities.suspend(authority=authority, reason="印章管理混乱", by=approver())
    found = authorities.count_on(SYSTEM, date(2022, 10, 17))
    assert (found.total, found.suspended) == (1, 1)
    with pytest.raises(Refused):
        authorities.suspend(authority=authority, reason="再次", by=approver())
    clock.set("2022-10-20")
    authorities.resume(authority=authority, reason="整改到位", by=approver())
    assert authorities.count_on(SYSTEM, date(2022, 10, 19)).suspended == 1
    assert authorities.count_on(SYSTEM, date(2022, 10, 20)).suspended == 0
    clock.set("2022-11-01")
    authorities.withdraw(authority=authority, reason="不再具备条件", by=approver())
    assert authorities.count_on(SYSTEM, date(2022, 10, 31)).total == 1
    assert authorities.count_on(SYSTEM, date(2022, 11, 1)).total == 0
    with pytest.raises(Refused):
        authorities.resume(authority=authority, reason="恢复", by=approver())
    assert names(authority)[-3:] == ["authority_suspended", "authority_resumed", "authority_withdrawn"]


def retire(on: str, because: str = "删去第九条") -> None:
    """Retire the filing item, as an administrator does."""
    end = Retirement(
        on=date.fromisoformat(on), because=Words(zh=because), law=Words(zh="修改决定"), open_cases="close"
    )
    retire_item(slug="foreign-trade-filing", by=ADMIN, end=end)


def ends() -> dict[str, date | None]:
    return dict(Authority.objects.values_list("public_id", "ended_on"))


@pytest.fixture
def named(house: None) -> None:
    """The network has said which item it files."""
    authorities.name_network(department="commerce", item="foreign-trade-filing", by=approver())


@pytest.mark.usefixtures("named")
def test_the_retirement_of_the_item_ends_whoever_is_left_in_the_same_act() -> None:
    one, other = live(), live("遂宁市射洪市商务局", 5001)
    authorities.withdraw(authority=other, reason="不再具备条件", by=approver())
    retire("2022-12-30")
    assert ends() == {one: date(2022, 12, 30), other: date(2022, 10, 17)}
    assert names(one)[-1] == "authority_ended"
    ended = events("authority", one)[-1]
    assert (json.loads(ended.body)["item"], ended.actor) == ("foreign-trade-filing", "system")
    row = Authority.objects.get(public_id=one)
    assert row.ended_because == "删去第九条（修改决定）"
    retire("2022-12-30")
    assert names(one).count("authority_ended") == 1


@pytest.mark.usefixtures("named")
def test_an_end_set_anew_moves_the_authorities_and_one_that_is_over_stands(clock: HeldClock) -> None:
    one = live()
    retire("2022-11-30")
    retire("2022-12-30")
    assert ends() == {one: date(2022, 12, 30)}
    assert json.loads(events("authority", one)[-1].body)["instead_of"] == "2022-11-30"
    other = live("遂宁市射洪市商务局", 5001)
    assert ends()[other] == date(2022, 12, 30)
    assert authorities.count_on(SYSTEM, date(2022, 12, 29)).total == 2
    clock.set("2023-01-03")
    with pytest.raises(Refused, match="2022-12-30"):
        entrusted("遂宁市蓬溪县商务局", entrusted_on=date(2023, 1, 3))
    assert authorities.count_on(SYSTEM, date(2022, 12, 30)).total == 0


@pytest.mark.usefixtures("named")
def test_a_retirement_that_is_refused_ends_nobody() -> None:
    one = live()
    with pytest.raises(Invalid):
        retire("2022-12-30", because=" ")
    assert ends() == {one: None}


@pytest.mark.usefixtures("named")
def test_another_item_ends_without_them_and_a_department_has_one_network() -> None:
    one = live()
    told: dict[str, Any] = {"on": date(2022, 12, 30), "because": "其他", "law": "其他"}
    assert authorities.end_with_item(item="oversize-transport", **told, by=SYSTEM) == 0
    assert ends() == {one: None}
    for department, item in (("commerce", "oversize-transport"), ("health", "foreign-trade-filing")):
        with pytest.raises(Refused):
            authorities.name_network(department=department, item=item, by=SYSTEM)
    with pytest.raises(Denied):
        authorities.end_with_item(item="foreign-trade-filing", **told, by=reviewer())


@house
def test_another_department_sees_and_does_nothing() -> None:
    authority = live()
    stranger = person(Role.APPROVER, "health")
    with pytest.raises(Missing):
        authorities.withdraw(authority=authority, reason="越权", by=stranger)
    assert authorities.count_on(stranger, DAY).total == 0


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2022-01-01", Stage.PREPARING),
        ("2022-02-01", Stage.FILING),
        ("2022-03-01", Stage.SUSPENDED),
        ("2022-03-10", Stage.FILING),
        ("2022-12-29", Stage.FILING),
        ("2022-12-30", Stage.ENDED),
    ],
)
def test_where_an_authority_stands_on_a_day(day: str, standing: Stage) -> None:
    held = ((date(2022, 3, 1), date(2022, 3, 10)),)
    life = Life(date(2022, 2, 1), date(2022, 12, 30), False, held)
    assert authorities.stage(life, date.fromisoformat(day)) == standing


@given(held=RANGES, gone_=RANGES, shelf=RANGES)
def test_gaps_are_what_counting_one_by_one_finds(
    held: list[tuple[int, int]], gone_: list[tuple[int, int]], shelf: list[tuple[int, int]]
) -> None:
    def numbers(ranges: list[tuple[int, int]]) -> set[int]:
        return {number for first, last in ranges for number in range(first, last + 1)}

    found = gaps(held, gone_, shelf)
    assert numbers(found) == numbers(held) - numbers(gone_) - numbers(shelf)
    assert subtract(held, held) == []


@pytest.mark.parametrize("text", ["甲", "12-", "9-3", "1-2-3", "−5", "१-२"])
def test_ranges_that_cannot_be_read_are_told(text: str) -> None:
    reads: Callable[[str], object] = read_ranges
    if text == "12-":
        assert reads(text) == [(12, 12)]
        return
    with pytest.raises(Invalid) as wrong:
        reads(text)
    assert wrong.value.problems[0].where == "on_shelf"


def test_ranges_share_a_number_or_do_not() -> None:
    assert overlaps((1, 5), (5, 9))
    assert not overlaps((1, 4), (5, 9))
