"""Every page as somebody meets it who does not see it, or not well: axe finds nothing wrong on any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Page
from tests.bundles.samples import OVERSIZE as BUNDLE
from tests.bundles.samples import answers, spec_of
from tests.held_clock import HeldClock
from tests.house import PLAYER
from tests.portal.steps import fill_in, hand_over_files
from tests.samples import PDF
from tests.site.centre import proposed_against
from tests.site.doors import open_page, place_of
from tests.snapshots import kept
from tests.vehicles.conftest import TRACTOR

from banli.accounts.models import Company
from banli.accounts.service import Address
from banli.accounts.states import ContactKind, Purpose
from banli.authorities.models import Authority
from banli.bundles.models import HandIn
from banli.cases import service as cases
from banli.cases.models import Case, Promise
from banli.cases.rules.promises import PromiseKind
from banli.cases.service import query_password
from banli.cases.states import OWN_PROCEDURE
from banli.consultations.models import Consultation
from banli.credit.models import Proposal, Subject
from banli.demo.bundle import DAYS
from banli.demo.week import MONDAY
from banli.desk import permissions as desk
from banli.experts.models import Expert, Panel
from banli.fieldwork.models import Activity
from banli.fieldwork.service import Kind
from banli.hall.models import LeaderDemand, Patrol
from banli.kernel import clock
from banli.kernel.actors import VISITOR
from banli.licences.models import Certificate
from banli.people.models import User
from banli.portal import permissions as portal
from banli.portal.account.by_code import CONFIRMED
from banli.projects.models import Project
from banli.roadside.models import Check
from banli.roster.service import Leave, Shift
from banli.screens.codes import ASKED, Asked
from banli.screens.item_form import as_text
from banli.screens.second_factor import HALF
from banli.statistics.models import Figure
from banli.supervision.models import Signal

pytestmark = [pytest.mark.long, pytest.mark.browser]

FAULTS = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const where = (nodes) => nodes.slice(0, 3).map(({ target }) => target.join(" ")).join(", ");
  return violations.map(({ id, nodes }) => `${id}: ${where(nodes)}`);
}"""
MODES: tuple[dict[str, str], ...] = (
    {"banli_theme": "dark"},
    {"banli_elder": "1"},
    {"django_language": "en"},
    {"banli_theme": "dark", "banli_elder": "1", "django_language": "en"},
)
"""Cookies of dark, of large print, of English, and of all at once."""
EVERY_MODE = 4
"""Each so manieth page is looked at in one of the modes as well, in turns."""
EVERYBODY = """
clerk.transport reviewer.transport approver.transport reviewer.commerce reviewer.environment approver.environment
government hall supervisor editor checker signer admin applicant reviewer.market reviewer.emergency
"""
OF_THE_DESK = """
circular_file
consultation_act consultation_minutes assessment_act assessment_freeze assessment_publish entry_check entry_switch
roster_plan post_remove leave_act badge_act cover_begin cover_end attendance_act
activity_followed_up authority_act ban_lift case_act case_complete case_note certificate_act counter_material
counter_new counter_shape credit_code expert_act figure_freeze figure_recount figure_tell finding_act issue_act
issue_changes issue_lines_act issue_receipt issue_start item_act ledger_verify panel_act project_act proposal_answer
proposal_confirm proposal_dismiss line_of_record suggestion_act
rating_act rating_screen restriction_lift sign_out signal_act
case_look person_act message_look message_resend issue_draft
case_certificate case_decision case_material case_material_page case_notice certificate_paper issue_figures issue_file
issue_picture
case_answer case_files export_new export_take exports_now enforcement_act enforcement_file bundle_new bundle_material
disclosure_publish publication_act comment_answer comment_file put_up_act
issue_word_strike activity_act outing_act field_matter_file field_matter_act trading_act trading_room_cancel
finding_photograph demand_file demand_act visit_plan_cancel queue_act queue_call queue_give appointment_reopen
queue_ask offline_worker offline_me offline_kit offline_device offline_entries offline_numbers
offline_struck device_strike_off
"""
OF_THE_PORTAL = """
apply_second bundle_save bundle_upload renew change_certificate company_accept company_end company_paper
again answer_paper apply_discard apply_save apply_upload give_up_hearing leave logout preferences vehicle_remove
claim_opened withdraw correct_look files own_files own_document certificate item_card item_paper item_procedure notice
publicity_upload publicity_file signing_certificate weekly_file weekly_picture ticket_act ticket_now wall_now
kiosk_appointment appointment_act appointment_ics provider provider_back
passkey_sign_in passkey_options passkey_new passkey_remove
session_end sessions_end token_keys standings
"""
NO_PAGE = {f"desk:{name}" for name in OF_THE_DESK.split()} | {
    f"portal:{name}" for name in OF_THE_PORTAL.split()
}
"""Addresses that are sent something, lead on, or hand over a file: what they show is a page looked at elsewhere."""


