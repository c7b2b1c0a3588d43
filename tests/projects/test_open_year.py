"""Projects in a year whose public holidays are not set: targets, publications, and what the notice brings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.held_clock import HeldClock
from tests.holiday_notice import proclaim
from tests.house import PLAYER, open_house, person
from tests.projects.grid import ITEM, OWNER, accepted, approver, channel, reviewer

from banli.cases import service as cases
from banli.kernel.actors import Role
from banli.ledger.service import events
from banli.projects import service as projects
from banli.site.recount import count_all
from banli.worktime.service import OPEN_END

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> None:
    open_house(ITEM)


def approved() -> cases.Case:
    """A check after five years, which needs no publicity, decided now."""
    number = PLAYER.apply(ITEM, PLAYER.form(ITEM, "recheck-after-five-years")).number
    cases.accept(by=person(Role.CLERK, "environment", "environment-16"), number=number)
    cases.review(by=reviewer(), number=number, agrees=True, opinion="建议同意。")
    return cases.grant(by=approver(), number=number, said={"measures": "施工结束后及时恢复植被。"})


def test_a_publication_gets_its_last_day_with_the_notice(clock: HeldClock, tmp_path: Path) -> None:
    clock.set("2026-12-30")
    case = approved()
    row = projects.publish_decision(case=case.number, on=date(2026, 12, 30), place="门户网站", by=reviewer())
    assert row.due_on == OPEN_END
    assert "in_time" not in last_told(case)
    count_all()
    proclaim(tmp_path)
    assert (count_all().published, count_all().published) == (1, 0)
    row.refresh_from_db()
    assert row.due_on == projects.announce_by(case) == date(2027, 1, 9)
    assert last_told(case) == {"day": "2026-12-30", "in_time": True}


def last_told(case: cases.Case) -> dict[str, object]:
    return dict(json.loads(events("project", case.number)[-1].body))


def test_plans_channels_and_time_saved_are_told_in_a_year_without_a_notice(clock: HeldClock) -> None:
    clock.set("2031-01-06")
    record = projects.PlanRecord(department="environment", year=2031, plan_owner=OWNER, item=ITEM)
    of = projects.make_plan(record=record, by=reviewer())
    planned = projects.ProjectRecord(plan=of.public_id, project="甲", planned_for=date(2031, 1, 3))
    projects.add_project(record=planned, by=reviewer())
    assert [one.days for one in projects.standings(of, date(2031, 1, 6))] == [0]
    case = accepted()
    channel(case, date(2031, 2, 20))
    assert projects.earliest(case) > date(2031, 1, 6)
    done = approved()
    assert projects.announce_by(done) == OPEN_END
    projects.saved(done)
