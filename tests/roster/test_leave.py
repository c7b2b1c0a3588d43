"""Leave: asked for, decided by somebody else, withdrawn, ended early; who may stand in."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import clerk, person
from tests.roster.hall import MONDAY, asked, colleague, granted, head, manager, pack_shifts

from banli.kernel import clock as time
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.ledger.models import Event
from banli.ledger.service import version_of
from banli.roster.models import Leave
from banli.roster.rules.leave import term
from banli.roster.service import (
    change_officer,
    come_back,
    find_leave,
    grant_leave,
    leaves,
    refuse_leave,
    withdraw_leave,
)
from banli.roster.states.leaves import LeaveState

TUESDAY = date(2022, 10, 18)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 365), st.integers(0, 300))
def test_whole_days_begin_and_end_at_midnight(first: date, more: int, worked: int) -> None:
    last = first + timedelta(days=more)
    found = term(first, last, None, worked, 2)
    assert found.ends - found.begins == timedelta(days=more + 1)
    assert found.days == worked


def test_one_of_two_shifts_is_half_a_day() -> None:
    shift = pack_shifts().shift("afternoon")
    found = term(MONDAY, MONDAY, shift, 1, 2)
    assert found.days == Decimal("0.5")
    assert f"{found.begins:%H:%M}-{found.ends:%H:%M}" == "13:00-17:00"


@pytest.mark.usefixtures("house")
class TestLeave:
    def test_working_days_are_counted(self) -> None:
        assert asked(MONDAY, 7).days == 5

    def test_the_head_grants_and_whoever_reads_sees_who_stands_in(self) -> None:
        row = grant_leave(leave=asked(TUESDAY).public_id, remark="同意。", by=head())
        assert row.state == LeaveState.GRANTED
        assert find_leave(row.public_id, colleague()).officer_id == colleague().id
        told = Event.objects.get(subject=row.public_id, name="leave_granted")
        assert "家中有事" not in told.body
        with pytest.raises(Missing):
            find_leave(row.public_id, person(Role.CLERK, "commerce", "commerce-05"))

    def test_two_who_decide_at_once_end_in_one_result(self) -> None:
        row = asked(TUESDAY)
        seen = version_of("roster", row.public_id)
        grant_leave(leave=row.public_id, by=head(), version=seen)
        with pytest.raises(Stale):
            refuse_leave(leave=row.public_id, remark="人手不足。", by=manager(), version=seen)
        with pytest.raises(Refused):
            grant_leave(leave=row.public_id, by=manager())
        assert Leave.objects.get().decided_by_id == head().id

    def test_a_refusal_says_why(self) -> None:
        row = asked(TUESDAY)
        with pytest.raises(Invalid):
            refuse_leave(leave=row.public_id, remark=" ", by=head())
        assert (
            refuse_leave(leave=row.public_id, remark="当周人手不足。", by=head()).state == LeaveState.REFUSED
        )
        assert asked(TUESDAY).state == LeaveState.ASKED

    def test_nobody_decides_about_their_own(self) -> None:
        row = asked(TUESDAY, by=head(), officer=None)
        with pytest.raises(Refused, match="他人"):
            grant_leave(leave=row.public_id, by=head())
        assert grant_leave(leave=row.public_id, by=manager()).state == LeaveState.GRANTED

    def test_a_clerk_and_another_department_do_not_decide(self) -> None:
        row = asked(TUESDAY)
        with pytest.raises(Denied):
            grant_leave(leave=row.public_id, by=colleague())
        with pytest.raises(Missing):
            grant_leave(leave=row.public_id, by=person(Role.APPROVER, "commerce"))

    def test_no_day_is_asked_for_twice(self) -> None:
        asked(TUESDAY, 2)
        with pytest.raises(Refused, match="已有请假"):
            asked(TUESDAY + timedelta(days=1))
        row = Leave.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            Leave.objects.create(
                **{
                    key: value
                    for key, value in vars(row).items()
                    if not key.startswith("_") and key not in ("id", "public_id")
                },
                public_id="QJ-2",
            )

    def test_the_same_record_is_asked_for_once(self) -> None:
        row = asked(TUESDAY, public_id="QJ-20221017-same")
        assert asked(TUESDAY, public_id="QJ-20221017-same").pk == row.pk
        assert Event.objects.filter(name="leave_asked").count() == 1

    @pytest.mark.parametrize(
        ("changes", "where"),
        [
            ({"kind": "moon"}, "kind"),
            ({"last": date(2022, 10, 10)}, "last"),
            ({"last": date(2024, 1, 1)}, "last"),
            ({"first": date(2022, 1, 3), "last": date(2022, 1, 4)}, "first"),
            ({"first": date.max, "last": date.max}, "first"),
            ({"shift": "night"}, "shift"),
            ({"shift": "morning", "last": date(2022, 10, 19)}, "shift"),
        ],
    )
    def test_what_cannot_be_is_told_at_its_field(self, changes: dict[str, Any], where: str) -> None:
        with pytest.raises(Invalid) as told:
            asked(**{"first": TUESDAY, **changes})
        assert where in {one.where for one in told.value.problems}

    def test_days_of_rest_need_no_leave(self) -> None:
        with pytest.raises(Refused, match="不需要请假"):
            asked(date(2022, 10, 22), 2)


@pytest.mark.usefixtures("house")
class TestWhoStandsIn:
    def test_it_is_a_colleague_who_handles_cases(self) -> None:
        for other in (clerk(), person(Role.CLERK, "commerce", "commerce-05")):
            with pytest.raises(Invalid) as told:
                asked(TUESDAY, officer=other)
            assert [one.where for one in told.value.problems] == ["officer"]

    def test_two_do_not_stand_in_for_each_other(self) -> None:
        mine = asked(TUESDAY)
        theirs = asked(TUESDAY, by=colleague(), officer=clerk())
        grant_leave(leave=mine.public_id, by=head())
        with pytest.raises(Invalid) as told:
            grant_leave(leave=theirs.public_id, by=head())
        assert [one.where for one in told.value.problems] == ["officer"]

    def test_whoever_stands_in_takes_no_leave_before_somebody_else_does(self) -> None:
        mine = granted(TUESDAY)
        theirs = asked(TUESDAY, by=colleague(), officer=None)
        with pytest.raises(Refused, match="更换其B角"):
            grant_leave(leave=theirs.public_id, by=head())
        other = person(Role.REVIEWER)
        change_officer(leave=mine.public_id, officer=str(other.id), by=head())
        assert grant_leave(leave=theirs.public_id, by=head()).state == LeaveState.GRANTED


@pytest.mark.usefixtures("house")
class TestEnd:
    def test_what_has_not_begun_is_withdrawn_by_its_owner(self) -> None:
        row = granted(TUESDAY)
        with pytest.raises(Denied):
            withdraw_leave(leave=row.public_id, by=head())
        assert withdraw_leave(leave=row.public_id, by=clerk()).state == LeaveState.WITHDRAWN

    def test_what_runs_is_ended_early_and_not_withdrawn(self, clock: HeldClock) -> None:
        row = granted(TUESDAY, 3)
        with pytest.raises(Refused):
            come_back(leave=row.public_id, by=clerk())
        clock.set("2022-10-19T14:00")
        with pytest.raises(Refused, match="提前销假"):
            withdraw_leave(leave=row.public_id, by=clerk())
        assert come_back(leave=row.public_id, by=clerk()).ends_at == time.now()
        with pytest.raises(Refused):
            come_back(leave=row.public_id, by=clerk())

    def test_what_waits_stands_first(self, clock: HeldClock) -> None:
        granted(TUESDAY)
        waiting = asked(TUESDAY + timedelta(days=2))
        assert leaves(head())[0].pk == waiting.pk
