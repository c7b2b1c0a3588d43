"""The roster of a week: from the template, from an earlier week, by hand; nobody twice, nobody on days of rest."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import clerk, person
from tests.roster.hall import MONDAY, colleague, granted, head, load_shifts, manager, pack_shifts, post

from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.kernel.textfile import FileFault
from banli.kernel.yamlfile import read
from banli.ledger.models import Event
from banli.people.models import Window
from banli.province.load import SICHUAN
from banli.roster.models import Shift
from banli.roster.rules.plan import RosterFile
from banli.roster.rules.week import Post, copied, gaps, only_new
from banli.roster.service import (
    days_of,
    leave_by_shift,
    plan_week,
    roster_plan,
    shifts_of,
    take_off,
    unmanned,
    working,
)

DAYS = days_of(MONDAY)
AT = ["transport-03", "transport-04"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('begins: "13:00"', 'begins: "11:00"', "before morning ends"),
        ("key: afternoon", "key: morning", "twice"),
        ('ends: "17:00"', 'ends: "12:30"', "ends before"),
        ("late: 5", "late: 500", "120"),
    ],
)
def test_what_is_wrong_in_the_pack_is_named(old: str, new: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "roster.yaml"
    file.write_text((SICHUAN / "roster.yaml").read_text().replace(old, new))
    with pytest.raises(FileFault, match=told) as found:
        read(file).validated(RosterFile)
    assert "roster.yaml" in str(found.value)


DAY = st.dates(MONDAY, MONDAY + timedelta(days=6))
POST = st.builds(Post, DAY, st.sampled_from(AT), st.sampled_from(["morning", "afternoon"]), st.integers(1, 4))


@given(st.lists(POST), st.lists(POST), DAY)
def test_nobody_is_added_twice_and_nothing_before_today(
    made: list[Post], there: list[Post], today: date
) -> None:
    new = only_new(made, there, today)
    assert all(one.day >= today for one in new)
    keys = [(one.day, one.kind, one.person) for one in new]
    assert len(keys) == len(set(keys))
    assert not {(one.day, one.kind, one.person) for one in there} & set(keys)


@given(st.lists(POST))
def test_a_window_is_manned_or_a_gap(posts: list[Post]) -> None:
    plan = pack_shifts()
    found = {(one.day, one.window, one.kind) for one in gaps(plan, AT, DAYS, posts, ())}
    manned = {(one.day, one.window, one.kind) for one in posts}
    assert found | manned == {
        (day, window, kind.key) for day in DAYS for window in AT for kind in plan.shifts
    }
    assert not found & manned


def test_days_of_rest_and_shifts_that_are_gone_are_not_copied() -> None:
    rows = [Post(MONDAY, "a", "morning", 1), Post(MONDAY, "a", "night", 1)]
    later = MONDAY + timedelta(days=7)
    assert copied(rows, 1, [later], ["morning"]) == [Post(later, "a", "morning", 1)]
    assert copied(rows, 1, [], ["morning"]) == []


def test_the_last_week_of_the_calendar_has_the_days_there_are() -> None:
    assert days_of(date(9999, 12, 27))[-1] == date(9999, 12, 31)


@pytest.mark.usefixtures("house")
class TestWeek:
    def test_the_template_puts_each_clerk_at_their_own_window_on_working_days(self) -> None:
        clerk(), colleague()
        assert plan_week(monday=MONDAY, department="transport", source="template", by=head()) == 20
        rows = shifts_of(DAYS, AT)
        assert {row.day.weekday() for row in rows} == {0, 1, 2, 3, 4}
        assert {row.window_id for row in rows} == set(AT)
        plan = roster_plan()
        assert plan is not None
        assert unmanned(plan, AT, working(DAYS), rows, leave_by_shift(rows)) == []
        assert plan_week(monday=MONDAY, department="transport", source="template", by=head()) == 0
        assert Event.objects.filter(topic="roster", name="week_planned").count() == 1

    def test_public_holidays_stay_empty(self, clock: HeldClock) -> None:
        clock.set("2022-09-20T09:00")
        clerk()
        assert plan_week(monday=date(2022, 10, 3), department="transport", source="template", by=head()) == 4
        assert {row.day for row in Shift.objects.all()} == {date(2022, 10, 8), date(2022, 10, 9)}

    def test_the_last_week_that_has_a_roster_is_copied_and_the_rest_changed_by_hand(
        self, clock: HeldClock
    ) -> None:
        who = clerk()
        clock.set("2022-09-26T08:00")
        post(date(2022, 9, 28), who)
        clock.set("2022-10-10T08:00")
        later = date(2022, 10, 10)
        assert plan_week(monday=later, department="transport", source="copy", by=head()) == 1
        row = Shift.objects.get(day=date(2022, 10, 12))
        take_off(shift=row.pk, by=head())
        with pytest.raises(Missing):
            take_off(shift=row.pk, by=head())
        with pytest.raises(Refused):
            plan_week(monday=date(2022, 9, 19), department="transport", source="copy", by=head())

    def test_without_an_earlier_roster_nothing_is_copied(self) -> None:
        with pytest.raises(Refused, match="四周"):
            plan_week(monday=MONDAY, department="transport", source="copy", by=head())

    def test_nobody_stands_at_two_windows_in_one_shift(self) -> None:
        row = post()
        assert post().pk == row.pk
        with pytest.raises(Refused, match="已经安排在"):
            post(window="transport-04")
        post(window="transport-04", kind="afternoon")

    def test_the_database_keeps_nobody_at_two_windows(self) -> None:
        row = post()
        with pytest.raises(IntegrityError), transaction.atomic():
            Shift.objects.create(
                day=row.day,
                kind=row.kind,
                person_id=row.person_id,
                window=Window.objects.get(pk="transport-04"),
                begins=row.begins,
                ends=row.ends,
            )

    def test_what_is_over_or_not_worked_stays_as_it_is(self, clock: HeldClock) -> None:
        row = post()
        with pytest.raises(Refused, match="不是工作日"):
            post(date(2022, 10, 22))
        clock.set("2022-10-18T09:00")
        with pytest.raises(Refused, match="已经过去"):
            take_off(shift=row.pk, by=head())
        with pytest.raises(Refused, match="已经过去"):
            post(who=colleague())

    def test_whoever_is_on_leave_is_not_put_on_and_leaves_a_gap(self) -> None:
        row = post(date(2022, 10, 19))
        granted(date(2022, 10, 19), officer=None)
        with pytest.raises(Refused, match="休假"):
            post(date(2022, 10, 19), kind="afternoon")
        rows, plan = shifts_of(DAYS, AT), roster_plan()
        assert plan is not None
        assert leave_by_shift(rows)[row.pk].person_id == row.person_id
        found = unmanned(plan, ["transport-03"], [row.day], rows, leave_by_shift(rows))
        assert {one.kind for one in found} == {"morning", "afternoon"}

    def test_a_window_whose_officer_stands_in_is_no_gap(self) -> None:
        row = post(date(2022, 10, 19))
        granted(date(2022, 10, 19))
        rows, plan = shifts_of(DAYS, AT), roster_plan()
        assert plan is not None
        found = unmanned(plan, ["transport-03"], [row.day], rows, leave_by_shift(rows))
        assert {one.kind for one in found} == {"afternoon"}

    def test_what_names_nothing_is_told_at_its_field(self) -> None:
        with pytest.raises(Invalid) as told:
            post(kind="night", officer="999999")
        assert {one.where for one in told.value.problems} == {"kind", "officer"}
        with pytest.raises(Invalid):
            post(officer=str(person(Role.CLERK, "commerce", "commerce-05").id))

    def test_the_head_plans_the_own_department_and_the_hall_all(self) -> None:
        with pytest.raises(Denied):
            plan_week(monday=MONDAY, department="commerce", source="template", by=head())
        with pytest.raises(Denied):
            plan_week(monday=MONDAY, department="transport", source="template", by=clerk())
        person(Role.CLERK, "commerce", "commerce-05")
        assert plan_week(monday=MONDAY, department="commerce", source="template", by=manager()) == 10

    def test_a_pack_that_is_loaded_again_changes_nothing(self) -> None:
        load_shifts()
        assert Event.objects.filter(name="roster_plan_loaded").count() == 1
