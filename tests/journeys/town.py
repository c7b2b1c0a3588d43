"""A morning at the centre with something on every page, and the addresses of all its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from playwright.sync_api import Page
from tests import house
from tests.house import OVERSIZE
from tests.journeys.applicant import Applicant
from tests.journeys.officer import Officer

from banli.cases import service as cases
from banli.cases.models import Case
from banli.credit.service import BanRecord, ViolationRecord, impose, record_violation
from banli.credit.states import BanGround, ViolationKind
from banli.demo.week import MONDAY, publish_week
from banli.experts.service import PanelRecord, draw_panel, give_opinion, seats_of
from banli.experts.states import Verdict
from banli.kernel import clock
from banli.kernel.actors import Role
from banli.licences.service import issue, of_case
from banli.province.load import SICHUAN
from banli.province.worked.player import at
from banli.site.jobs import drain_outbox
from banli.weekly.service import Section, add_line, ask_for_lines, collect, figures, open_issue, send_line

STATEMENT = "social-insurance-statement"


@dataclass(frozen=True)
class Town:
    """What there is to look at."""

    correcting: Case
    running: Case
    paused: Case
    issued: Case
    figure: int
    panel: str
    """A panel of experts on the case that runs, with one opinion given."""
    barred: str
    """Somebody who may not apply, with a violation."""
    draft: str
    """An issue windows are asked for."""

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
            "/verify/file/",
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
                "/desk/weekly/",
                f"/desk/weekly/{self.draft}/lines/",
            ],
            "reviewer.transport": [
                "/desk/",
                f"/desk/cases/{self.running.number}/",
                f"/desk/cases/{self.paused.number}/",
                f"/desk/cases/{self.running.number}/panel/new/",
                "/desk/experts/",
                "/desk/experts/?view=panels",
                f"/desk/panels/{self.panel}/",
                "/desk/credit/violations/new/",
            ],
            "approver.transport": [
                f"/desk/cases/{self.issued.number}/",
                f"/desk/panels/{self.panel}/",
                "/desk/experts/ZJ-00001/",
                "/desk/experts/new/",
                "/desk/credit/",
                "/desk/credit/?view=violations",
                f"/desk/credit/{self.barred}/",
                "/desk/credit/bans/new/",
            ],
            "admin": ["/desk/people/", "/desk/people/new/", "/desk/sign-ins/", "/desk/looks/"],
            "hall": [
                "/desk/supervision/",
                "/desk/supervision/signals/",
                "/desk/hall/",
                "/desk/hall/patrols/new/",
                "/desk/hall/visits/",
                "/desk/hall/visits/new/",
                "/desk/hall/activities/",
                "/desk/ledger/",
            ],
            "editor": [
                "/desk/weekly/",
                "/desk/weekly/search/?q=儿童医院",
                *(
                    f"/desk/weekly/{MONDAY.isoformat()}/{page}"
                    for page in ("", "windows/", "versions/", "sending/", "read/")
                ),
                *(
                    f"/desk/weekly/{self.draft}/{page}"
                    for page in ("", "?add=service_quality", "windows/", "versions/")
                ),
                f"/desk/figures/{self.figure}/",
            ],
        }


Kept = tuple[list[int], int, str, str, str]
"""Keys of the four cases, and what else there is to look at."""


def town_of(kept: Kept) -> Town:
    """What :func:`opened` made, wherever its rows were brought."""
    keys, figure, panel, barred, draft = kept
    correcting, running, paused, issued = (Case.objects.get(pk=key) for key in keys)
    return Town(correcting, running, paused, issued, figure, panel, barred, draft)


def opened() -> Kept:
    """Cases in every state an applicant can meet, a round of the hall, and a published weekly report."""
    with at("2022-10-17 09:30"):
        correcting = house.submitted("class-three", axle_count_stated=11)
        point = {"where": "axle_count_stated", "label": "轴（轴线）数", "problem": "与轴荷个数不符，请核对。"}
        correcting = cases.ask_correction(by=house.clerk(), number=correcting.number, points=[point])
        running = house.accepted("class-three")
        paused = house.accepted("class-three")
        reviewer = house.person(Role.REVIEWER)
        paused = cases.pause(
            by=reviewer, number=paused.number, procedure="experts", reason="须经专家评审。", days=10
        )
        issued = house.granted()
        issue(by=house.person(Role.APPROVER), number=issued.number)
        panel, barred = reviewed(running), somebody_barred()
    drain_outbox()
    week = publish_week(SICHUAN)
    with at("2022-11-15 16:00"):
        draft = asked_for(["transport", "health"])
    keys = [case.pk for case in (correcting, running, paused, issued)]
    return keys, figures(week)[0].pk, panel, barred, draft


def reviewed(case: Case) -> str:
    """A panel on ``case`` of whose members one has spoken; its public id."""
    call = PanelRecord(
        topic="case",
        subject=case.number,
        department="transport",
        fields=["bridge"],
        organisations=[case.applicant],
        persons=["陈远舟"],
    )
    reviewer = house.person(Role.REVIEWER)
    panel = draw_panel(record=call, seed=bytes(case.head), seed_source=f"{case.number} #2", by=reviewer)
    expert = seats_of(panel)[0].expert.public_id
    give_opinion(
        panel=panel.public_id, expert=expert, verdict=Verdict.AGREES, text="验算通过，同意通行。", by=reviewer
    )
    return panel.public_id


def somebody_barred() -> str:
    """A person with a ban and a violation; the subject's public id."""
    who = {"department": "transport", "code": "11010519491231002X", "name": "张三丰"}
    approver = house.person(Role.APPROVER)
    ban = impose(
        record=BanRecord(
            **who,
            ground=BanGround.FALSE_MATERIAL,
            item=OVERSIZE,
            public_safety=True,
            source="提交虚假行驶证",
            first=MONDAY,
        ),
        by=approver,
    )
    record_violation(
        record=ViolationRecord(**who, kind=ViolationKind.OFF_ROUTE, day=MONDAY, source="德阳北收费站"),
        by=approver,
    )
    return ban.subject.public_id


def asked_for(departments: list[str]) -> str:
    """The next week's issue with a line that breaks the house style, asked for at departments; how it is called."""
    editor = house.person(Role.EDITOR, "service-centre")
    issue = open_issue(by=editor, week_start=MONDAY + timedelta(weeks=1))
    issue = collect(by=editor, issue_id=issue.pk, version=issue.version)
    add_line(by=editor, issue_id=issue.pk, section=Section.SERVICE_QUALITY, text="开展培训(第二期)，其它")
    ask_for_lines(by=editor, issue_id=issue.pk, departments=departments, due=clock.now() + timedelta(days=1))
    clerk = house.person(Role.CLERK, window="transport-03")
    send_line(by=clerk, issue_id=issue.pk, section=Section.SERVICE_QUALITY, text="窗口增设导办岗。")
    return issue.subject


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
