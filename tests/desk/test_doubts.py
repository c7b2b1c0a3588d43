"""At the window answers that would not be granted as they stand are asked about, at the counter and at a correction."""

from __future__ import annotations

from typing import Any

import pytest
from tests.desk.officers import clerk, do, fresh
from tests.desk.test_counter import sheet, typed, wanted
from tests.house import OVERSIZE, submitted

from banli.cases.models import Case
from banli.cases.states import State
from banli.kernel.actors import SYSTEM
from banli.province.load import SICHUAN, load_roads_of
from banli.screens.item_form import as_text

UNKNOWN = "德阳北—G5—宜宾东"


@pytest.fixture(autouse=True)
def _roads(house: None) -> None:
    load_roads_of(SICHUAN, by=SYSTEM)


def told(answer: Any) -> dict[str, tuple[str, ...]]:
    """What is said at each question of the page."""
    assert answer.status_code == 422
    found = [question for part in answer.context["parts"] for question in part.questions]
    return {question.key: question.errors for question in found if question.errors}


def sent_with(case: Case, keys: str, **changes: Any) -> dict[str, Any]:
    answers = {
        key: value if key == "provinces" else as_text(value)
        for key, value in case.form.items()
        if value is not None
    }
    return {
        "version": case.version,
        "shown": keys,
        **{f"f.{k}": v for k, v in {**answers, **changes}.items()},
    }


@pytest.mark.parametrize("then", ["take_in", "accept"])
def test_the_counter_asks_and_takes_in_what_the_applicant_insists_on(then: str) -> None:
    window = clerk()
    page = sheet(window, OVERSIZE)
    sent = {**typed(OVERSIZE, "class-two"), "f.route": UNKNOWN, "on_paper": wanted(OVERSIZE, "class-two")}
    first = window.post(page, {**sent, "then": then})
    assert "是否为：宜宾西、宜宾南、宜宾北" in told(first)["route"][0]
    assert "申请人确认填写无误，仍按此提交" in first.content.decode()
    assert not Case.objects.exists()
    again = window.post(page, {**sent, "then": then, "anyway": first.context["doubts"]})
    assert again.status_code == 302
    assert Case.objects.get().form["route"] == UNKNOWN


def test_saving_at_the_counter_asks_about_nothing() -> None:
    window = clerk()
    sent = {**typed(OVERSIZE, "class-two"), "f.route": UNKNOWN}
    assert window.post(sheet(window, OVERSIZE), {**sent, "then": ""}).status_code == 200


def test_a_correction_on_the_spot_asks_about_what_it_makes_doubtful() -> None:
    window, case = clerk(), submitted()
    page = f"/desk/cases/{case.number}/correct/"
    sent = sent_with(case, window.get(page).context["shown"], route=UNKNOWN)
    first = window.post(page, sent)
    assert set(told(first)) == {"route"}
    assert fresh(case).version == case.version
    assert window.post(page, {**sent, "anyway": first.context["doubts"]}).status_code == 302
    assert fresh(case).form["route"] == UNKNOWN


def test_what_stood_before_is_not_asked_about_when_something_else_is_mended() -> None:
    window, case = clerk(), submitted(route=UNKNOWN)
    page = f"/desk/cases/{case.number}/correct/"
    sent = sent_with(case, window.get(page).context["shown"], cargo_name="变压器（主体）")
    assert window.post(page, sent).status_code == 302


def test_an_answer_to_a_notice_at_the_window_asks_about_the_field_it_names() -> None:
    window, case = clerk(), submitted(route=UNKNOWN)
    do(window, case, "ask_correction", **{"mark.route": "no", "problem.route": "请写明收费站"})
    case = fresh(case)
    assert case.state == State.CORRECTING
    page = f"/desk/cases/{case.number}/correct/"
    sent = sent_with(case, window.get(page).context["shown"])
    first = window.post(page, sent)
    assert set(told(first)) == {"route"}
    assert window.post(page, {**sent, "anyway": first.context["doubts"]}).status_code == 302


def test_who_looked_before_somebody_else_changed_the_case_is_told_that_first() -> None:
    window, case = clerk(), submitted()
    page = f"/desk/cases/{case.number}/correct/"
    sent = sent_with(case, window.get(page).context["shown"], route=UNKNOWN)
    do(window, case, "accept")
    assert window.post(page, sent).status_code == 409
