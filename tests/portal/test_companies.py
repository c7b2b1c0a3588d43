"""A company's account: opened at the counter, its agents authorised, accepting, and ended at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.desk.test_identity import ANOTHER, NUMBER, shown
from tests.held_clock import HeldClock
from tests.portal.test_accounts import MAIL, MOBILE, NEW, registered, signed_in
from tests.samples import PDF

from banli.accounts.models import Authorisation, Company
from banli.accounts.service import close_account, held_by, standing_of
from banli.accounts.states import Standing
from banli.kernel.actors import Role
from banli.ledger.models import Event
from banli.people.service import actor_for

pytestmark = pytest.mark.django_db
CODE, NAME = "91110000101623741K", "京蓉运输有限公司"
LICENCE = {"name": NAME, "code": CODE, "representative": "李明", "number": NUMBER}
DAYS = {"starts": "2022-11-15", "until": "2023-11-14"}
AT = f"/my/companies/{CODE}/"


@pytest.fixture(autouse=True)
def _demo(house: None, settings: Any, clock: HeldClock) -> None:
    settings.DEMO = True
    clock.set("2022-11-15T10:00")


def checked(mobile: str, name: str, number: str, clock: HeldClock) -> Client:
    """A browser of somebody whose papers were seen."""
    client = registered(mobile, name)
    clock.move(minutes=1)
    assert shown(clerk(), mobile, number, name).status_code == 302
    return client


@pytest.fixture
def head(clock: HeldClock) -> Client:
    """The legal representative of a company that was opened at the counter."""
    client = checked(MOBILE, "李明", NUMBER, clock)
    assert clerk().post("/desk/identity/company/", LICENCE).status_code == 302
    return client


def authorised(head: Client, agent: str = NEW, **more: Any) -> Any:
    """The form of an authorisation is sent."""
    paper = SimpleUploadedFile("授权委托书.pdf", PDF, "application/pdf")
    sent = {"agent": agent, "paper": paper, "scope": "all", **DAYS, **more}
    return head.post(AT, sent, follow=True)


def test_the_counter_opens_a_company_for_whom_the_licence_names(head: Client) -> None:
    company = Company.objects.get()
    assert (company.name, company.representative) == (NAME, signed_in(head))
    assert NAME in head.get("/my/companies/").content.decode()
    assert clerk().post("/desk/identity/company/", LICENCE).status_code == 302
    assert [one.name for one in Event.objects.filter(topic="company")] == ["company_opened"]
    for wrong in (
        {"code": "91110000101623741X"},
        {"representative": "王芳"},
        {"number": ANOTHER},
        {"name": "\u200b"},
    ):
        assert clerk().post("/desk/identity/company/", {**LICENCE, **wrong}).status_code == 422
    assert at_desk(Role.REVIEWER).get("/desk/identity/company/").status_code == 403


def test_a_new_legal_representative_takes_the_place_of_the_old(head: Client, clock: HeldClock) -> None:
    other = checked(NEW, "王芳", ANOTHER, clock)
    assert other.get(AT).status_code == 404
    told = {**LICENCE, "representative": "王芳", "number": ANOTHER}
    assert clerk().post("/desk/identity/company/", told).status_code == 302
    assert (other.get(AT).status_code, head.get(AT).status_code) == (200, 404)


def test_an_agent_accepts_and_is_ended_at_once(head: Client, clock: HeldClock) -> None:
    agent = checked(NEW, "王芳", ANOTHER, clock)
    assert authorised(head).status_code == 200
    one = Authorisation.objects.get()
    assert standing_of(one) == Standing.WAITING
    assert NAME in agent.get("/my/companies/").content.decode()
    for _ in range(2):
        assert agent.post(f"/my/authorisations/{one.pk}/accept/").status_code == 302
    (held,) = held_by(actor_for(signed_in(agent)))
    assert (standing_of(held), held.value) == (Standing.HOLDS, "")
    assert agent.get(f"/my/authorisations/{one.pk}/paper/").status_code == 200
    for _ in range(2):
        assert head.post(f"/my/authorisations/{one.pk}/end/").status_code == 302
    one.refresh_from_db()
    assert standing_of(one) == Standing.ENDED
    names = [each.name for each in Event.objects.filter(topic="company").order_by("seq")]
    assert names == ["company_opened", "agent_authorised", "authorisation_accepted", "authorisation_ended"]


def test_the_answer_is_the_same_whether_anybody_has_the_number(head: Client, clock: HeldClock) -> None:
    checked(NEW, "王芳", ANOTHER, clock)
    known, unknown = ([str(one) for one in authorised(head, to).context["messages"]] for to in (NEW, MAIL))
    assert known == unknown
    assert len(known) == 1
    assert authorised(head).status_code == 200
    assert Authorisation.objects.count() == 2, "a second click is the same authorisation"


def test_strangers_and_the_unchecked_are_refused(head: Client, clock: HeldClock) -> None:
    clock.move(minutes=1)
    agent, stranger = registered(NEW, "王芳"), registered("13700007777", "赵六")
    authorised(head)
    one = Authorisation.objects.get()
    for act in ("accept", "end"):
        assert stranger.post(f"/my/authorisations/{one.pk}/{act}/").status_code == 404
    assert stranger.get(f"/my/authorisations/{one.pk}/paper/").status_code == 404
    assert Client().get("/my/companies/").status_code == 302
    refused = agent.post(f"/my/authorisations/{one.pk}/accept/")
    assert refused.status_code == 409
    assert "窗口" in refused.content.decode()
    assert head.post(f"/my/authorisations/{one.pk}/accept/").status_code == 409


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("agent", "nobody"),
        ("starts", "soon"),
        ("until", "2022-11-14"),
        ("scope", ""),
        ("items", ["no-such-item"]),
        ("paper", SimpleUploadedFile("x.exe", b"MZ rubbish", "application/octet-stream")),
    ],
)
def test_what_is_wrong_is_said_at_its_field(head: Client, field: str, told: Any) -> None:
    answer = authorised(head, **{field: told})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Authorisation.objects.exists()


def test_who_closes_the_account_is_an_agent_no_more(head: Client, clock: HeldClock) -> None:
    agent = checked(NEW, "王芳", ANOTHER, clock)
    authorised(head)
    one = Authorisation.objects.get()
    agent.post(f"/my/authorisations/{one.pk}/accept/")
    close_account(by=actor_for(signed_in(agent)))
    one.refresh_from_db()
    assert standing_of(one) == Standing.ENDED
    assert Event.objects.filter(topic="company", name="authorisation_ended").count() == 1


def test_named_items_have_to_be_chosen(head: Client) -> None:
    assert list(authorised(head, scope="named").context["form"].errors) == ["items"]
    assert authorised(head, scope="named", items=["oversize-transport"]).status_code == 200
    assert Authorisation.objects.get().items == ["oversize-transport"]
