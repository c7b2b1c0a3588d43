"""Attendance: late, left early, absent, on leave by one pure rule; terminals' files all or nothing; corrections."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.officers import browser_of
from tests.held_clock import HeldClock
from tests.house import clerk, submitted
from tests.roster.hall import MONDAY, colleague, granted, head, manager, post

from banli.cases import service as cases
from banli.kernel import clock as time
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.kernel.retention import outlived
from banli.ledger.models import Event
from banli.ledger.service import version_of
from banli.people.models import User
from banli.people.rules import Outcome
from banli.people.service import note_sign_in
from banli.roster.models import Correction, Shift, Stamp
from banli.roster.rules.attendance import Allowed, Duty, Evidence, judge
from banli.roster.service import (
    ask_correction,
    attended,
    find_shift,
    grant_correction,
    import_stamps,
    judged_now,
    refuse_correction,
    waiting_corrections,
)
from banli.roster.states.corrections import CorrectionState, Seen, Standing

S = Standing
FIVE = Allowed(5, 5)


def at(text: str) -> datetime:
    """A moment of that Monday."""
    hours, minutes = map(int, text.split(":"))
    return datetime(2022, 10, 17, hours, minutes, tzinfo=time.SHANGHAI)


MORNING = Duty(at("9:00"), at("12:00"), after=at("13:00"))
AFTERNOON = Duty(at("13:00"), at("17:00"), before=at("12:00"))


@pytest.mark.parametrize(
    ("stamps", "standing", "late", "early"),
    [
        (("8:50", "12:01", "12:58", "17:03"), S.ON_TIME, 0, 0),
        (("9:05", "12:01"), S.ON_TIME, 0, 0),
        (("9:06", "12:01"), S.LATE, 6, 0),
        (("8:50", "11:54"), S.EARLY, 0, 6),
        (("9:10", "11:00"), S.LATE, 10, 60),
        (("8:50",), S.ON_TIME, 0, 0),
        (("12:40", "17:00"), S.ABSENT, 0, 0),
        ((), S.ABSENT, 0, 0),
    ],
)
def test_the_terminal_of_a_morning(
    stamps: tuple[str, ...], standing: Standing, late: int, early: int
) -> None:
    found = judge(MORNING, Evidence(tuple(map(at, stamps))), FIVE, at("18:00"))
    assert (found.standing, found.late, found.early) == (standing, late, early)


def test_each_shift_has_its_own_marks() -> None:
    found = judge(AFTERNOON, Evidence(tuple(map(at, ("8:50", "12:01", "13:20", "17:03")))), FIVE, at("18:00"))
    assert (found.standing, found.late) == (S.LATE, 20)


@pytest.mark.parametrize(
    ("now", "standing"),
    [("8:59", S.TO_COME), ("9:00", S.AWAITED), ("11:59", S.AWAITED), ("12:00", S.ABSENT)],
)
def test_whoever_was_not_seen(now: str, standing: Standing) -> None:
    assert judge(MORNING, Evidence(), FIVE, at(now)).standing is standing


def test_a_first_sign_in_says_when_somebody_came_and_never_when_they_left() -> None:
    signed = Evidence(sign_in=at("9:20"))
    assert judge(MORNING, signed, FIVE, at("10:00")).late == 20
    found = judge(AFTERNOON, signed, FIVE, at("18:00"))
    assert (found.standing, found.left, found.seen) == (S.ON_TIME, None, Seen.SIGN_IN)
    assert judge(MORNING, Evidence(sign_in=at("8:50")), FIVE, at("10:00")).standing is S.PRESENT


def test_where_the_record_of_sign_ins_is_gone_nobody_is_absent() -> None:
    assert judge(MORNING, Evidence(complete=False), FIVE, at("18:00")).standing is S.UNKNOWN


@pytest.mark.parametrize(
    ("away", "standing", "late"),
    [
        ((("0:00", "23:59"),), S.ON_LEAVE, 0),
        ((("9:00", "12:00"),), S.ON_LEAVE, 0),
        ((("0:00", "10:00"),), S.ON_TIME, 0),
        ((("0:00", "9:30"),), S.LATE, 30),
        ((("9:00", "10:30"), ("10:30", "12:00")), S.ON_LEAVE, 0),
    ],
)
def test_leave_is_owed_by_nobody(away: tuple[tuple[str, str], ...], standing: Standing, late: int) -> None:
    duty = Duty(at("9:00"), at("12:00"), away=tuple((at(one), at(two)) for one, two in away))
    found = judge(duty, Evidence((at("10:00"), at("12:00"))), FIVE, at("18:00"))
    assert (found.standing, found.late) == (standing, late)


def test_a_correction_stands_above_the_terminal() -> None:
    found = judge(MORNING, Evidence((at("9:40"), at("12:00")), arrived=at("8:55")), FIVE, at("18:00"))
    assert (found.standing, found.arrived, found.left, found.seen) == (
        S.ON_TIME,
        at("8:55"),
        at("12:00"),
        Seen.CORRECTION,
    )


MOMENT = st.integers(0, 24 * 60 - 1).map(lambda n: at("0:00") + timedelta(minutes=n))


@given(st.lists(MOMENT, max_size=6), st.one_of(st.none(), MOMENT), MOMENT, st.integers(0, 120))
def test_minutes_are_told_beyond_the_grace_alone(
    stamps: list[datetime], signed: datetime | None, now: datetime, grace: int
) -> None:
    allowed = Allowed(grace, grace)
    for duty in (MORNING, AFTERNOON):
        found = judge(duty, Evidence(tuple(stamps), signed), allowed, now)
        assert (found.late == 0) or (found.late > grace and found.standing is S.LATE)
        assert (found.early == 0) or (found.early > grace and found.standing in (S.EARLY, S.LATE))
        assert found.standing is not S.ABSENT or now >= duty.ends
        assert (found.standing is S.TO_COME) <= (now < duty.begins)


def file_of(*rows: str, head: str = "账号,姓名,时间") -> bytes:
    return "\n".join([head, *rows]).encode("utf-8-sig") + b"\n"


def taken(content: bytes, **changes: Any) -> Any:
    return import_stamps(name="kaoqin.csv", content=content, by=changes.pop("by", SYSTEM), **changes)


def signed_in(who: Actor) -> None:
    note_sign_in(user=User.objects.get(pk=who.id or 0), outcome=Outcome.IN, address="10.0.0.1")


@pytest.mark.usefixtures("house")
class TestTerminal:
    def test_a_file_counts_once_and_judges_the_shift(self, clock: HeldClock) -> None:
        row = post()
        clock.set("2022-10-17T18:00")
        rows = ("clerk.transport,clerk.transport,2022-10-17 09:17", "clerk.transport,,2022/10/17 12:02:30")
        assert taken(file_of(*rows), only_check=True).new == 2
        assert not Stamp.objects.exists()
        assert taken(file_of(*rows, rows[0])).new == 2
        again = taken(file_of(*rows))
        assert (again.new, again.known) == (0, 2)
        assert Event.objects.filter(name="attendance_imported").count() == 1
        assert judged_now([row])[row.pk].late == 17

    def test_every_fault_is_told_by_row_and_column_and_nothing_is_taken_in(self, clock: HeldClock) -> None:
        clerk()
        clock.set("2022-10-17T18:00")
        found = taken(
            file_of(
                "clerk.transport,,2022-10-17 09:00",
                "nobody,,2022-10-17 09:00",
                "clerk.transport,李四,2022-10-17 09:00",
                "clerk.transport,,someday",
                "clerk.transport,,2022-10-18 09:00",
                "clerk.transport,,2022-01-18 09:00",
                "clerk.transport,,",
                "clerk.transport,,2022-10-17 09:00,more",
            )
        )
        told = [(one.row, one.column) for one in found.faults]
        assert told == [(3, "账号"), (4, "姓名"), (5, "时间"), (6, "时间"), (7, "时间"), (8, "时间"), (9, "")]
        assert not Stamp.objects.exists()

    @pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", file_of(), b'\xff\xfe\x00"', b"PK\x03\x04"])
    def test_what_is_no_such_file_is_refused(self, content: bytes) -> None:
        with pytest.raises(Refused):
            taken(content)

    def test_a_terminal_calls_its_columns_otherwise_and_the_hall_takes_it_in(self, clock: HeldClock) -> None:
        clerk()
        clock.set("2022-10-17T18:00")
        content = file_of("clerk.transport\t2022-10-17 09:00", head="工号\t打卡时间")
        assert taken(content, by=manager()).new == 1
        with pytest.raises(Denied):
            taken(content, by=clerk())


@pytest.mark.usefixtures("house")
class TestAttended:
    def test_the_first_sign_in_of_the_day_counts(self, clock: HeldClock) -> None:
        row, who = post(), clerk()
        clock.set("2022-10-17T09:12")
        signed_in(who)
        clock.set("2022-10-17T11:00")
        signed_in(who)
        found = judged_now([row])[row.pk]
        assert (found.standing, found.late, found.seen) == (S.LATE, 12, Seen.SIGN_IN)

    def test_leave_that_was_granted_is_no_absence(self, clock: HeldClock) -> None:
        row = post()
        granted(MONDAY)
        clock.set("2022-10-17T18:00")
        assert judged_now([row])[row.pk].standing is S.ON_LEAVE

    def test_a_day_whose_sign_ins_are_gone_is_not_known(self, clock: HeldClock) -> None:
        row = post()
        clock.set("2022-10-18T18:00")
        assert judged_now([row])[row.pk].standing is S.ABSENT
        clock.set("2032-10-18T18:00")
        assert outlived("sign_in", time.now()) > at("12:00")
        assert judged_now([row])[row.pk].standing is S.UNKNOWN

    def test_everybody_reads_their_own_and_the_head_the_departments(self) -> None:
        row = post()
        month = (MONDAY.replace(day=1), MONDAY.replace(day=31))
        assert [one.shift.pk for one in attended(clerk(), *month)] == [row.pk]
        assert attended(colleague(), *month) == []
        assert [one.shift.pk for one in attended(head(), *month)] == [row.pk]
        with pytest.raises(Missing):
            find_shift(row.pk, colleague())


@pytest.fixture
def over(house: None, clock: HeldClock) -> Shift:
    """A morning of the clerk that is over, without a sign-in."""
    row = post()
    clock.set("2022-10-17T18:00")
    return row


def corrected(row: Shift, **changes: Any) -> Correction:
    told = {"arrived": "8:55", "left": "", "reason": "登录用了同事的电脑。", **changes}
    return ask_correction(shift=row.pk, by=told.pop("by", clerk()), **told)


class TestCorrection:
    def test_the_head_grants_it_and_both_are_kept(self, over: Shift) -> None:
        made = corrected(over)
        assert [one.pk for one in waiting_corrections(head())] == [made.pk]
        assert judged_now([over])[over.pk].standing is S.ABSENT
        grant_correction(correction=made.pk, by=head())
        found = judged_now([over])[over.pk]
        assert (found.standing, found.seen) == (S.ON_TIME, Seen.CORRECTION)
        assert Correction.objects.get().reason == "登录用了同事的电脑。"

    def test_two_who_decide_end_in_one_result(self, over: Shift) -> None:
        made = corrected(over)
        seen = version_of("roster", f"shift-{over.pk}")
        refuse_correction(correction=made.pk, remark="监控显示未到岗。", by=head(), version=seen)
        with pytest.raises(Stale):
            grant_correction(correction=made.pk, by=manager(), version=seen)
        with pytest.raises(Refused):
            grant_correction(correction=made.pk, by=manager())
        assert Correction.objects.get().state == CorrectionState.REFUSED

    def test_a_refusal_says_why_and_nobody_decides_about_their_own(self, over: Shift) -> None:
        made = corrected(over)
        with pytest.raises(Invalid):
            refuse_correction(correction=made.pk, remark="", by=head())
        with pytest.raises((Refused, Denied)):
            grant_correction(correction=made.pk, by=clerk())

    @pytest.mark.parametrize(
        ("changes", "where"),
        [
            ({"arrived": "25:00"}, "arrived"),
            ({"arrived": ""}, "arrived"),
            ({"left": "8:00"}, "left"),
            ({"reason": " "}, "reason"),
        ],
    )
    def test_what_cannot_be_is_told_at_its_field(
        self, over: Shift, changes: dict[str, str], where: str
    ) -> None:
        with pytest.raises(Invalid) as told:
            corrected(over, **changes)
        assert [one.where for one in told.value.problems] == [where]

    def test_one_waits_at_a_time_and_within_its_days(self, over: Shift, clock: HeldClock) -> None:
        corrected(over)
        with pytest.raises(Refused, match="待审批"):
            corrected(over)
        with pytest.raises(Missing):
            corrected(over, by=colleague())
        clock.set("2022-12-17T18:00")
        Correction.objects.all().delete()
        with pytest.raises(Refused, match="31天"):
            corrected(over)


class TestAtTheDesk:
    def test_the_month_the_shift_and_its_correction(self, over: Shift) -> None:
        mine, page = browser_of(clerk()), f"/desk/roster/attendance/{over.pk}/"
        sheet = mine.get(f"/desk/roster/attendance/?month=2022-10&person={over.person_id}").content.decode()
        assert "缺勤" in sheet
        version = mine.get(page).context["version"]
        sent = {"version": version, "arrived": "8:55", "left": "x", "reason": "忘记打卡。"}
        wrong = mine.post(f"{page}ask/", sent)
        assert wrong.status_code == 422
        assert "忘记打卡" in wrong.content.decode()
        assert mine.post(f"{page}ask/", {**sent, "left": ""}).status_code == 302
        boss = browser_of(head())
        assert "审批考勤更正" in boss.get("/desk/").content.decode()
        shown = boss.get(page).context
        told = {"version": shown["version"], "correction": shown["corrections"][0]["row"].pk}
        assert boss.post(f"{page}grant/", told).status_code == 302
        assert "正常" in mine.get(page).content.decode()

    def test_the_month_as_a_file(self, over: Shift) -> None:
        from django.http import QueryDict

        from banli.desk.exports.sources import SOURCES

        found = SOURCES["attendance"].read(head(), QueryDict("month=2022-10"))
        rows = list(found.rows)
        assert found.total == len(rows) == 1
        assert "缺勤" in rows[0]

    @pytest.mark.parametrize("month", ["9999-12", "0001-01", "2022-13", "x", "２０２２-10"])
    def test_any_month_has_a_page(self, month: str, over: Shift) -> None:
        page = f"/desk/roster/attendance/?month={month}&person=0&department=x"
        assert browser_of(manager()).get(page).status_code == 200


@pytest.mark.usefixtures("house")
def test_the_last_act_at_the_desk_says_that_nobody_left_before_and_moves_nothing(clock: HeldClock) -> None:
    row = post()
    clock.set("2022-10-17T08:55")
    signed_in(clerk())
    clock.set("2022-10-17T11:10")
    cases.note_help(by=clerk(), number=submitted().number, how="alongside")
    clock.set("2022-10-17T18:00")
    desk = browser_of(clerk())
    page = f"/desk/roster/attendance/{row.pk}/"
    assert "系统内最后一次操作" in desk.get(page).content.decode()
    assert desk.get(page).context["last_act"] == "11:10"
    assert judged_now([row])[row.pk].standing is Standing.ON_TIME
    Stamp.objects.create(person_id=row.person_id, at=at("8:50"))
    Stamp.objects.create(person_id=row.person_id, at=at("12:00"))
    assert desk.get(page).context["last_act"] == ""
