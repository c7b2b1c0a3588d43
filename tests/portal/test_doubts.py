"""Answers that would not be granted as they stand are asked about once more where they are corrected."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.house import clerk, submitted
from tests.portal.steps import typed
from tests.portal.test_case import opened

from banli.cases import service as cases
from banli.cases.models import Case
from banli.cases.states import State
from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN, load_roads_of

UNKNOWN = "德阳北—G5—宜宾东"
FREE = "德阳北—G5—成都北—G4201—成都南—S4—宜宾西—G93—宜宾南—G85—宜宾北"
APPLY = "/items/oversize-transport/apply/"


@pytest.fixture
def roads(house: None) -> None:
    load_roads_of(SICHUAN, by=SYSTEM)


def asked_for(case: Case, *fields: str) -> Case:
    points = [{"where": field, "label": field, "problem": "请更正"} for field in fields]
    return cases.ask_correction(by=clerk(), number=case.number, points=points)


def send(browser: Client, case: Case, field: str, answer: str, **more: str) -> Any:
    return browser.post(
        f"/track/{case.number}/correct/", {"version": case.version, "shown": field, field: answer, **more}
    )


def told(answer: Any) -> dict[str, tuple[str, ...]]:
    """What is said at each question of the page."""
    assert answer.status_code == 422
    asked = [point.question for point in answer.context["points"] if point.question]
    return {one.key: one.errors for one in asked if one.errors}


@pytest.mark.usefixtures("roads")
def test_a_route_that_cannot_be_read_is_asked_about_at_its_correction() -> None:
    case = asked_for(submitted(), "route")
    browser = opened(case)
    first = send(browser, case, "route", UNKNOWN)
    assert "没有找到站点“宜宾东”，是否为：宜宾西、宜宾南、宜宾北" in told(first)["route"][0]
    assert "填写无误，仍然提交" in first.content.decode()
    assert Case.objects.get().state == State.CORRECTING
    assert send(browser, case, "route", FREE).status_code == 302
    assert Case.objects.get().form["route"] == FREE


@pytest.mark.usefixtures("roads")
def test_whoever_insists_hands_it_in_as_it_was_shown_and_nothing_else() -> None:
    case = asked_for(submitted(), "route")
    browser = opened(case)
    marks = send(browser, case, "route", UNKNOWN).context["doubts"]
    other = send(browser, case, "route", "德阳北—G5—宜宾中", anyway=marks)
    assert "没有找到站点“宜宾中”" in told(other)["route"][0]
    assert send(browser, case, "route", UNKNOWN, anyway=marks).status_code == 302
    assert Case.objects.get().form["route"] == UNKNOWN


@pytest.mark.usefixtures("roads")
def test_what_was_insisted_on_before_is_not_asked_about_when_another_point_is_answered() -> None:
    case = asked_for(submitted(route=UNKNOWN), "cargo_name")
    assert send(opened(case), case, "cargo_name", "变压器（主体）").status_code == 302


@pytest.mark.usefixtures("roads")
def test_what_the_notice_names_is_asked_about_again_although_nothing_changed() -> None:
    case = asked_for(submitted(route=UNKNOWN), "route")
    assert "宜宾东" in told(send(opened(case), case, "route", UNKNOWN))["route"][0]


@pytest.mark.usefixtures("roads")
def test_a_correction_that_makes_another_answer_doubtful_asks_about_that_one() -> None:
    case = asked_for(submitted(), "mass_kg")
    answer = send(opened(case), case, "mass_kg", str(case.form["mass_kg"] + 1000))
    assert set(told(answer)) == {"mass_kg"}
    case = asked_for(submitted(), "axle_loads_kg")
    loads = [load + 100 for load in case.form["axle_loads_kg"]]
    assert "mass_kg" in told(send(opened(case), case, "axle_loads_kg", ", ".join(map(str, loads))))


@pytest.mark.usefixtures("roads")
def test_a_first_application_is_asked_in_the_same_words(browser: Client) -> None:
    sent = typed(route=UNKNOWN)
    first = browser.post(APPLY, sent)
    assert first.status_code == 422
    assert browser.post(APPLY, {**sent, "anyway": "1"}).status_code == 422
    assert browser.post(APPLY, {**sent, "anyway": first.context["doubts"]}).status_code == 302
