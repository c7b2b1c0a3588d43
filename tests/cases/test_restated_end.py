"""Cases that end while a limit is open: their time is counted once the notice is there, as if it had been before."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim
from tests.house import clerk, person, proposed, submitted

from banli.cases import service as cases
from banli.kernel.actors import SYSTEM, Role
from banli.ledger.service import verify
from banli.notices.service import Message
from banli.portal.cases.timeline import happenings
from banli.site.jobs import drain_outbox
from banli.statistics.service import rebuild

pytestmark = pytest.mark.usefixtures("house")
DAYS = ("promised_due", "statutory_due", "limit_days", "took_days")


def end(case: cases.Case) -> dict[str, object]:
    """What the last event with its time says of how the case ended."""
    bodies = [json.loads(event.body) for event in cases.timeline(case) if event.body]
    return next(body for body in reversed(bodies) if "accepted_on" in body)


def refused(clock: HeldClock) -> cases.Case:
    case = proposed(agrees=False)
    clock.move(days=9)
    return cases.terminate(
        by=person(Role.APPROVER), number=case.number, reason="已不存在", ground="applicant_gone"
    )


def granted_late(clock: HeldClock) -> cases.Case:
    case = proposed()
    clock.move(days=9)
    return cases.grant(by=person(Role.APPROVER), number=case.number)


def granted_after_a_pause(clock: HeldClock) -> cases.Case:
    case = cases.accept(by=clerk(), number=submitted().number)
    reviewer = person(Role.REVIEWER)
    cases.pause(by=reviewer, number=case.number, procedure="reinforcement", reason="加固桥梁", days=10)
    clock.move(days=7)
    cases.resume(by=reviewer, number=case.number, result="合格")
    cases.review(by=reviewer, number=case.number, agrees=True, opinion="参数符合规定。")
    return cases.grant(by=person(Role.APPROVER), number=case.number)


def withdrawn(clock: HeldClock) -> cases.Case:
    case = cases.accept(by=clerk(), number=submitted().number)
    clock.move(days=2)
    return cases.withdraw(by=clerk(), number=case.number, reason="不再需要")


ENDS = pytest.mark.parametrize("ends", [refused, granted_late, granted_after_a_pause, withdrawn])


@ENDS
def test_an_end_says_the_same_time_whether_the_notice_came_before_or_after_it(
    ends: Callable[[HeldClock], cases.Case], clock: HeldClock, tmp_path: Path
) -> None:
    clock.set("2026-12-30")
    late = ends(clock)
    assert "promised_due" not in end(late)
    proclaim(tmp_path)
    assert cases.count_on(by=SYSTEM) == [late.number]
    clock.set("2026-12-30")
    whole = ends(clock)
    assert {key: end(late)[key] for key in DAYS} == {key: end(whole)[key] for key in DAYS}
    late = cases.find(late.number, SYSTEM)
    assert (late.state, late.statutory_due_on) == (whole.state, whole.statutory_due_on)
    assert cases.restate_ends(by=SYSTEM) == []
    assert verify().ok


@pytest.mark.django_db
def test_every_count_has_the_end_once_and_in_time_or_late(clock: HeldClock, tmp_path: Path) -> None:
    clock.set("2026-12-30")
    late = granted_late(clock)
    case = proposed()
    early = cases.grant(by=person(Role.APPROVER), number=case.number)
    drain_outbox()
    before = figures()
    assert (before["completed"], before["timed"]) == (2, 0)
    proclaim(tmp_path)
    assert sorted(cases.count_on(by=SYSTEM) or ()) == sorted([late.number, early.number])
    drain_outbox()
    after = figures()
    assert after == {"completed": 2, "timed": 2, "on_time": 1}
    rebuild(by=SYSTEM, from_=date(2026, 12, 1), to=date(2027, 1, 31))
    assert figures() == after


def figures() -> dict[str, int]:
    """How many ended at the turn of the year, of how many it is known whether in time, and how many were."""
    from banli.statistics.models import DayKind

    rows = list(DayKind.objects.filter(name__in=["granted"]))
    return {
        "completed": sum(row.n for row in rows),
        "timed": sum(row.timed for row in rows),
        **({"on_time": on_time} if (on_time := sum(row.on_time for row in rows)) else {}),
    }


def test_the_applicant_is_told_of_the_end_once_and_sees_it_once(clock: HeldClock, tmp_path: Path) -> None:
    clock.set("2026-12-30")
    case = granted_late(clock)
    proclaim(tmp_path)
    cases.count_on(by=SYSTEM)
    drain_outbox()
    told = Message.objects.filter(subject=str(case.pk)).values_list("name", flat=True)
    assert list(told).count("granted") == 1
    titles = [one.title for one in happenings(cases.timeline(case), cases.notices(case))]
    assert len(titles) == len(set(titles))
    assert not [title for title in titles if "annulled" in title]
