"""A morning at the centre with something on every page, and the addresses of all its pages."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page
from tests import house
from tests.house import OVERSIZE
from tests.journeys.applicant import Applicant
from tests.journeys.officer import Officer

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import Role
from banli.licences.service import issue, of_case
from banli.site.demo.week import MONDAY, publish_week
from banli.site.demo.worked import at
from banli.site.jobs import drain_outbox
from banli.site.pack import SICHUAN
from banli.weekly.service import figures

STATEMENT = "social-insurance-statement"


@dataclass(frozen=True)
class Town:
    """What there is to look at."""

    correcting: Case
    running: Case
    paused: Case
    issued: Case
    figure: int

    @property
    def public(self) -> list[str]:
        """Pages that ask for nothing."""
        code = of_case(self.issued)
        assert code is not None
        return [
            "/",
            "/items/",
            "/items/?q=大件",
            "/items/?q=nothing-like-this",
            f"/items/{OVERSIZE}/",
            f"/items/{STATEMENT}/",
            f"/items/{OVERSIZE}/apply/",
            "/track/",
            "/verify/",
            f"/verify/{code.code}/",
            "/statistics/?from=2022-01-01&to=2022-12-31",
            "/login/",
        ]

    @property
    def desk(self) -> dict[str, list[str]]:
        """Pages of the desk by who opens them."""
        return {
            "clerk.transport": [
                "/desk/",
                "/desk/counter/",
                f"/desk/counter/{OVERSIZE}/",
                "/desk/cases/",
                f"/desk/cases/{self.correcting.number}/",
                f"/desk/cases/{self.correcting.number}/receipt/",
                "/desk/items/",
                f"/desk/items/{OVERSIZE}/",
            ],
            "reviewer.transport": [
                "/desk/",
                f"/desk/cases/{self.running.number}/",
                f"/desk/cases/{self.paused.number}/",
            ],
            "approver.transport": [f"/desk/cases/{self.issued.number}/"],
            "hall": [
                "/desk/supervision/",
                "/desk/hall/",
                "/desk/hall/patrols/new/",
                "/desk/hall/visits/",
                "/desk/hall/visits/new/",
                "/desk/hall/activities/",
                "/desk/ledger/",
            ],
            "editor": [
                "/desk/weekly/",
                f"/desk/weekly/{MONDAY.isoformat()}/",
                f"/desk/figures/{self.figure}/",
            ],
        }


def opened() -> Town:
    """Cases in every state an applicant can meet, a round of the hall, and a published weekly report."""
    with at("2022-10-17 09:30"):
        correcting = house.submitted("class-three", axle_count_stated=11)
        point = {"where": "axle_count_stated", "label": "轴（轴线）数", "problem": "与轴荷个数不符，请核对。"}
        correcting = cases.ask_correction(by=house.clerk(), number=correcting.number, points=[point])
        running = house.accepted("class-three")
        paused = house.accepted("class-three")
        reviewer = house.person(Role.REVIEWER)
        paused = cases.pause(by=reviewer, number=paused.number, procedure="experts", reason="须经专家评审。")
        issued = house.granted()
        issue(by=house.person(Role.APPROVER), number=issued.number)
    drain_outbox()
    week = publish_week(SICHUAN)
    return Town(correcting, running, paused, issued, figures(week)[0].pk)


def walks_through_the_portal(town: Town, page: Page) -> list[str]:
    """Every page of the portal, those of a case with it; the case pages need number and password."""
    visitor = Applicant(page)
    pages = list(town.public)
    for case in (town.correcting, town.running, town.paused, town.issued):
        visitor.tracks(case.number, cases.query_password(case.number))
        pages += [f"/track/{case.number}/", f"/receipt/{case.number}/"]
    return [*pages, f"/track/{town.correcting.number}/correct/"]


def signs_in(page: Page, username: str) -> None:
    """Somebody of the desk, after whoever was there before."""
    page.context.clear_cookies()
    page.goto("/desk/sign-in/")
    Officer(page).fills_the_door(username)
    page.wait_for_url("**/desk/")
