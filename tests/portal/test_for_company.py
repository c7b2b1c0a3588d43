"""Applying for a company: chosen at the start, the company's from then on, and over at once when the tie ends."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import clerk as at_counter
from tests.desk.test_identity import ANOTHER, NUMBER
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, clerk
from tests.portal.steps import fill_in, hand_over_files, token
from tests.portal.test_accounts import MOBILE, NEW, signed_in
from tests.portal.test_companies import CODE, LICENCE, NAME, authorised, checked

from banli.accounts.models import Authorisation
from banli.cases.models import Case, Draft
from banli.cases.selectors import addressee_of
from banli.cases.service import accept, ask_correction, query_password, submit_draft, timeline, withdraw
from banli.kernel.errors import Denied
from banli.people.service import actor_for

pytestmark = pytest.mark.django_db
THIRD, THIRD_NUMBER = "13700007777", "510104198806083018"
APPLY = f"/items/{OVERSIZE}/apply/"


@pytest.fixture(autouse=True)
def _demo(house: None, settings: Any, clock: HeldClock) -> None:
    settings.DEMO = True
    clock.set("2022-11-15T10:00")


@pytest.fixture
def head(clock: HeldClock) -> Client:
    """The legal representative."""
    client = checked(MOBILE, "李明", NUMBER, clock)
    assert at_counter().post("/desk/identity/company/", LICENCE).status_code == 302
    return client


@pytest.fixture
def agent(head: Client, clock: HeldClock) -> Client:
    """Who accepted an authorisation for everything."""
    return joined(head, NEW, "王芳", ANOTHER, clock)


def joined(head: Client, mobile: str, name: str, number: str, clock: HeldClock, **more: Any) -> Client:
    client = checked(mobile, name, number, clock)
    authorised(head, mobile, **more)
    one = Authorisation.objects.latest("pk")
    assert client.post(f"/my/authorisations/{one.pk}/accept/").status_code == 302
    return client


def begin(client: Client, whom: str = CODE) -> None:
    assert client.get(APPLY)["Location"] == f"{APPLY}for/"
    assert client.post(f"{APPLY}for/", {"for": whom})["Location"] == APPLY


def handed_in(client: Client) -> Case:
    begin(client)
    fill_in(client)
    hand_over_files(client)
    answer = client.post(f"{APPLY}check/", {"draft": token(client)})
    assert answer.status_code == 302, answer.content.decode()
    return Case.objects.get(number=answer["Location"].split("/")[2])


def ended(head: Client) -> None:
    one = Authorisation.objects.latest("pk")
    assert head.post(f"/my/authorisations/{one.pk}/end/").status_code == 302


def test_name_and_code_are_the_companys_whatever_is_typed(agent: Client) -> None:
    case = handed_in(agent)
    assert (case.company, case.applicant, case.applicant_code) == (CODE, NAME, CODE)
    assert (case.form["carrier"], case.form["carrier_code"]) == (NAME, CODE)
    first = timeline(case)[0]
    assert first.actor == f"user:{signed_in(agent).pk}"
    assert f'"company":"{CODE}"' in first.body
    receipt = agent.get(f"/receipt/{case.number}/").content.decode()
    assert "经办人" in receipt
    assert "王芳" in receipt
    assert query_password(case.number) not in receipt


def test_the_form_shows_for_whom_and_lets_nobody_type_there(agent: Client) -> None:
    begin(agent)
    page = agent.get(APPLY).content.decode()
    assert NAME in page
    assert page.count(" readonly") == 2


def test_every_present_member_sees_the_case_and_nobody_else(
    agent: Client, head: Client, clock: HeldClock
) -> None:
    case = handed_in(agent)
    stranger = checked(THIRD, "赵六", THIRD_NUMBER, clock)
    for client in (head, agent):
        assert client.get(f"/track/{case.number}/").status_code == 200
        assert case.number[-12:] in client.get(f"/my/?for={CODE}").content.decode().replace(" ", "")
        assert case.query_number
    assert stranger.get(f"/track/{case.number}/").status_code == 404
    told = {"number": case.number, "password": query_password(case.number)}
    assert Client().post("/track/", told).status_code == 422, "no password opens a company's case"


def test_an_ended_authorisation_stops_at_once(agent: Client, head: Client) -> None:
    case = handed_in(agent)
    assert addressee_of(case).mobile == NEW
    ended(head)
    refused = agent.get(f"/track/{case.number}/")
    assert refused.status_code == 403
    assert "已终止" in refused.content.decode()
    assert case.number not in agent.get("/my/").content.decode()
    with pytest.raises(Denied):
        withdraw(by=actor_for(signed_in(agent)), number=case.number)
    assert addressee_of(case).mobile == MOBILE
    assert head.get(f"/track/{case.number}/").status_code == 200
    withdraw(by=actor_for(signed_in(head)), number=case.number)
    assert f'"company":"{CODE}"' in timeline(case)[-1].body


def test_a_draft_under_way_is_kept_for_the_company(agent: Client, head: Client) -> None:
    begin(agent)
    fill_in(agent)
    hand_over_files(agent)
    sent = token(agent)
    draft = Draft.objects.get(company=CODE)
    ended(head)
    for address, method in (
        (APPLY, agent.get),
        (f"{APPLY}materials/", agent.get),
        (f"{APPLY}check/", agent.get),
        (f"{APPLY}save/", agent.post),
        (f"{APPLY}materials/x/", agent.post),
    ):
        answer = method(address)
        assert answer.status_code == 403, address
        assert "为该企业保留" in answer.content.decode()
    assert agent.post(f"{APPLY}check/", {"draft": sent}).status_code == 403
    with pytest.raises(Denied):
        submit_draft(by=actor_for(signed_in(agent)), draft_id=draft.pk)
    assert not Case.objects.exists()
    offered = head.get(f"{APPLY}for/").content.decode()
    assert "王芳" in offered
    begin(head, str(draft.pk))
    assert head.post(f"{APPLY}check/", {"draft": token(head)}).status_code == 302
    assert Case.objects.get().company == CODE
    assert agent.post(f"{APPLY}for/", {"for": ""})["Location"] == APPLY
    assert agent.get(APPLY).status_code == 200


def test_two_agents_at_once_make_one_case_of_one_draft(agent: Client, head: Client, clock: HeldClock) -> None:
    other = joined(head, THIRD, "赵六", THIRD_NUMBER, clock)
    begin(agent)
    fill_in(agent)
    hand_over_files(agent)
    draft = Draft.objects.get(company=CODE)
    begin(other, str(draft.pk))
    tokens = token(agent), token(other)
    answers = [
        one.post(f"{APPLY}check/", {"draft": sent}) for one, sent in zip((agent, other), tokens, strict=True)
    ]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Case.objects.count() == 1
    assert other.get(answers[1]["Location"]).status_code == 200


def test_an_authorisation_for_another_item_does_not_reach(head: Client, clock: HeldClock) -> None:
    agent = joined(head, NEW, "王芳", ANOTHER, clock, scope="named", items=["foreign-trade-filing"])
    assert agent.get(APPLY).status_code == 200, "nothing to choose"
    begin(head)
    fill_in(head)
    hand_over_files(head)
    head.post(f"{APPLY}check/", {"draft": token(head)})
    case = Case.objects.get()
    assert agent.get(f"/track/{case.number}/").status_code == 404
    assert case.query_number not in agent.get("/my/").content.decode()


def test_an_authorisation_ends_with_its_last_day(agent: Client, clock: HeldClock) -> None:
    case = handed_in(agent)
    clock.set("2023-11-14T10:00")
    client = Client()
    client.force_login(signed_in(agent))
    assert client.get("/my/").status_code == 200
    assert client.get(f"/receipt/{case.number}/").status_code == 200
    clock.set("2023-11-15T10:00")
    assert client.get(f"/receipt/{case.number}/").status_code == 403


def test_a_new_representative_takes_the_cases_over(agent: Client, head: Client, clock: HeldClock) -> None:
    case = handed_in(agent)
    new = checked(THIRD, "赵六", THIRD_NUMBER, clock)
    told = {**LICENCE, "name": "京蓉物流有限公司", "representative": "赵六", "number": THIRD_NUMBER}
    assert at_counter().post("/desk/identity/company/", told).status_code == 302
    assert head.get(f"/track/{case.number}/").status_code == 404
    for client in (new, agent):
        assert client.get(f"/track/{case.number}/").status_code == 200
    begin(agent)
    assert "京蓉物流有限公司" in agent.get(APPLY).content.decode()


def test_a_correction_keeps_the_companys_name(agent: Client, head: Client) -> None:
    case = handed_in(agent)
    accepted = clerk()
    ask_correction(
        by=accepted, number=case.number, points=[{"where": "cargo", "label": "货物", "problem": "写全。"}]
    )
    sent = {"cargo": "变压器主体一台", "carrier": "别的公司", "shown": "cargo carrier", "version": "2"}
    answer = head.post(f"/track/{case.number}/correct/", sent)
    assert answer.status_code == 302, answer.content.decode()
    case.refresh_from_db()
    assert (case.applicant, case.form["carrier"]) == (NAME, NAME)
    accept(by=accepted, number=case.number)


def test_the_desk_sees_who_handed_it_in_by_which_authorisation_and_whether_it_still_holds(
    agent: Client, head: Client
) -> None:
    case = handed_in(agent)
    page = at_counter().get(f"/desk/cases/{case.number}/").content.decode()
    assert "经办人" in page
    assert "王*" in page or "*芳" in page
    assert "王芳" not in page.split("办理权限")[0].split("经办情况")[1]
    assert "持授权委托书（" in page
    assert "全部事项）" in page
    assert "已无权代该企业办理" not in page
    ended(head)
    page = at_counter().get(f"/desk/cases/{case.number}/").content.decode()
    assert "持授权委托书（" in page, "it held when the case was handed in"
    assert "已无权代该企业办理" in page


def test_what_the_legal_representative_hands_in_needs_no_paper(head: Client) -> None:
    begin(head)
    fill_in(head)
    hand_over_files(head)
    head.post(f"{APPLY}check/", {"draft": token(head)})
    page = at_counter().get(f"/desk/cases/{Case.objects.get().number}/").content.decode()
    assert "以法定代表人身份" in page
