"""Bringing calendar editions into force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.worktime.test_edition_files import GOOD, write

from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Denied, Refused
from banli.kernel.yamlfile import FileFault
from banli.ledger.service import events
from banli.worktime import selectors
from banli.worktime.models import CalendarEdition
from banli.worktime.service import (
    SHIPPED,
    Unit,
    UnknownYear,
    calendar,
    due,
    explain,
    forget_calendar,
    load_editions,
    loaded_editions,
    shipped_calendar,
    uses,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _fresh_calendar_at_a_known_time() -> Iterator[None]:
    forget_calendar()
    with clock.at(NOW):
        yield
    forget_calendar()


def test_the_shipped_editions_make_the_shipped_calendar() -> None:
    loaded = load_editions(folder=SHIPPED, by=SYSTEM)
    assert len(loaded.added) == 10
    assert calendar() == shipped_calendar()
    assert len(loaded_editions()) == 10


def test_each_new_edition_leaves_an_event_and_a_second_load_none() -> None:
    load_editions(folder=SHIPPED, by=SYSTEM)
    again = load_editions(folder=SHIPPED, by=SYSTEM)
    assert (again.added, again.known) == ((), 10)
    recorded = events("calendar", "2022-1")
    assert [event.name for event in recorded] == ["edition_loaded"]
    assert "国办发明电〔2021〕11号" in recorded[0].body


def test_without_editions_nothing_is_guessed() -> None:
    with pytest.raises(UnknownYear):
        calendar().is_working(date(2022, 10, 17))


def test_a_new_edition_is_in_force_at_once(tmp_path: Path) -> None:
    load_editions(folder=write(tmp_path, GOOD), by=SYSTEM)
    assert calendar().is_working(date(2030, 5, 2))
    amended = GOOD.replace("edition: 1", "edition: 2").replace("worked:", "  2030-05-02: 劳动节\nworked:")
    load_editions(folder=write(tmp_path, amended, "2030-2.yaml"), by=SYSTEM)
    assert not calendar().is_working(date(2030, 5, 2))


def test_a_load_says_which_years_it_amended(tmp_path: Path) -> None:
    assert load_editions(folder=write(tmp_path, GOOD), by=SYSTEM).changed == ()
    amended = GOOD.replace("edition: 1", "edition: 2").replace("worked:", "  2030-05-02: 劳动节\nworked:")
    assert load_editions(folder=write(tmp_path, amended, "2030-2.yaml"), by=SYSTEM).changed == (2030,)
    renamed = amended.replace("edition: 2", "edition: 3").replace("劳动节", "国际劳动节")
    assert load_editions(folder=write(tmp_path, renamed, "2030-3.yaml"), by=SYSTEM).changed == ()


def test_new_year_s_days_in_december_amend_the_year_before(tmp_path: Path) -> None:
    load_editions(folder=write(tmp_path, GOOD), by=SYSTEM)
    following = GOOD.replace("2030", "2031").replace("2029", "2030").replace("01-05", "01-04")
    text = following.replace("off:", "off:\n  2030-12-31: 元旦")
    assert load_editions(folder=write(tmp_path, text, "2031-1.yaml"), by=SYSTEM).changed == (2030,)


def test_the_real_amendment_of_2019_moves_what_was_accepted_before_it(tmp_path: Path) -> None:
    for name in ("2018-12-04", "2019-03-22"):
        known = shipped_calendar().known_on(date.fromisoformat(name))
        last = {"2018-12-04": "2019-05-03", "2019-03-22": "2019-05-05"}[name]
        assert due(date(2019, 4, 15), 13, Unit.WORKING, known) == date.fromisoformat(last)
    first = (SHIPPED / "2019-1.yaml").read_text(encoding="utf-8")
    load_editions(folder=write(tmp_path, first, "2019-1.yaml"), by=SYSTEM)
    told = explain(date(2019, 4, 15), 13, Unit.WORKING, calendar())
    second = (SHIPPED / "2019-2.yaml").read_text(encoding="utf-8")
    changed = load_editions(folder=write(tmp_path, second, "2019-2.yaml"), by=SYSTEM).changed
    assert changed == (2019,)
    assert uses(told, changed)
    assert uses((told.start, told.due), changed)
    assert not uses((date(2018, 11, 1), date(2018, 11, 30)), changed)


def test_an_edition_added_elsewhere_is_noticed_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_editions(folder=write(tmp_path, GOOD), by=SYSTEM)
    assert not calendar().covers(date(2031, 1, 2))
    CalendarEdition.objects.create(
        year=2031,
        edition=1,
        notice_number="通知〔2030〕1号",
        notice_date=date(2030, 11, 1),
        checked="invented",
        off={},
        worked=[],
        loaded_at=NOW,
    )
    assert not calendar().covers(date(2031, 1, 2)), "it was looked at a moment ago"
    monkeypatch.setattr(selectors, "LOOK_AGAIN", 0.0)
    assert calendar().covers(date(2031, 1, 2))


def test_an_edition_on_record_cannot_be_given_other_days(tmp_path: Path) -> None:
    load_editions(folder=write(tmp_path, GOOD), by=SYSTEM)
    with pytest.raises(Refused, match="2030-1"):
        load_editions(folder=write(tmp_path, GOOD.replace("2030-01-05", "2030-01-06")), by=SYSTEM)


def test_one_broken_file_loads_nothing(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("edition: 1", "edition: two"), "2030-2.yaml")
    with pytest.raises(FileFault):
        load_editions(folder=tmp_path, by=SYSTEM)
    assert loaded_editions() == []


def test_only_administrators_and_the_platform_load_calendars() -> None:
    clerk = Actor(name="窗口", roles=frozenset({Role.CLERK}), id=7, department="transport")
    with pytest.raises(Denied):
        load_editions(folder=SHIPPED, by=clerk)
    load_editions(folder=SHIPPED, by=Actor(name="管理员", roles=frozenset({Role.ADMIN}), id=8))


def test_the_database_refuses_to_change_or_remove_an_edition(tmp_path: Path) -> None:
    load_editions(folder=write(tmp_path, GOOD), by=SYSTEM)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        CalendarEdition.objects.update(checked="")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        CalendarEdition.objects.all().delete()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"edition": 0}, "worktime_edition_from_one"),
        ({"year": 1200}, "worktime_year_sensible"),
        ({"notice_number": ""}, "worktime_edition_has_its_notice"),
        ({}, "worktime_edition_once"),
    ],
)
def test_the_database_holds_the_constraints(
    values: dict[str, object], constraint: str, tmp_path: Path
) -> None:
    load_editions(folder=write(tmp_path, GOOD), by=SYSTEM)
    row: dict[str, object] = {
        "year": 2030,
        "edition": 1,
        "notice_number": "通知",
        "notice_date": date(2029, 11, 1),
        "checked": "invented",
        "off": {},
        "worked": [],
        "loaded_at": NOW,
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CalendarEdition.objects.create(**{**row, **values})
