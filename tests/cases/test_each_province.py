"""Corridor provinces are asked side by side, each with its own clock and its own answer."""

from __future__ import annotations

from datetime import date

import pytest
from tests.desk.officers import at_desk
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, PLAYER, clerk, form, person

from banli.cases import service as cases
from banli.cases.models import Task
from banli.kernel.actors import Role
from banli.kernel.errors import Refused

pytestmark = pytest.mark.usefixtures("house")
BOTH = {"provinces-two-chongqing", "provinces-two-hubei"}


def asked(*provinces: str) -> cases.Case:
    """A transport of class II through these provinces, accepted and examined."""
    case = PLAYER.apply(OVERSIZE, form("two-provinces-asked", provinces=list(provinces)))
    cases.accept(by=clerk(), number=case.number)
    done(case, "forward")
    return done(case, "examine")


def done(case: cases.Case, step: str, agrees: bool = True) -> cases.Case:
    by = person(Role.REVIEWER)
    return cases.finish_step(by=by, number=case.number, step=step, agrees=agrees, text="已答复。")


def test_each_has_a_clock_from_the_day_it_is_asked(clock: HeldClock) -> None:
    case = asked("hubei", "chongqing")
    rows = Task.objects.filter(case=case, finished_at=None)
    assert {row.key: row.due_on for row in rows} == dict.fromkeys(BOTH, date(2022, 10, 24))
    clock.set("2022-10-19T10:00")
    done(case, "provinces-two-hubei")
    assert [row.key for row in Task.objects.filter(case=case, finished_at=None)] == [
        "provinces-two-chongqing"
    ]


def test_the_proposal_waits_for_the_last_of_them_and_names_it(clock: HeldClock) -> None:
    case = asked("chongqing", "hubei", "guizhou")
    done(case, "provinces-two-chongqing")
    done(case, "provinces-two-guizhou")
    with pytest.raises(Refused, match="湖北"):
        cases.review(by=person(Role.REVIEWER), number=case.number, agrees=True, opinion="同意")
    done(case, "provinces-two-hubei", agrees=False)
    proposal = cases.review(by=person(Role.REVIEWER), number=case.number, agrees=False, opinion="湖北不同意")
    assert proposal.state == "proposed"


def test_one_may_be_asked_again_alone(clock: HeldClock) -> None:
    case = asked("chongqing", "hubei")
    for key in sorted(BOTH):
        done(case, key)
    reviewed = cases.review(by=person(Role.REVIEWER), number=case.number, agrees=True, opinion="同意")
    cases.return_to_review(
        by=person(Role.APPROVER),
        number=reviewed.number,
        opinion="湖北路线有变",
        again=["provinces-two-hubei"],
    )
    rows = Task.objects.filter(case=case, key__in=BOTH).order_by("key", "round")
    assert [(row.key, row.round) for row in rows] == [
        ("provinces-two-chongqing", 1),
        ("provinces-two-hubei", 1),
        ("provinces-two-hubei", 2),
    ]


def test_officer_and_supervisor_see_each_by_its_name(clock: HeldClock) -> None:
    case = asked("chongqing", "hubei")
    text = at_desk(Role.REVIEWER).get(f"/desk/cases/{case.number}/").content.decode()
    for name in ("征求沿线省份意见（Ⅱ类）：重庆", "征求沿线省份意见（Ⅱ类）：湖北"):
        assert name in text
    assert "每一项各办一步" not in text
