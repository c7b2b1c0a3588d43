"""What the main pages ask the database: nothing twice, and no more than they did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.officers import browser_of
from tests.house import OVERSIZE, accepted, clerk, granted, person, proposed, submitted

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import SYSTEM, Role
from banli.province.load import SICHUAN, load_roads_of

pytestmark = pytest.mark.usefixtures("house")

ASKED = {
    "/": 10,
    "/items/": 4,
    f"/items/{OVERSIZE}/": 8,
    "/statistics/": 4,
    "/desk/": 12,
    "/desk/cases/": 6,
    "/desk/cases/{number}/": 14,
    "/desk/counter/": 8,
    "/desk/supervision/": 13,
    "/desk/figures/": 6,
    "/desk/overview/": 11,
}
"""Address of a main page to the queries it makes, the session and the person who is signed in among them."""
LEADERS = (Role.APPROVER, Role.GOVERNMENT, Role.HALL_MANAGER, Role.SUPERVISOR)
MOST = {"case": 15, "today": 12}
"""What the page of a case and today may ask, whatever the state of the case and whoever looks."""


def paused() -> Case:
    reviewer, case = person(Role.REVIEWER), accepted("class-three")
    return cases.pause(
        by=reviewer, number=case.number, procedure="reinforcement", reason="复核桥梁承载力", days=10
    )


def told() -> Case:
    case = proposed(agrees=False)
    return cases.tell_refusal(by=person(Role.APPROVER), number=case.number, reasons="桥梁承载力不足")


STATES: dict[str, tuple[Callable[[], Case], Role]] = {
    "handed in": (submitted, Role.CLERK),
    "accepted, with steps under way": (lambda: accepted("class-three"), Role.REVIEWER),
    "stopped for a special procedure": (paused, Role.REVIEWER),
    "put forward": (proposed, Role.APPROVER),
    "told of a refusal": (told, Role.APPROVER),
    "granted": (granted, Role.APPROVER),
}
"""A case in each kind of state, with the role that acts next."""


@pytest.fixture
def case(house: None) -> Case:
    submitted()
    return proposed()


def asked(browser: Client, address: str) -> list[str]:
    """The queries of the page, where everything that a process reads once was read."""
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in found.captured_queries]


@pytest.mark.parametrize("page", ASKED)
def test_a_main_page_asks_nothing_twice_and_as_much_as_is_known(page: str, case: Case) -> None:
    officer = clerk() if page == "/desk/counter/" else person(Role.APPROVER)
    browser = browser_of(officer) if page.startswith("/desk/") else Client()
    said = asked(browser, page.format(number=case.number))
    assert [sql for sql, times in Counter(said).items() if times > 1] == []
    assert len(said) == ASKED[page]


@pytest.mark.parametrize("page", ["/", "/items/", "/public/certificates/"])
def test_a_page_that_lists_items_reads_their_revisions_at_once(page: str, house: None) -> None:
    assert len([sql for sql in asked(Client(), page) if 'FROM "catalogue_revision"' in sql]) <= 1


@pytest.mark.parametrize("state", STATES)
def test_the_page_of_a_case_asks_at_most_so_many_times_in_every_state(state: str, house: None) -> None:
    load_roads_of(SICHUAN, by=SYSTEM)
    begun, role = STATES[state]
    found = begun()
    browser = browser_of(clerk() if role is Role.CLERK else person(role))
    said = asked(browser, f"/desk/cases/{found.number}/")
    assert [sql for sql, times in Counter(said).items() if times > 1] == []
    assert len(said) <= MOST["case"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.APPLICANT, Role.SYSTEM}))
def test_today_asks_at_most_so_many_times_whoever_looks(role: Role, house: None) -> None:
    for begun, _role in STATES.values():
        begun()
    said = asked(browser_of(clerk() if role is Role.CLERK else person(role)), "/desk/")
    assert [sql for sql, times in Counter(said).items() if times > 1] == []
    assert len(said) <= MOST["today"], "\n".join(s[:160] for s in said)


@pytest.mark.parametrize("role", LEADERS)
def test_the_overview_asks_at_most_as_often_as_today_whoever_looks(role: Role, case: Case) -> None:
    said = asked(browser_of(person(role)), "/desk/overview/")
    assert [sql for sql, times in Counter(said).items() if times > 1] == []
    assert len(said) <= MOST["today"], "\n".join(s[:160] for s in said)


def test_what_an_act_changed_is_read_anew(case: Case) -> None:
    browser = browser_of(person(Role.APPROVER))
    page = f"/desk/cases/{case.number}/"
    assert "准予" in browser.get(page).content.decode()
    browser.post(f"{page}acts/return_to_review/", {"version": case.version, "opinion": "请补充审查"})
    shown = browser.get(page).context
    assert shown["case"].state == "in_review"
    assert max(entry.seq for entry in shown["history"]) == case.version + 1