@pytest.fixture
def centre(transactional_db: None, clock: HeldClock) -> list[str]:
    """The demo's centre without its year; addresses of records that lists lead to late."""
    from tests.site.centre import opened

    clock.set("2022-11-15T15:10")
    addresses: list[str] = kept("centre", opened)
    return addresses


def addresses(centre: list[str]) -> Iterator[str]:
    """At least one address of every page there is."""
    for name in sorted(names()):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue
    yield from centre
    yield from ("/items/?q=nothing-like-this", "/desk/cases/?view=all", "/desk/weekly/search/?q=大件")
    yield from (f"/desk/experts/?view={view}" for view in ("pool", "panels"))
    yield from (f"/desk/hall/activities/new/{kind}/" for kind in Kind)
    yield from (f"/desk/weekly/{MONDAY.isoformat()}/{page}" for page in ISSUE)
    apply = "/items/oversize-transport/apply/"
    yield from (one.replace("/windows/", "/lines/") for one in centre if one.endswith("/windows/"))
    yield from ("/items/oversize-transport/", "/items/oversize-transport/procedure/", apply)
    yield from ("/items/medical-institution-registration/revisions/", f"/public/weekly/{MONDAY.isoformat()}/")
    yield from bundle_pages()
    end = "load.whole.over.sichuan.covers"
    yield from ("/which/transport/", f"/which/transport/?way={end}", "/which/transport/?way=load.divided")
    yield f"/desk/people/{User.objects.get(username='reviewer.transport').pk}/"
    yield from (f"{apply}materials/", f"{apply}check/", f"{apply}for/")
    yield from ("/desk/items/oversize-transport/", f"/desk/counter/oversize-transport/{uuid4()}/")
    yield from ("/items/advertising-penalty/", "/desk/enforcement/new/sealing-of-goods/impose_urgently/")
    yield "/desk/enforcement/new/work-safety-inspection/draw/"
    for begun in Case.objects.filter(state__in=[str(state) for state in OWN_PROCEDURE]):
        yield from (f"/desk/enforcement/{begun.number}/", f"/track/{begun.number}/")
        yield from (f"/track/{begun.number}/say/state_defence/", f"/desk/enforcement/{begun.number}/slip/")
    yield f"/verify/{Certificate.objects.latest('pk').code}/"
    for case in states().values():
        yield from (f"/track/{case.number}/", f"/desk/cases/{case.number}/")
        yield from (f"/track/{case.number}/{page}/" for page in ("correct", "answer", "later", "rate"))
        yield from (
            f"/desk/cases/{case.number}/{page}/" for page in ("correct", "panel/new", "consultation/new")
        )
    yield from (f"/receipt/{case.number}/", f"/desk/cases/{case.number}/receipt/")
    yield from (reverse(f"desk:{name}", args=args) for name, args in records())
    yield "/desk/figures/live/?indicator=accepted&from=2022-01-01&to=2022-11-15"
    yield reverse("portal:answer_ban", args=proposed())
    yield second_party()
    yield reverse("portal:company", args=[Company.objects.latest("pk").pk])


