"""Two people at one case, and two clicks of one person."""

from __future__ import annotations

import pytest
from tests.desk.officers import at_desk, clerk, do, fresh
from tests.house import accepted, person, submitted

from banli.cases.service import extend, pause, timeline
from banli.cases.states import State
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")


def test_a_second_click_is_harmless() -> None:
    case, client = submitted(), clerk()
    assert do(client, case, "accept").status_code == 302
    again = do(client, case, "accept", version=case.version)
    assert again["Location"] == f"/desk/cases/{case.number}/"
    assert [event.name for event in timeline(fresh(case))] == ["submitted", "accepted"]


def test_the_same_act_of_somebody_else_is_not_taken_for_a_second_click() -> None:
    case = submitted()
    do(clerk(), case, "accept")
    other = at_desk(Role.CLERK, name="another")
    answer = do(other, case, "accept", version=case.version)
    assert answer.status_code == 409
    assert "受理，开始计时" in answer.content.decode()


def test_what_happened_meanwhile_is_shown_and_what_was_typed_is_kept() -> None:
    case, client = accepted(), at_desk(Role.REVIEWER)
    extend(by=person(Role.APPROVER), number=case.number, days=3, reason="路线复杂")
    answer = do(client, case, "review", agrees="yes", opinion="参数符合规定。", version=case.version)
    assert answer.status_code == 409
    assert [entry.title for entry in answer.context["meanwhile"]] == ["延长办理期限"]
    review = next(offer for offer in answer.context["offers"] if offer.name == "review")
    assert [ask.value for ask in review.fields] == ["yes", "参数符合规定。"]
    assert f'name="version" value="{fresh(case).version}"' in answer.content.decode()
    assert fresh(case).state == State.IN_REVIEW


def test_what_was_typed_is_shown_where_the_act_is_no_longer_offered() -> None:
    case, client = accepted("class-three"), at_desk(Role.REVIEWER)
    other = person(Role.REVIEWER, name="another")
    pause(by=other, number=case.number, procedure="experts", reason="须经专家评审。", days=10)
    answer = do(client, case, "review", agrees="yes", opinion="参数符合规定。", version=case.version)
    assert answer.status_code == 409
    assert "review" not in [offer.name for offer in answer.context["offers"]]
    assert ("意见", "参数符合规定。") in answer.context["kept"]
    assert "参数符合规定。" in answer.content.decode()


def test_a_form_without_a_version_is_refused() -> None:
    case = submitted()
    assert do(clerk(), case, "accept", version=0).status_code == 409
    assert fresh(case).state == State.SUBMITTED
