"""The names on lists go at the end of the pack's term, out of every table; the numbers stay and the record says so."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.officers import browser_of
from tests.fieldwork.test_outings import TODAY, held, plan, reviewer
from tests.held_clock import HeldClock
from tests.house import open_house, person

from banli.fieldwork.models import Attendee
from banli.fieldwork.rules.book import FieldworkFile, names_go_on
from banli.fieldwork.service import (
    Kind,
    fieldwork_book,
    find_outing,
    forget_attendees,
    list_attendee,
    load_fieldwork_book,
    sign_in_attendee,
)
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Refused
from banli.kernel.yamlfile import read
from banli.ledger.models import Event
from banli.ledger.service import verify
from banli.province.load import SICHUAN
from banli.site.cleaning import clean_all

NAMES = ("慕容听雪", "上官问渠")


def pack_terms() -> FieldworkFile:
    return read(SICHUAN / "fieldwork.yaml").validated(FieldworkFile)


@pytest.fixture
def course(db: None, clock: HeldClock) -> str:
    """A course that was held today; two were on its list and one came."""
    open_house()
    clock.set(f"{TODAY}T09:00")
    load_fieldwork_book(file=pack_terms(), by=SYSTEM)
    plan("JHD-1")
    for name in NAMES:
        list_attendee(outing="JHD-1", name=name, unit="成都市", by=reviewer())
    sign_in_attendee(outing="JHD-1", place=1, by=reviewer())
    held(plan="JHD-1")
    return "JHD-1"


def tables_with(text: str) -> list[str]:
    """The tables of the database in which any row says ``text``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        found = []
        for (name,) in cursor.fetchall():
            asked = f'SELECT EXISTS (SELECT 1 FROM "{name}" AS t WHERE t::text LIKE %s)'
            cursor.execute(asked, [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(name)
    return found


def after_the_term(clock: HeldClock, days: int = 0) -> None:
    clock.set(f"{names_go_on(TODAY, fieldwork_book().attendees.keep_days) + timedelta(days=days)}T03:30")


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 3_660))
def test_the_names_of_an_activity_are_kept_for_so_many_days_after_it(day: date, days: int) -> None:
    assert (names_go_on(day, days) - day).days - 1 == days


def test_on_the_day_after_the_term_no_table_has_the_names(course: str, clock: HeldClock) -> None:
    after_the_term(clock, -1)
    assert clean_all()["attendee"] == 0
    assert all(tables_with(name) == ["fieldwork_attendee"] for name in NAMES)
    after_the_term(clock)
    assert clean_all()["attendee"] == 2
    assert all(tables_with(name) == [] for name in NAMES)
    assert clean_all()["attendee"] == 0


def test_the_numbers_stay_and_the_record_says_what_was_deleted(course: str, clock: HeldClock) -> None:
    after_the_term(clock)
    forget_attendees(by=SYSTEM)
    row = find_outing(course)
    assert (row.listed, row.came) == (2, 1)
    told = Event.objects.get(name="attendee_names_deleted")
    assert (told.subject, json.loads(told.body)) == (course, {"listed": 2, "came": 1})
    assert verify().ok


def test_the_pages_say_until_when_the_names_are_kept_and_then_that_they_are_gone(
    course: str, clock: HeldClock
) -> None:
    desk = browser_of(reviewer())
    pages = (f"/desk/hall/activities/plan/{course}/", "/desk/hall/activities/HD-1/")
    for page in pages:
        shown = desk.get(page).content.decode()
        assert NAMES[0] in shown
        assert "姓名将于2023年10月18日删除" in shown
        assert "个人信息保护法第十九条" in shown
    after_the_term(clock)
    forget_attendees(by=SYSTEM)
    for page in pages:
        shown = desk.get(page).content.decode()
        assert NAMES[0] not in shown
        assert "姓名已于" in shown
        assert "名单2人，签到1人" in shown


def test_a_list_that_lost_its_names_takes_no_more_of_them(db: None, clock: HeldClock) -> None:
    open_house()
    clock.set(f"{TODAY}T09:00")
    plan("JHD-2", kind=Kind.TRAINING)
    list_attendee(outing="JHD-2", name=NAMES[0], unit="", by=reviewer())
    after_the_term(clock)
    forget_attendees(by=SYSTEM)
    with pytest.raises(Refused):
        list_attendee(outing="JHD-2", name=NAMES[1], unit="", by=reviewer())
    assert not Attendee.objects.exists()


def test_a_shorter_term_of_a_new_pack_counts_for_lists_of_before(course: str, clock: HeldClock) -> None:
    shorter = pack_terms().model_copy(
        update={"attendees": pack_terms().attendees.model_copy(update={"keep_days": 30})}
    )
    assert load_fieldwork_book(file=shorter, by=SYSTEM)
    assert not load_fieldwork_book(file=shorter, by=SYSTEM)
    after_the_term(clock)
    assert forget_attendees(by=SYSTEM) == 2


def test_nobody_at_the_desk_deletes_names_or_sets_the_term(course: str) -> None:
    for who in (reviewer(), person(Role.HALL_MANAGER, "service-centre")):
        with pytest.raises(Denied):
            forget_attendees(by=who)
        with pytest.raises(Denied):
            load_fieldwork_book(file=pack_terms(), by=who)
