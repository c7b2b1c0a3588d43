"""What roster and attendance say to a patrol's finding about punctuality, at that minute."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.assessment.months import load_plan
from tests.desk.officers import browser_of
from tests.held_clock import HeldClock
from tests.house import clerk
from tests.roster.hall import MONDAY, colleague, granted, manager, post

from banli.hall.service import FindingRecord, PatrolRecord, record_finding, record_patrol
from banli.kernel import clock as time
from banli.people.models import User
from banli.people.rules import Outcome
from banli.people.service import note_sign_in
from banli.roster.models import Stamp
from banli.roster.rules.attendance import Judged
from banli.roster.rules.presence import There, agreement
from banli.roster.service import presence
from banli.roster.states.corrections import Standing
from banli.roster.states.presence import Agreement, Claim

S, C = Standing, Claim
YES, NO, SILENT = Agreement.AGREES, Agreement.CONTRADICTS, Agreement.SILENT
HERE = datetime(2022, 10, 17, 9, 0, tzinfo=time.SHANGHAI)


def there(then: Standing | None, now: Standing, late: int = 0) -> There:
    """Somebody as it was at the minute, and as it came out."""
    arrived = HERE if then in (S.PRESENT, S.LATE) else None
    return There(Judged(then, arrived) if then else None, Judged(now, late=late))


@pytest.mark.parametrize(
    ("claim", "people", "told"),
    [
        (C.LATE, [there(S.AWAITED, S.LATE, late=17)], YES),
        (C.LATE, [there(S.PRESENT, S.ON_TIME)], NO),
        (C.LATE, [there(S.PRESENT, S.ON_TIME), there(S.LATE, S.LATE, late=9)], YES),
        (C.LATE, [there(None, S.UNKNOWN)], SILENT),
        (C.LATE, [], SILENT),
        (C.EARLY, [there(S.PRESENT, S.ON_TIME)], SILENT),
        (C.ABSENT, [there(S.AWAITED, S.ABSENT)], YES),
        (C.ABSENT, [there(S.ON_LEAVE, S.ON_LEAVE)], NO),
        (C.NOBODY, [], YES),
        (C.NOBODY, [there(S.AWAITED, S.LATE, late=30)], YES),
        (C.NOBODY, [there(S.PRESENT, S.ON_TIME)], NO),
        (C.NOBODY, [there(None, S.ON_TIME)], SILENT),
        (C.NOBODY, [There(Judged(S.ON_LEAVE), Judged(S.ON_LEAVE), covered=True)], NO),
        (C.NOBODY, [There(Judged(S.ON_LEAVE), Judged(S.ON_LEAVE))], YES),
    ],
)
def test_what_attendance_says(claim: Claim, people: list[There], told: Agreement) -> None:
    assert agreement(claim, people) is told


def test_leaving_early_is_known_from_a_terminal() -> None:
    left = HERE.replace(hour=11)
    assert agreement(C.EARLY, [There(None, Judged(S.EARLY, HERE, left, early=60))]) is YES
    assert agreement(C.EARLY, [There(None, Judged(S.ON_TIME, HERE, left))]) is NO


def stamped(text: str) -> None:
    """The clerk of window 03 at the terminal."""
    hours, minutes = map(int, text.split(":"))
    Stamp.objects.create(person_id=clerk().id or 0, at=HERE.replace(hour=hours, minute=minutes))


@pytest.mark.usefixtures("house")
class TestAtThatMinute:
    def test_nobody_there_before_the_clerk_came_and_somebody_after(self, clock: HeldClock) -> None:
        post()
        clock.set("2022-10-17T18:00")
        stamped("9:17")
        for minute, told in ((10, YES), (20, NO)):
            found = presence(C.NOBODY, "transport-03", MONDAY, HERE.replace(minute=minute))
            assert found.verdict is told, minute

    def test_whoever_stands_in_and_has_signed_in_is_somebody(self, clock: HeldClock) -> None:
        post()
        granted(MONDAY)
        clock.set("2022-10-17T08:50")
        note_sign_in(user=User.objects.get(pk=colleague().id or 0), outcome=Outcome.IN, address="10.0.0.1")
        clock.set("2022-10-17T10:00")
        assert presence(C.NOBODY, "transport-03", MONDAY, time.now()).verdict is NO

    @pytest.mark.parametrize(("came", "told"), [("9:17", "与考勤一致"), ("8:50", "与考勤不符")])
    def test_the_page_of_the_round_says_it(self, came: str, told: str, clock: HeldClock) -> None:
        post()
        load_plan()
        clock.set("2022-10-17T10:00")
        stamped(came)
        record = PatrolRecord(day=MONDAY, slot="morning", inspectors=["巡查一组"], route="一楼")
        patrol = record_patrol(record=record, by=manager())
        finding = FindingRecord(
            dimension="punctuality",
            sub_item="late",
            severity="minor",
            department="transport",
            window="transport-03",
            place="三号窗口",
            note="到岗时间后仍未到岗。",
        )
        record_finding(patrol=patrol.public_id, record=finding, by=manager())
        page = f"/desk/hall/patrols/{patrol.public_id}/"
        assert told in browser_of(manager()).get(page).content.decode()
        assert told in browser_of(clerk()).get(page).content.decode()
