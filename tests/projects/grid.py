"""The grid's plan, projects, applications and channels of the tests, made by real acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.house import PLAYER, person

from banli.cases import service as cases
from banli.kernel.actors import Actor, Role
from banli.projects import service as projects
from banli.projects.models import Channel, Plan
from banli.projects.states import Priority
from banli.province.worked.player import at

ITEM, OWNER = "power-grid-environment", "蜀川电力建设有限公司"
FORM = "form-220kv"


def reviewer() -> Actor:
    return person(Role.REVIEWER, "environment")


def approver() -> Actor:
    return person(Role.APPROVER, "environment")


def plan() -> Plan:
    record = projects.PlanRecord(department="environment", year=2022, plan_owner=OWNER, item=ITEM)
    return projects.make_plan(record=record, by=reviewer())


def project(of: Plan, name: str, planned_for: date = date(2022, 10, 31)) -> Any:
    record = projects.ProjectRecord(plan=of.public_id, project=name, planned_for=planned_for)
    return projects.add_project(record=record, by=reviewer())


def handed_in(example: str = FORM) -> cases.Case:
    return PLAYER.apply(ITEM, PLAYER.form(ITEM, example))


def accepted(example: str = FORM) -> cases.Case:
    clerk = person(Role.CLERK, "environment", "environment-16")
    return cases.accept(by=clerk, number=handed_in(example).number)


def approved(day: str = "10-14") -> cases.Case:
    """A check after five years, which needs no publicity, decided on a day of 2022."""
    with at(f"2022-{day} 09:10"):
        number = handed_in("recheck-after-five-years").number
        cases.accept(by=person(Role.CLERK, "environment", "environment-16"), number=number)
    with at(f"2022-{day} 15:00"):
        cases.review(by=reviewer(), number=number, agrees=True, opinion="建议同意。")
        return cases.grant(by=approver(), number=number, said={"measures": "施工结束后及时恢复植被。"})


def channel(case: cases.Case, target: date, **changes: Any) -> Channel:
    told: dict[str, Any] = {
        "case": case.number,
        "reason": "省重点电网项目，急事特办",
        "priority": Priority.PROVINCIAL_KEY,
        "members": ["罗明", "周岚"],
        "target_on": target,
    }
    return projects.open_channel(record=projects.ChannelRecord(**{**told, **changes}), by=approver())
