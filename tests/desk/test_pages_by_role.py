"""Who may open which page. Closed by default: what a role is not given is refused."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.officers import at_desk

from banli.desk.permissions import URLS
from banli.kernel.actors import Role

EVERYBODY = "clerk reviewer approver government hall_manager supervisor editor checker signer admin"

PAGES = {
    "/desk/": EVERYBODY,
    "/desk/cases/": "clerk reviewer approver government hall_manager supervisor",
    "/desk/counter/": "clerk",
    "/desk/counter/oversize-transport/": "clerk",
    "/desk/supervision/": "clerk reviewer approver hall_manager supervisor",
    "/desk/hall/": "clerk reviewer approver government hall_manager supervisor editor signer checker",
    "/desk/supervision/signals/": "clerk reviewer approver hall_manager supervisor",
    "/desk/hall/patrols/new/": "hall_manager",
    "/desk/hall/visits/": "clerk reviewer approver government hall_manager supervisor editor signer checker",
    "/desk/hall/visits/new/": "hall_manager",
    "/desk/hall/activities/": "clerk reviewer approver government hall_manager supervisor editor signer checker",
    "/desk/hall/activities/new/talk/": "clerk reviewer approver hall_manager",
    "/desk/weekly/": EVERYBODY,
    "/desk/items/": EVERYBODY,
    "/desk/items/oversize-transport/": EVERYBODY,
    "/desk/figures/": EVERYBODY,
    "/desk/weekly/search/": EVERYBODY,
    "/desk/weekly/dictionary/": "editor checker signer hall_manager supervisor",
    "/desk/credit/": "clerk reviewer approver supervisor",
    "/desk/credit/bans/new/": "approver",
    "/desk/credit/violations/new/": "reviewer approver",
    "/desk/projects/": "clerk reviewer approver hall_manager supervisor editor",
    "/desk/projects/new/plan/": "reviewer approver",
    "/desk/experts/": "reviewer approver hall_manager supervisor",
    "/desk/experts/new/": "approver",
    "/desk/trading/": "hall_manager supervisor editor",
    "/desk/trading/new/": "hall_manager",
    "/desk/trading/figures/": "hall_manager supervisor editor",
    "/desk/circulars/": "hall_manager supervisor",
    "/desk/people/": "admin",
    "/desk/people/new/": "admin",
    "/desk/sign-ins/": "supervisor admin",
    "/desk/ledger/": "hall_manager supervisor admin",
}
"""Address to the roles that may open it."""


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_a_role_opens_its_pages_and_no_others(house: None, role: Role) -> None:
    client = at_desk(role)
    for address, roles in PAGES.items():
        answer = client.get(address)
        expected = {200, 302} if str(role) in roles.split() else {403}
        assert answer.status_code in expected, (role, address, answer.status_code)


def test_without_a_session_every_page_leads_to_the_door(house: None) -> None:
    for address in PAGES:
        assert Client().get(address)["Location"].startswith("/desk/sign-in/"), address


def test_the_platform_itself_never_enters_by_a_page() -> None:
    for url, rule in URLS.items():
        assert isinstance(rule, str) or not rule & {Role.SYSTEM, Role.APPLICANT}, url


def test_the_side_shows_only_what_opens(house: None) -> None:
    for role in (Role.CLERK, Role.APPROVER, Role.HALL_MANAGER, Role.EDITOR, Role.ADMIN):
        client = at_desk(role)
        for group in client.get("/desk/").context["menu"]:
            for place in group["places"]:
                assert client.get(reverse(place["url"])).status_code == 200, (role, place["url"])
