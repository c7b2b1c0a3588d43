"""What stops an item: dated suspensions and a dated end, with reasons that applicants read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db.utils import IntegrityError
from tests.catalogue.samples import ITEMS, OVERSIZE, open_house, spoilt
from tests.held_clock import HeldClock

from banli.catalogue.models import Item, Retirement, Suspension
from banli.catalogue.service import Retirement as End
from banli.catalogue.service import (
    closed_because,
    current,
    draft_folder,
    history,
    items,
    publish_folder,
    resume_item,
    retire_item,
    retirement,
    search,
    state_of,
    states,
    suspend_item,
    suspension,
    suspensions,
)
from banli.catalogue.states import State
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Invalid, Missing, Refused
from banli.kernel.text import Words
from banli.ledger.service import events

pytestmark = pytest.mark.django_db
TODAY = date(2022, 10, 17)
ADMIN = Actor(name="管理员", roles=frozenset({Role.ADMIN}), id=1)
OTHER = Actor(name="另一管理员", roles=frozenset({Role.ADMIN}), id=2)
APPROVER = Actor(name="交通负责人", roles=frozenset({Role.APPROVER}), id=3, department="transport")
STRANGER = Actor(name="商务负责人", roles=frozenset({Role.APPROVER}), id=4, department="commerce")
CLERK = Actor(name="窗口", roles=frozenset({Role.CLERK}), id=5, department="transport")
SLUG = "oversize-transport"
BECAUSE = Words(zh="系统升级", en="The system is renewed")
LAW = Words(zh="优化营商环境条例第三十七条", en="Regulations, Article 37")


@pytest.fixture(autouse=True)
def _house() -> None:
    open_house()


def end(day: date = date(2022, 12, 30), **more: str) -> End:
    return End.model_validate({"on": day, "because": BECAUSE, "law": LAW, **more})


def names(slug: str = SLUG) -> list[str]:
    return [event.name for event in events("item", slug)]


# Suspending


def published() -> None:
    publish_folder(path=OVERSIZE, by=SYSTEM)


def test_a_suspended_item_takes_no_applications_and_says_why(clock: HeldClock) -> None:
    published()
    suspend_item(slug=SLUG, by=ADMIN, because=BECAUSE, law=LAW)
    assert state_of(SLUG, TODAY) is State.SUSPENDED
    reason = closed_because(SLUG, TODAY)
    assert reason == Words(
        zh="系统升级（依据：优化营商环境条例第三十七条）",
        en="The system is renewed (Regulations, Article 37)",
    )
    clock.set("2022-10-20")
    resume_item(slug=SLUG, by=ADMIN)
    assert closed_because(SLUG, date(2022, 10, 19)) == reason
    assert closed_because(SLUG, date(2022, 10, 20)) is None
    assert names() == ["published", "suspended", "reopened"]
    assert [(one.starts_on, one.ends_on) for one in suspensions(SLUG)] == [(TODAY, date(2022, 10, 20))]


def test_a_suspension_may_be_set_for_days_to_come(clock: HeldClock) -> None:
    published()
    first, last = date(2022, 10, 24), date(2022, 10, 31)
    suspend_item(slug=SLUG, by=ADMIN, because=BECAUSE, law=LAW, starts_on=first, ends_on=last)
    assert [closed_because(SLUG, day) is None for day in (TODAY, first, date(2022, 10, 30), last)] == [
        True,
        False,
        False,
        True,
    ]
    with pytest.raises(Refused):
        suspend_item(slug=SLUG, by=ADMIN, because=BECAUSE, law=LAW, starts_on=date(2022, 10, 28))
    clock.set("2022-10-25")
    resume_item(slug=SLUG, by=ADMIN)
    assert closed_because(SLUG, date(2022, 10, 25)) is None


def test_a_suspension_that_is_lifted_before_it_begins_never_was() -> None:
    published()
    suspend_item(slug=SLUG, by=ADMIN, because=BECAUSE, law=LAW, starts_on=date(2022, 10, 24))
    resume_item(slug=SLUG, by=ADMIN)
    assert suspensions(SLUG) == []
    assert suspension(SLUG, date(2022, 10, 25)) is None


def test_what_is_not_suspended_is_not_opened_again_and_once_is_enough() -> None:
    published()
    with pytest.raises(Refused):
        resume_item(slug=SLUG, by=ADMIN)
    suspend_item(slug=SLUG, by=ADMIN, because=BECAUSE, law=LAW)
    with pytest.raises(Refused):
        suspend_item(slug=SLUG, by=ADMIN, because=BECAUSE, law=LAW)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"because": Words(zh=" ")}, ["because"]),
        ({"law": Words(zh="")}, ["law"]),
        ({"because": Words(zh=""), "law": Words(zh="")}, ["because", "law"]),
        ({"starts_on": date(2022, 10, 16)}, ["starts_on"]),
        ({"ends_on": TODAY}, ["ends_on"]),
    ],
)
def test_a_suspension_is_reasoned_and_in_order(changes: dict[str, object], where: list[str]) -> None:
    published()
    facts: dict[str, object] = {"because": BECAUSE, "law": LAW, **changes}
    with pytest.raises(Invalid) as wrong:
        suspend_item(slug=SLUG, by=ADMIN, **facts)  # type: ignore[arg-type]
    assert [problem.where for problem in wrong.value.problems] == where


def test_the_database_keeps_suspensions_in_order() -> None:
    published()
    suspend_item(slug=SLUG, by=ADMIN, because=BECAUSE, law=LAW)
    row = Suspension.objects.get()
    row.ends_on = date(2022, 10, 1)
    with pytest.raises(IntegrityError, match="suspension_days_in_order"):
        row.save()


def test_the_database_knows_one_open_suspension() -> None:
    published()
    suspend_item(slug=SLUG, by=ADMIN, because=BECAUSE, law=LAW)
    row = Suspension.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError, match="suspension_open_once"):
        row.save(force_insert=True)


# Retiring


def test_a_retired_item_says_why_from_its_day_on_and_keeps_its_history(clock: HeldClock) -> None:
    published()
    retire_item(slug=SLUG, by=ADMIN, end=end())
    assert retirement(SLUG) == end()
    assert state_of(SLUG, date(2022, 12, 29)) is State.PUBLISHED
    assert closed_because(current(SLUG).spec, date(2022, 12, 29)) is None
    assert state_of(SLUG, date(2022, 12, 30)) is State.RETIRED
    reason = closed_because(current(SLUG), date(2022, 12, 30))
    assert reason
    assert LAW.zh in reason.zh
    assert history(SLUG)[0].number == 1
    assert search("大件运输")[0].cancelled_on == date(2022, 12, 30)
    (event,) = (one for one in events("item", SLUG) if one.name == "retired")
    assert "finish" in event.body


def test_until_its_day_a_retirement_may_be_set_anew_afterwards_it_stands(clock: HeldClock) -> None:
    published()
    retire_item(slug=SLUG, by=ADMIN, end=end())
    retire_item(slug=SLUG, by=ADMIN, end=end(date(2022, 11, 1)))
    assert closed_because(SLUG, date(2022, 11, 1))
    clock.set("2022-11-01")
    for act in (
        lambda: retire_item(slug=SLUG, by=ADMIN, end=end()),
        lambda: suspend_item(slug=SLUG, by=ADMIN, because=BECAUSE, law=LAW),
        lambda: resume_item(slug=SLUG, by=ADMIN),
        lambda: draft_folder(path=OVERSIZE, by=ADMIN),
    ):
        with pytest.raises(Refused):
            act()
    assert names() == ["published", "retired", "retired"]


def test_open_cases_go_to_another_item_in_force() -> None:
    published()
    publish_folder(path=ITEMS / "remote-care-registration", by=SYSTEM)
    handed = end(open_cases="branch", branch_to="remote-care-registration")
    retire_item(slug=SLUG, by=ADMIN, end=handed)
    assert retirement(SLUG) == handed


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"open_cases": "branch"}, "branch_to"),
        ({"branch_to": "remote-care-registration"}, "branch_to"),
        ({"open_cases": "branch", "branch_to": "nothing"}, "branch_to"),
        ({"open_cases": "branch", "branch_to": SLUG}, "branch_to"),
        ({"open_cases": "branch", "branch_to": "foreign-trade-filing"}, "branch_to"),
        ({"because": " "}, "because"),
        ({"law": ""}, "law"),
        ({"on": "2022-10-16"}, "on"),
    ],
)
def test_a_retirement_names_reason_law_day_and_heir(wrong: dict[str, str], where: str) -> None:
    published()
    publish_folder(path=ITEMS / "foreign-trade-filing", by=SYSTEM)
    facts = {"on": date(2022, 12, 30), "because": BECAUSE, "law": LAW, **wrong}
    with pytest.raises(Invalid) as found:
        retire_item(slug=SLUG, by=ADMIN, end=End.model_validate(facts))
    assert [problem.where for problem in found.value.problems] == [where]
    assert retirement(SLUG) is None


def test_the_end_that_a_definition_brings_along_is_a_retirement_like_any_other(clock: HeldClock) -> None:
    publish_folder(path=ITEMS / "foreign-trade-filing", by=SYSTEM)
    found = retirement("foreign-trade-filing")
    assert found
    assert (found.on, found.open_cases) == (date(2022, 12, 30), "close")
    assert names("foreign-trade-filing") == ["published", "retired"]
    assert closed_because("foreign-trade-filing", date(2022, 12, 29)) is None
    reason = closed_because("foreign-trade-filing", date(2022, 12, 30))
    assert reason
    assert "删去了第九条" in reason.zh
    clock.set("2023-01-05")
    assert publish_folder(path=ITEMS / "foreign-trade-filing", by=SYSTEM).number == 1


def test_nothing_is_published_for_a_retired_item_unless_it_says_so_itself(
    clock: HeldClock, tmp_path: Path
) -> None:
    published()
    retire_item(slug=SLUG, by=ADMIN, end=end(date(2022, 11, 1)))
    changed, _line = spoilt(tmp_path, "item.yaml", "consult: 028-55500303", "consult: 028-55500304")
    clock.set("2022-11-01")
    with pytest.raises(Refused, match="2022-11-01"):
        publish_folder(path=changed, by=SYSTEM)


@pytest.mark.parametrize(("open_cases", "branch_to"), [("branch", ""), ("close", "other"), ("burn", "")])
def test_the_database_knows_what_becomes_of_open_cases(open_cases: str, branch_to: str) -> None:
    published()
    retire_item(slug=SLUG, by=ADMIN, end=end())
    with pytest.raises(IntegrityError, match="retirement_open_cases_known"):
        Retirement.objects.update(open_cases=open_cases, branch_to=branch_to)


def test_the_states_of_all_items_agree_with_each_one(clock: HeldClock) -> None:
    published()
    publish_folder(path=ITEMS / "foreign-trade-filing", by=SYSTEM)
    publish_folder(path=ITEMS / "remote-care-registration", by=SYSTEM)
    draft_folder(path=ITEMS / "elderly-care-allowance", by=ADMIN)
    suspend_item(slug="remote-care-registration", by=ADMIN, because=BECAUSE, law=LAW)
    for day in (TODAY, date(2022, 12, 30)):
        every = states(day)
        assert len(every) == 4
        assert every == {slug: state_of(slug, day) for slug in every}
    with pytest.raises(Missing):
        state_of("nothing", TODAY)
    assert Item.objects.count() == len(items()) == 3
