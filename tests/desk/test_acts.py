"""Every act through the page: what is offered, what it does, and who is refused."""

from __future__ import annotations

import pytest
from tests.desk.officers import at_desk, clerk, do, fresh, offers, page, rare
from tests.held_clock import HeldClock
from tests.house import accepted, granted, proposed, submitted

from banli.cases.states import State
from banli.kernel.actors import Role
from banli.licences.service import of_case

pytestmark = pytest.mark.usefixtures("house")


def test_a_clerk_accepts_and_the_page_says_so() -> None:
    case, client = submitted(), clerk()
    assert offers(client, case) == [
        "accept",
        "ask_correction",
        "correct_on_the_spot",
        "refuse_acceptance",
        "find_not_required",
    ]
    assert rare(client, case) == ["note_help", "retract"]
    answer = do(client, case, "accept")
    assert answer["Location"] == f"/desk/cases/{case.number}/"
    assert fresh(case).state == State.IN_REVIEW
    assert "已完成：受理，开始计时" in page(client, case).content.decode()


def test_refusing_acceptance_names_the_proper_organ() -> None:
    case, client = submitted(), clerk()
    wrong = do(client, case, "refuse_acceptance", reasons="不属于本机关职权范围。")
    assert wrong.status_code == 422
    asked = next(offer for offer in wrong.context["offers"] if offer.name == "refuse_acceptance").fields
    assert [ask.name for ask in asked if ask.errors] == ["proper_organ"]
    assert "不属于本机关职权范围。" in wrong.content.decode()
    do(client, case, "refuse_acceptance", reasons="不属于本机关职权范围。", proper_organ="成都市交通运输局")
    assert fresh(case).state == State.NOT_ACCEPTED


def test_finding_that_no_permit_is_needed_gives_the_reason() -> None:
    case, client = submitted(), clerk()
    assert do(client, case, "find_not_required", reasons=" ").status_code == 422
    do(client, case, "find_not_required", reasons="车货未超限。")
    assert fresh(case).state == State.NOT_REQUIRED


def test_a_reviewer_stops_the_clock_and_lets_it_run_again(clock: HeldClock) -> None:
    case, client = accepted("class-three"), at_desk(Role.REVIEWER)
    assert offers(client, case) == ["finish_step", "pause"]
    assert do(client, case, "pause", procedure="experts", reason="", days=10).status_code == 422
    do(client, case, "pause", procedure="experts", reason="桥梁通行须经专家评审。", days=10)
    assert fresh(case).state == State.PAUSED
    assert "计时暂停" in page(client, case).content.decode()
    clock.move(days=3)
    do(client, fresh(case), "resume", result="专家同意通行。")
    assert fresh(case).state == State.IN_REVIEW
    assert fresh(case).due_on > case.due_on  # type: ignore[operator]


def test_only_procedures_of_the_item_are_offered() -> None:
    case, client = accepted("class-three"), at_desk(Role.REVIEWER)
    pause = next(offer for offer in page(client, case).context["offers"] if offer.name == "pause")
    assert [key for key, _words in pause.fields[0].options] == ["reinforcement", "experts"]
    assert do(client, case, "pause", procedure="auction", reason="拍卖", days=10).status_code == 409
    assert fresh(case).state == State.IN_REVIEW


def test_an_approver_extends_once() -> None:
    case, client = accepted(), at_desk(Role.APPROVER)
    assert offers(client, case) == ["extend"]
    assert do(client, case, "extend", days="11", reason="路线复杂").status_code == 422
    do(client, case, "extend", days="5", reason="路线复杂")
    assert fresh(case).extended_days == 5
    assert offers(client, case) == []


def test_an_opinion_is_asked_for_and_nothing_typed_is_lost() -> None:
    case, client = accepted(), at_desk(Role.REVIEWER)
    wrong = do(client, case, "review", agrees="no", opinion="")
    assert wrong.status_code == 422
    review = next(offer for offer in wrong.context["offers"] if offer.name == "review")
    assert [(ask.value, bool(ask.errors)) for ask in review.fields] == [("no", False), ("", True)]
    neither = do(client, case, "review", opinion="参数符合规定。")
    assert "请选择建议准予还是不予许可" in neither.content.decode()
    assert "参数符合规定。" in neither.content.decode()
    do(client, case, "review", agrees="yes", opinion="参数符合规定。")
    assert fresh(case).state == State.PROPOSED


