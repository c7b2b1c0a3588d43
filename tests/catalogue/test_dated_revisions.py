"""An item whose law changes on a day: one folder holds both texts, and the day decides which of them counts."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import OVERSIZE, lend, open_house
from tests.held_clock import HeldClock

from banli.catalogue.models import Item
from banli.catalogue.rules.checks.checker import check_folder, specs_in
from banli.catalogue.rules.definition.amendment import amended
from banli.catalogue.rules.definition.folder import in_force, read_revisions
from banli.catalogue.rules.definition.timeline import after_day, counting, on_day
from banli.catalogue.selectors.items import Place
from banli.catalogue.service import (
    bring_into_force,
    current,
    draft_folder,
    history,
    publish_draft,
    publish_folder,
    review_draft,
    search,
    upcoming,
)
from banli.kernel import clock as kernel_clock
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Refused
from banli.ledger.service import events

SLUG = "oversize-transport"
CHANGE = "change: {zh: 第三条修改, en: Article 3 was amended}\n"
LATER = "2022-11-01"
ADMIN = Actor(name="管理员", roles=frozenset({Role.ADMIN}), id=1)
OTHER = Actor(name="另一管理员", roles=frozenset({Role.ADMIN}), id=2)

NO_FACT = """limits:
  - when: {field: nothing, op: '==', value: 1}
    statutory: {days: 5, unit: working, basis: 管理规定第十五条：5个工作日}
    promised: {days: 3, unit: working, basis: 承诺}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the oversize permit with a second revision from 1 November 2022: another telephone, another limit."""
    path = tmp_path / "items" / SLUG
    shutil.copytree(OVERSIZE, path)
    lend(tmp_path)
    amend(path, LATER, CHANGE + "consult: 028-55500399\nname: {zh: 超限运输新许可, en: New permit}\n")
    return path


def amend(path: Path, day: str, text: str) -> None:
    (path / "revisions").mkdir(exist_ok=True)
    (path / "revisions" / f"{day}.yaml").write_text(text, encoding="utf-8")


# Reading and checking


def test_a_later_revision_says_only_what_changes(folder: Path) -> None:
    first, second = specs_in(folder)
    assert (first.effective_from, second.effective_from) == (date(2020, 1, 1), date(2022, 11, 1))
    assert (first.consult, second.consult) == ("028-55500303", "028-55500399")
    assert second.form == first.form
    assert second.change


def test_entries_of_a_list_are_amended_by_their_key() -> None:
    before = {
        "steps": [{"key": "a", "n": 1, "m": 1}, {"key": "b"}],
        "laws": ["x"],
        "rules": {"checks": [1], "ask": [2]},
    }
    change = {
        "steps": [{"key": "a", "n": 2}, {"key": "b", "gone": True}, {"key": "c"}],
        "laws": ["y"],
        "rules": {"ask": None},
    }
    assert amended(before, change) == {
        "steps": [{"key": "a", "n": 2, "m": 1}, {"key": "c"}],
        "laws": ["y"],
        "rules": {"checks": [1]},
    }


def test_a_table_of_another_day_comes_beside_the_earlier_one() -> None:
    tables = [{"key": "t", "effective_from": "2016-01-01", "rows": [1]}]
    new = {"key": "t", "effective_from": "2022-01-01", "rows": [2]}
    assert amended({"thresholds": tables}, {"thresholds": [new]})["thresholds"] == [*tables, new]


def test_each_revision_amends_the_one_before_it(folder: Path) -> None:
    amend(folder, "2023-05-01", CHANGE + "complaint: 028-55500398\n")
    last = specs_in(folder)[-1]
    assert (last.consult, last.complaint) == ("028-55500399", "028-55500398")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2019-06-01", 0), ("2022-10-31", 0), ("2022-11-01", 1), ("2030-01-01", 1), (None, 0)],
)
def test_the_day_of_the_application_decides(folder: Path, day: str | None, expected: int) -> None:
    specs = specs_in(folder)
    assert in_force(specs, date.fromisoformat(day) if day else None) is specs[expected]


@pytest.mark.parametrize(
    ("day", "text", "line", "rule"),
    [
        (LATER, CHANGE + NO_FACT, 3, "condition"),
        (LATER, CHANGE + "consul: 1\n", 2, "schema"),
        (LATER, "consult: 028-1\n", 1, "revision"),
        (LATER, CHANGE + "slug: another\n", 2, "revision"),
        ("2019-01-01", CHANGE, 1, "revision"),
        ("soon", CHANGE, 1, "revision"),
        (LATER, "[", 1, "yaml"),
        (LATER, "- a\n", 1, "schema"),
        (LATER, CHANGE + "steps:\n  - {key: approve, role: reviewer}\n", 3, "steps"),
        (LATER, CHANGE + "rules:\n  checks:\n    - {key: divisible, where: nowhere}\n", 4, "checks"),
    ],
)  # fmt: skip
def test_a_fault_of_a_revision_is_told_in_its_own_file(
    folder: Path, day: str, text: str, line: int, rule: str
) -> None:
    shutil.rmtree(folder / "revisions")
    amend(folder, day, text)
    fault = check_folder(folder)[0]
    assert (Path(fault.file).name, fault.line, fault.rule) == (f"{day}.yaml", line, rule), fault


def test_what_no_revision_changes_is_wrong_once(folder: Path) -> None:
    path = folder / "item.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("promised: {days: 10,", "promised: {days: 16,"), encoding="utf-8")
    (fault,) = check_folder(folder)
    assert (Path(fault.file).name, fault.rule) == ("item.yaml", "limits")


def test_a_worked_case_runs_under_the_revision_of_its_day(folder: Path) -> None:
    amend(folder, LATER, CHANGE + "rules:\n  checks:\n    - {key: divisible, gone: true}\n")
    path = folder / "cases" / "divisible-load.yaml"
    assert check_folder(folder) == []
    path.write_text("applied_on: '2022-11-01'\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    (fault,) = check_folder(folder)
    assert (Path(fault.file).name, fault.rule) == ("divisible-load.yaml", "worked-case")


# Publishing


@pytest.mark.django_db
def test_loading_publishes_both_and_the_switch_happens_on_the_day(folder: Path, clock: HeldClock) -> None:
    open_house()
    made = publish_folder(path=folder, by=SYSTEM)
    assert (made.number, made.spec.consult) == (1, "028-55500303")
    assert [one.effective_from for one in upcoming(SLUG, date(2022, 10, 17))] == [date(2022, 11, 1)]
    clock.set("2022-10-31 23:59")
    assert current(SLUG).number == 1
    clock.set("2022-11-01 00:00")
    assert (current(SLUG).number, upcoming(SLUG, date(2022, 11, 1))) == (2, [])
    assert current(SLUG, date(2022, 10, 31)).number == 1


@pytest.mark.django_db
def test_lists_and_search_follow_once(folder: Path, clock: HeldClock) -> None:
    open_house()
    publish_folder(path=folder, by=SYSTEM)
    assert bring_into_force(by=SYSTEM) == []
    clock.set("2022-11-01 00:10")
    assert bring_into_force(by=SYSTEM) == [SLUG]
    assert bring_into_force(by=SYSTEM) == []
    assert Item.objects.get(slug=SLUG).name_zh == "超限运输新许可"
    assert [card.slug for card in search("新许可")] == [SLUG]
    assert [event.name for event in events("item", SLUG)] == ["published", "published", "in_force"]


@pytest.mark.django_db
def test_loading_again_publishes_nothing(folder: Path) -> None:
    open_house()
    publish_folder(path=folder, by=SYSTEM)
    publish_folder(path=folder, by=SYSTEM)
    assert len(history(SLUG)) == 2


@pytest.mark.django_db
def test_a_correction_of_the_first_text_leaves_the_announced_one_in_its_place(folder: Path) -> None:
    open_house()
    publish_folder(path=folder, by=SYSTEM)
    path = folder / "item.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("028-55500345", "028-55500344"), encoding="utf-8"
    )
    publish_folder(path=folder, by=SYSTEM)
    assert (current(SLUG).number, current(SLUG).spec.complaint) == (3, "028-55500344")
    (later,) = upcoming(SLUG, date(2022, 10, 17))
    assert (later.number, later.spec.complaint) == (4, "028-55500344")


@pytest.mark.django_db
def test_what_was_announced_is_taken_back_where_the_folder_no_longer_has_it(
    folder: Path, clock: HeldClock
) -> None:
    open_house()
    publish_folder(path=folder, by=SYSTEM)
    shutil.rmtree(folder / "revisions")
    publish_folder(path=folder, by=SYSTEM)
    assert upcoming(SLUG, date(2022, 10, 17)) == []
    clock.set("2022-11-02 09:00")
    assert (current(SLUG).number, current(SLUG).spec.consult) == (3, "028-55500303")


@pytest.mark.django_db
def test_an_announced_revision_is_drafted_and_reviewed_like_any_other(folder: Path, clock: HeldClock) -> None:
    open_house()
    publish_folder(path=OVERSIZE, by=SYSTEM)
    drafted = draft_folder(path=folder, by=ADMIN)
    assert drafted.definition["effective_from"] == LATER
    review_draft(slug=SLUG, by=OTHER)
    assert publish_draft(slug=SLUG, by=ADMIN).number == 2
    assert current(SLUG).number == 1
    with pytest.raises(Refused):
        draft_folder(path=folder, by=ADMIN)
    clock.set("2022-11-01 09:00")
    assert current(SLUG).number == 2


@pytest.mark.django_db
def test_a_draft_of_the_first_text_leaves_the_announced_one_in_its_place(folder: Path) -> None:
    open_house()
    publish_folder(path=folder, by=SYSTEM)
    path = folder / "item.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("028-55500345", "028-55500344"), encoding="utf-8"
    )
    draft_folder(path=folder, by=ADMIN)
    review_draft(slug=SLUG, by=OTHER)
    assert publish_draft(slug=SLUG, by=ADMIN).number == 3
    assert [one.number for one in upcoming(SLUG, date(2022, 10, 17))] == [4]


# The order of publications


DAYS = st.lists(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=8)


@given(DAYS, st.dates(date(2020, 1, 1), date(2026, 12, 31)))
def test_the_latest_publication_that_has_begun_is_in_force(days: list[date], day: date) -> None:
    rows = [Place(number, number, first) for number, first in enumerate(days, 1)]
    begun = [row for row in rows if row.effective_from <= day]
    found = on_day(rows, day)
    if begun:
        assert found == max(begun, key=lambda row: row.number)
    assert all(row.effective_from > day for row in after_day(rows, day))
    order = [row.effective_from for row in counting(rows)]
    assert order == sorted(set(order))


def test_a_folder_of_one_text_has_one_revision() -> None:
    assert len(read_revisions(OVERSIZE)) == 1
    assert kernel_clock.today() == date(2022, 10, 17)
