"""The check list of an examination on site, at the desk: every line is ticked, or it is said which are not."""

from __future__ import annotations

import re

import pytest
from tests.desk.officers import at_desk, do, fresh, offer
from tests.house import PLAYER, open_house, person

from banli.cases import service as cases
from banli.cases.models import Case
from banli.cases.service import spec_of, tasks_of, timeline
from banli.kernel.actors import Role

OFFICERS = "秦川柏、沈牧之"
FOUND = "现场与申报材料一致，逐项看过。"
VISITS = [
    pytest.param("medical-institution-registration", "registered", "health", id="hospital"),
    pytest.param("non-coal-mine-safety", "licensed", "emergency", id="mine"),
]


def under_examination(item: str, example: str, department: str) -> Case:
    """Accepted, the documents examined, the visit under way."""
    open_house(item)
    number = PLAYER.apply(item, PLAYER.form(item, example)).number
    cases.accept(by=person(Role.CLERK, department), number=number)
    reviewer = person(Role.REVIEWER, department)
    return cases.finish_step(by=reviewer, number=number, step="examine", agrees=True, text="材料齐全。")


def lines(case: Case) -> dict[str, str]:
    """The check list of the visit: keys with their Chinese."""
    step = next(one for one in spec_of(case).steps if one.key == "site-visit")
    return {point.key: point.label.zh for point in step.checklist}


def box(page: str, key: str) -> str:
    """The check box of one line as the page draws it."""
    found = re.search(rf'<input[^>]*name="tick\.{key}"[^>]*>', page)
    assert found, key
    return found[0]


@pytest.mark.django_db
@pytest.mark.parametrize(("item", "example", "department"), VISITS)
def test_what_is_not_ticked_is_named_and_what_was_entered_stays(
    item: str, example: str, department: str
) -> None:
    case = under_examination(item, example, department)
    reviewer = at_desk(Role.REVIEWER, department)
    first, *others = lines(case)
    visit = {"key": "site-visit", "agrees": "yes", "text": FOUND, "officers": OFFICERS}
    wrong = do(reviewer, case, "finish_step", **visit, **{f"tick.{first}": "on"})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    told = re.search(r"未勾选：([^<]+)", page)
    assert told, "the message says what is missing"
    assert told[1].strip().rstrip("。") == "；".join(lines(case)[key] for key in others)
    assert FOUND in page
    assert OFFICERS in page
    assert "checked" in box(page, first)
    assert all("checked" not in box(page, key) for key in others)
    assert [event.name for event in timeline(fresh(case))] == ["submitted", "accepted", "step_finished"]


@pytest.mark.django_db
@pytest.mark.parametrize(("item", "example", "department"), VISITS)
def test_with_every_line_ticked_the_visit_is_done(item: str, example: str, department: str) -> None:
    case = under_examination(item, example, department)
    reviewer = at_desk(Role.REVIEWER, department)
    asked = [one.name for one in offer(reviewer, case, "finish_step", "site-visit").fields]
    ticks = {f"tick.{key}": "on" for key in lines(case)}
    assert [name for name in asked if name.startswith("tick.")] == list(ticks)
    visit = {"key": "site-visit", "agrees": "yes", "text": FOUND, "officers": OFFICERS}
    answer = do(reviewer, case, "finish_step", **visit, **ticks)
    assert answer.status_code in (200, 302)
    task = next(one for one in tasks_of(fresh(case)) if one.key == "site-visit")
    assert task.outcome == "agrees"
    assert task.officers == ["秦川柏", "沈牧之"]
    assert "☐" not in task.text
    assert task.text.count("☑") == len(ticks)


@pytest.mark.django_db
def test_a_visit_that_is_not_in_order_needs_no_full_list() -> None:
    case = under_examination("medical-institution-registration", "registered", "health")
    reviewer = at_desk(Role.REVIEWER, "health")
    visit = {"key": "site-visit", "agrees": "no", "text": "院感流程不符合规范。", "officers": OFFICERS}
    answer = do(reviewer, case, "finish_step", **visit, **{"tick.layout": "on"})
    assert answer.status_code in (200, 302)
    task = next(one for one in tasks_of(fresh(case)) if one.key == "site-visit")
    assert task.outcome == "disagrees"
    assert "☑布局与流线" in task.text