def second_party() -> str:
    """The page at which the other side of a transfer is asked to prove itself."""
    draft, form = uuid4(), PLAYER.form("mining-right", "transfer")
    cases.save_draft(by=VISITOR, item="mining-right", draft_id=draft, form=form)
    to = Address(ContactKind.MOBILE, "13600002222")
    asked = cases.cosigners.ask_signature(by=VISITOR, draft_id=draft, address=to)
    return reverse("portal:cosign", args=[asked.token])


def bundle_pages() -> Iterator[str]:
    """A bundle of transport: its guide, its form, the counter's; what was handed in, at both."""
    slug = BUNDLE
    yield from (f"/bundles/{slug}/", f"/bundles/{slug}/apply/", f"/desk/counter/bundles/{slug}/{uuid4()}/")
    yield from (f"/bundles/{slug}/apply/{page}/" for page in ("for", "materials", "check"))
    number = HandIn.objects.latest("pk").number
    yield from (f"/matters/{number}/", f"/desk/counter/matters/{number}/")


ISSUE = ("", "windows/", "versions/", "sending/", "lines/", "read/")


def names() -> set[str]:
    """The full names of the addresses of portal and desk that show a page."""
    every = {f"portal:{name}" for name in portal.URLS} | {f"desk:{name}" for name in desk.URLS}
    return every - NO_PAGE


def states() -> dict[str, Case]:
    """A case in each state, of transport where it has one; and one whose applicant promised a material."""
    found = {case.state: case for case in Case.objects.exclude(department="transport").order_by("pk")}
    found |= {case.state: case for case in Case.objects.filter(department="transport").order_by("pk")}
    promised = (
        Promise.objects.filter(kept__isnull=True, kind=PromiseKind.LATER_MATERIAL)
        .select_related("case")
        .last()
    )
    return found | ({"promised": promised.case} if promised else {})


def proposed() -> tuple[str, str]:
    """A case whose applicant is told of a ban that is proposed, and the proposal."""
    case = states()["in_review"]
    proposed_against(case.applicant_code, case.applicant)
    return case.number, Proposal.objects.latest("pk").public_id


def records() -> Iterator[tuple[str, list[Any]]]:
    """Names of the desk's addresses of single records, each with one there is."""
    project, authority = Project.objects.latest("pk"), Authority.objects.latest("pk")
    yield from (("project_plan", [project.plan.public_id]), ("project", [project.public_id]))
    yield from (("project_new", [kind]) for kind in ("plan", "project"))
    yield from (("authority", [authority.public_id]), ("authority_record", [authority.public_id, "forms"]))
    yield ("certificate", [Certificate.objects.filter(department="transport").latest("pk").pk])
    yield ("expert", [Expert.objects.latest("pk").public_id])
    yield ("panel", [Panel.objects.latest("pk").public_id])
    yield ("consultation", [Consultation.objects.latest("pk").public_id])
    yield from ((name, ["JY-2022-0002"]) for name in ("trading_project", "trading_draw"))
    yield ("attendance_shift", [Shift.objects.latest("pk").pk])
    yield ("leave", [Leave.objects.latest("pk").public_id])
    yield from (("assessment_round", ["KH-2022-10"]), ("assessment_score", ["KH-2022-10", "transport"]))
    yield ("credit_subject", [Subject.objects.latest("pk").public_id])
    yield ("roadside_check", [Check.objects.latest("pk").public_id])
    yield ("signal", [Signal.objects.latest("pk").number])
    patrol = Patrol.objects.latest("pk").public_id
    yield from (
        ("patrol", [patrol]),
        ("finding_new", [patrol, "badge"]),
        ("grade", [MONDAY.isoformat(), "badge"]),
    )
    yield ("demand", [LeaderDemand.objects.latest("pk").subject])
    yield ("activity", [Activity.objects.latest("pk").public_id])
    figure = Figure.objects.latest("pk").pk
    yield from (("figure", [figure]), ("figure_compare", [figure]))