def test_crosses_made_while_reading_are_added_to_the_opinion() -> None:
    case, client = accepted(), at_desk(Role.REVIEWER)
    marks = {"mark.route": "no", "problem.route": "应绕行限载桥梁", "mark.cargo_name": "yes"}
    do(client, case, "review", agrees="no", opinion="建议不予许可。", **marks)
    opinion = page(client, case).context["opinions"][0][0]
    assert opinion.text == "建议不予许可。\n通行路线：应绕行限载桥梁"


def test_sent_back_to_examination_with_what_is_missing() -> None:
    case, client = proposed(), at_desk(Role.APPROVER)
    assert do(client, case, "return_to_review", opinion="").status_code == 422
    do(client, case, "return_to_review", opinion="请补充桥梁验算。")
    assert fresh(case).state == State.IN_REVIEW


def test_granted_issued_and_handed_over() -> None:
    case, approver = proposed(), at_desk(Role.APPROVER)
    do(approver, case, "grant", opinion="同意。")
    assert offers(approver, case) == ["issue"]
    do(approver, fresh(case), "issue")
    assert of_case(fresh(case)) is not None
    do(clerk(), fresh(case), "deliver", way="window")
    assert fresh(case).state == State.DELIVERED
    assert offers(clerk(), case) == ["archive"]


def test_the_window_may_issue_too_and_nothing_is_handed_over_before() -> None:
    case, client = granted(), clerk()
    assert offers(client, case) == ["issue"]
    assert do(client, case, "deliver", way="window").status_code == 409
    do(client, case, "issue")
    assert offers(client, fresh(case)) == ["deliver"]


def test_what_the_rules_forbid_is_not_granted_by_a_form_made_by_hand() -> None:
    case = proposed()
    type(case).objects.filter(pk=case.pk).update(form={**case.form, "divisible": True})
    answer = do(at_desk(Role.APPROVER), fresh(case), "grant")
    assert answer.status_code == 409
    assert fresh(case).state == State.PROPOSED


def test_a_way_of_delivery_that_does_not_exist_is_refused_at_its_place() -> None:
    case, client = granted(), at_desk(Role.APPROVER)
    do(client, case, "issue")
    wrong = do(clerk(), fresh(case), "deliver", way="pigeon")
    assert wrong.status_code == 422
    assert fresh(case).state == State.ISSUED


def test_a_refusal_asks_for_reasons_and_for_no_remedies_that_an_officer_could_weaken() -> None:
    case, client = proposed(agrees=False), at_desk(Role.APPROVER)
    refuse = next(offer for offer in page(client, case).context["offers"] if offer.name == "refuse")
    assert [one.name for one in refuse.fields if one.kind != "check"] == ["reasons"]
    wrong = do(client, case, "refuse", reasons="")
    assert wrong.status_code == 422
    do(client, case, "refuse", reasons="轴荷超过限值。")
    assert fresh(case).state == State.REFUSED


@pytest.mark.parametrize(
    ("role", "act"),
    [
        (Role.REVIEWER, "accept"),
        (Role.APPROVER, "ask_correction"),
        (Role.CLERK, "review"),
        (Role.CLERK, "grant"),
        (Role.REVIEWER, "grant"),
        (Role.REVIEWER, "refuse"),
    ],
)
def test_an_act_that_is_not_ones_own_is_refused(role: Role, act: str) -> None:
    case = (
        submitted() if act in ("accept", "ask_correction") else accepted() if act == "review" else proposed()
    )
    answer = do(
        at_desk(role), case, act, agrees="yes", opinion="好", **{"mark.route": "no", "problem.route": "错"}
    )
    assert answer.status_code == 403
    assert fresh(case).state == case.state


def test_who_only_watches_is_offered_nothing_and_cannot_act() -> None:
    case = submitted()
    for role in (Role.SUPERVISOR, Role.HALL_MANAGER):
        client = at_desk(role, "service-centre")
        assert offers(client, case) == []
        assert do(client, case, "accept").status_code == 403


def test_a_case_of_another_department_is_not_there() -> None:
    case = submitted()
    client = at_desk(Role.CLERK, "hrss")
    assert client.get(f"/desk/cases/{case.number}/").status_code == 404
    assert do(client, case, "accept").status_code == 404
    assert fresh(case).state == State.SUBMITTED


def test_an_unknown_act_is_not_there_and_a_get_leads_to_the_case() -> None:
    case, client = submitted(), clerk()
    assert do(client, case, "burn").status_code == 404
    assert client.get(f"/desk/cases/{case.number}/acts/accept/")["Location"] == f"/desk/cases/{case.number}/"
