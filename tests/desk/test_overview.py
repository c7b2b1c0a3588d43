"""The overview: each number opens, in two clicks, to as many cases or ratings as it says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk
from tests.held_clock import HeldClock
from tests.house import accepted, granted, person, submitted

from banli.kernel.actors import Role
from banli.site import jobs
from banli.supervision.service import lit_departments, ranking

pytestmark = pytest.mark.usefixtures("house")
PAGE = "/desk/overview/"


def supervisor() -> Client:
    return at_desk(Role.SUPERVISOR, "service-centre")


@pytest.fixture
def late(clock: HeldClock) -> None:
    """Two cases past their promise, one ended in time, on the Friday after."""
    accepted()
    accepted()
    granted()
    clock.set("2022-10-21")
    submitted()
    jobs.watch(timestamp=0)


def counted(browser: Client, href: str) -> int:
    """How many cases or signals the list behind a number shows."""
    answer = browser.get(href)
    assert answer.status_code == 200
    return len(answer.context["rows"])


def number(text: str) -> int:
    return int(text.replace(",", "") or 0)


def test_each_number_opens_to_as_many_cases_as_it_says(late: None) -> None:
    watcher = supervisor()
    shown = watcher.get(PAGE).context
    values = [*shown["today"], *shown["week"], *shown["promises"], *shown["late"], shown["under_watch"]]
    assert sum(number(one.text) for one in shown["late"]) == 2
    assert number(shown["under_watch"].text) == 4
    for one in values:
        assert counted(watcher, one.href) == number(one.text), (str(one.title), one.href)


def test_the_reasons_of_lateness_open_to_their_signals(late: None) -> None:
    watcher = supervisor()
    why = watcher.get(PAGE).context["why"]
    assert [(one.rule, one.signals, one.explained) for one, _words, _href in why] == [("HP-01", 2, 0)]
    assert counted(watcher, why[0][2]) == 2
    assert counted(watcher, f"{why[0][2]}&state=explained") == 0


def test_every_part_of_the_departments_bars_opens_to_its_cases(late: None) -> None:
    watcher = supervisor()
    chart = watcher.get(PAGE).context["chart"]
    assert {box.tone: box.value for box in chart.boxes} == {"done": 2, "warning": 2}
    for box in chart.boxes:
        assert counted(watcher, box.href) == box.value


def test_whoever_leads_a_department_sees_that_department_alone(late: None) -> None:
    own = at_desk(Role.APPROVER).get(PAGE).context
    assert number(own["week"][0].text) == 3
    assert "line=transport" in own["week"][0].href
    elsewhere = at_desk(Role.APPROVER, "health").get(PAGE)
    assert number(elsewhere.context["week"][0].text) == 0
    assert elsewhere.context["chart"].total == 0
    assert "没有可画的数" in elsewhere.content.decode()


def test_the_government_sees_counts_and_no_lights_it_could_not_open(late: None) -> None:
    page = at_desk(Role.GOVERNMENT).get(PAGE)
    assert page.context["chart"].total == 3
    assert "/desk/supervision/" not in re.sub(r"<nav.*?</nav>", "", page.content.decode(), flags=re.S)


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.EDITOR, Role.ADMIN])
def test_others_do_not_open_it(role: Role) -> None:
    assert at_desk(role).get(PAGE).status_code == 403


def test_a_quiet_morning_says_so() -> None:
    page = supervisor().get(PAGE).content.decode()
    assert "尚未记录" in page or "没有" in page
    assert "没有有承诺期限的办件办结" in page


@pytest.mark.parametrize(
    "asked", ["light=purple", "light=red&light=red&department=nowhere", "after=x&light=green"]
)
def test_a_narrowed_list_of_lights_survives_rubbish(asked: str, late: None) -> None:
    answer: Any = supervisor().get(f"/desk/supervision/?{asked}")
    assert answer.status_code == 200


def test_the_lights_of_departments_are_those_of_the_ranking(late: None) -> None:
    who = person(Role.SUPERVISOR, "service-centre")
    full, light = ranking(who), lit_departments(who)
    assert light.lights_at == full.lights_at
    assert [replace(one, left=None) for one in full.rows] == light.rows


def test_a_narrowed_list_goes_on_by_key(late: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banli.supervision.selectors.ranking.PAGE", 1)
    monkeypatch.setattr("banli.desk.supervision.lights.PAGE", 1)
    watcher, seen = supervisor(), []
    page = "?light=yellow"
    while page:
        shown = watcher.get(f"/desk/supervision/{page}").context
        seen += [row.case.number for row in shown["rows"]]
        page = f"?{shown['narrowed']}&after={shown['following']}" if shown["following"] else ""
    assert len(seen) == len(set(seen)) == 2


def test_a_department_does_not_open_another_ones_cases(late: None) -> None:
    assert counted(at_desk(Role.APPROVER, "health"), "/desk/supervision/?department=transport") == 0
    assert counted(at_desk(Role.APPROVER, "health"), "/desk/supervision/?light=yellow") == 0