def await_codes(client: Client) -> None:
    """A browser whose owner was sent a code for everything that asks for one, and has confirmed a number."""
    asked = Asked(
        "mobile", "13800001234", clock.now().timestamp(), {"next": "", "old": "13900005678", "numbers": []}
    )
    session = client.session
    session[HALF] = {"user": 0, "at": clock.now().timestamp()}
    session[ASKED], session[CONFIRMED] = {str(one): asdict(asked) for one in Purpose}, asdict(asked)
    session.save()


class Town:
    """Everybody with a browser: who may open an address, opens it."""

    def __init__(self) -> None:
        self.visitor = Client()
        for case in states().values():
            sent = {"number": case.number, "password": query_password(case.number)}
            assert self.visitor.post("/track/", sent).status_code == 302
        self.people = {"": self.visitor, **{one: self.signed_in(one) for one in EVERYBODY.split()}}
        applicant = self.people["applicant"]
        for client in (self.visitor, applicant):
            await_codes(client)
        token = applicant.get("/my/vehicles/new/").context["token"]
        applicant.post("/my/vehicles/new/", {**TRACTOR, "token": token})
        self.vehicle = f"/my/vehicles/CL-{token}/"
        self.authorise(applicant)
        fill_in(applicant, insist=True)
        hand_over_files(applicant)
        bundle = answers(spec_of(BUNDLE), **DAYS)
        told: dict[str, Any] = {
            key: value if isinstance(value, list) else as_text(value) for key, value in bundle.items()
        }
        applicant.post(f"/bundles/{BUNDLE}/apply/", {**told, "shown": " ".join(told)})

    def authorise(self, applicant: Client) -> None:
        """The applicant is the legal representative of a company, and has authorised an agent."""
        head, code = User.objects.get(username="applicant"), "91110000101623741K"
        Company.objects.create(code=code, name="京蓉运输", representative=head, opened_at=clock.now())
        day = clock.today().isoformat()
        paper = SimpleUploadedFile("委托书.pdf", PDF, "application/pdf")
        sent = {"agent": "13900005678", "paper": paper, "starts": day, "until": day, "scope": "all"}
        assert applicant.post(f"/my/companies/{code}/", sent).status_code == 302

    def signed_in(self, username: str) -> Client:
        """A browser of somebody of the demo."""
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    def opens(self, address: str) -> str | None:
        """The first who gets a page there."""
        for name, client in self.people.items():
            if address.startswith("/desk/") == (name in ("", "applicant")) and address != "/desk/sign-in/":
                continue
            answer = open_page(client, address)
            if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
                return name
        return None


def test_axe_finds_nothing_wrong_on_any_page(
    centre: list[str], new_page: Callable[..., Page], live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("banli.screens.second_factor.WAITS", 1_000_000)
    monkeypatch.setattr("banli.screens.codes.FRESH", 1_000_000)  # however long the walk takes
    town, axe = Town(), Axe().axe_script
    met: set[str] = set()
    found: dict[str, list[str]] = {}
    pages: dict[tuple[str, int], Page] = {}

    def look(name: str, address: str, mode: int) -> None:
        if (name, mode) not in pages:
            cookies = {key: one.value for key, one in town.people[name].cookies.items()}
            cookies |= MODES[mode - 1] if mode else {}
            pages[name, mode] = new_page()
            pages[name, mode].add_init_script(axe)
            pages[name, mode].context.add_cookies(
                [{"name": key, "value": value, "url": live_server.url} for key, value in cookies.items()]
            )
        page = pages[name, mode]
        page.goto(address)
        if wrong := page.evaluate(FAULTS):
            found[f"{address} {MODES[mode - 1] if mode else ''}"] = wrong

    for turn, address in enumerate(dict.fromkeys([*addresses(centre), town.vehicle])):
        name = town.opens(address)
        if name is None:
            continue
        met.add(place_of(address)[0])
        look(name, address, 0)
        if turn % EVERY_MODE == 0:
            look(name, address, turn // EVERY_MODE % len(MODES) + 1)
    assert not found, "\n".join(f"{address}: {wrong}" for address, wrong in found.items())
    assert names() - met - (set() if "promised" in states() else {"portal:later"}) == set()
