"""Help with an application noted on the page of the case, after the intake."""

from __future__ import annotations

import pytest
from tests.desk.officers import browser_of, do, fresh, offer, offers, page, rare
from tests.house import clerk, person, submitted

from banli.cases.service import Case, timeline
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")


def noted(case: Case) -> int:
    return sum(one.name == "helped" for one in timeline(case))


def test_a_window_notes_it_from_the_page_of_the_case_and_the_act_is_gone() -> None:
    case, desk = submitted(), browser_of(clerk())
    assert "note_help" in rare(desk, case)
    assert do(desk, case, "note_help", how="on_behalf").status_code == 302
    case = fresh(case)
    assert noted(case) == 1
    assert "note_help" not in offers(desk, case)
    assert "帮办代办" in page(desk, case).content.decode()


def test_a_second_click_leads_to_the_case_and_counts_once() -> None:
    case, desk = submitted(), browser_of(clerk())
    for _click in range(2):
        assert do(desk, case, "note_help", version=case.version, how="alongside").status_code == 302
    assert noted(case) == 1


def test_whoever_comes_after_another_officer_reads_that_it_is_noted() -> None:
    case, desk = submitted(), browser_of(clerk())
    do(desk, case, "note_help", how="alongside")
    case = fresh(case)
    answer = do(desk, case, "note_help", how="on_behalf")
    assert answer.status_code == 409
    assert "已登记" in answer.content.decode()
    assert noted(case) == 1


def test_it_asks_how_and_keeps_the_question_at_its_field() -> None:
    case, desk = submitted(), browser_of(clerk())
    answer = do(desk, case, "note_help", how="")
    assert answer.status_code == 422
    (field,) = next(one for one in answer.context["rare_offers"] if one.name == "note_help").fields
    assert field.errors
    assert offer(desk, case, "note_help").button


def test_a_reviewer_is_not_offered_it() -> None:
    assert "note_help" not in offers(browser_of(person(Role.REVIEWER)), submitted())
