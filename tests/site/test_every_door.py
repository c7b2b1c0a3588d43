"""Whatever cannot be printed is refused at the field where it was typed, at every door of every page."""

from __future__ import annotations

import inspect
import re
from collections import deque
from collections.abc import Iterable
from itertools import cycle
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from banli.cases import service as cases
from banli.cases.models import Case
from banli.cases.states import OWN_PROCEDURE
from banli.desk.cases.acts import parse as parser
from banli.kernel.actors import Role
from banli.ledger.models import Event
from banli.people.models import User
from tests.held_clock import HeldClock
from tests.house import accepted, clerk, open_house, person
from tests.site.centre import opened
from tests.site.doors import (
    BAD,
    TYPED,
    Form,
    filled,
    forms,
    links,
    open_page,
    place_of,
    tree_of,
    unanswered,
    untied,
)
from tests.snapshots import kept

pytestmark = pytest.mark.long
PER_PLACE = 1
"""Pages of one address and kind that one person looks at, besides those of cases."""
DEPARTMENTS = ("transport", "commerce", "environment")
"""Departments that have something of everything: roads and experts, authorities, projects."""
ENFORCING = ("reviewer.market", "approver.market", "clerk.market", "reviewer.emergency")
"""Who does what the organ begins by itself."""
UNMET = {
    *("desk:identity", "desk:case_complete", "desk:counter_shape", "desk:counter_material", "desk:case_note"),
    *("desk:case_answer", "portal:apply_save", "portal:apply_discard", "portal:apply_for"),
    *("portal:apply_materials", "portal:apply_upload", "portal:apply_remove", "portal:apply_check"),
    *("portal:receipt", "portal:later", "portal:give_up_hearing", "portal:vehicle_remove", "portal:again"),
    *("portal:apply_second", "portal:cosign"),
    *("portal:code_enter", "portal:register", "portal:contact_enter", "portal:account_close"),
    *("portal:second_factor", "portal:second_setup"),
    *(
        "portal:passkeys",
        "portal:passkey_new",
        "portal:passkey_options",
        "portal:passkey_sign_in",
        "portal:passkey_remove",
        "portal:session_end",
        "portal:sessions_end",
    ),
    *("portal:find_enter", "portal:claim_opened", "portal:publicity_upload"),
    *("portal:vehicle", "portal:verify_code", "portal:correct_look", "portal:files", "desk:case_files"),
    *("desk:export_take", "desk:offline_device", "desk:offline_entries"),
    "desk:offline_numbers",
    "desk:device_strike_off",
    *(
        "portal:own_files",
        "portal:renew",
        "portal:change_certificate",
        "portal:company",
        "portal:company_accept",
        "portal:company_end",
        "portal:company_paper",
        "portal:bundle_save",
        "portal:bundle_for",
        "portal:bundle_materials",
        "portal:bundle_upload",
    ),
    *("portal:bundle_check", "portal:matter", "desk:bundle_material"),
    *(
        "desk:rating_act",
        "desk:assessment_publish",
        "portal:rate_screen",
        "desk:queue_act",
        "portal:kiosk",
        "portal:ticket_act",
    ),
    *("portal:kiosk_appointment", "portal:appointment_act", "portal:appointment_move"),
    *("desk:cover_begin", "desk:cover_end"),
    "desk:appointment_reopen",
    "desk:queue_ask",
}
"""Addresses without a text of their own, that need not be met: files, buttons, what a script keeps as
a draft, codes that must be sent first, and the forms of a new vehicle and of verifying once more."""
ASKING = {"portal:track", "portal:verify", "portal:login", "desk:sign_in", "portal:find", "portal:claim"}
"""Forms that only look for something: they do not find it."""
OF_A_DEPARTMENT = {str(role) for role in (Role.CLERK, Role.REVIEWER, Role.APPROVER)}


@pytest.fixture
def centre(db: None, clock: HeldClock) -> list[str]:
    """The demo's centre without its year; addresses of records that lists lead to late."""
    clock.set("2022-11-15T15:10")
    addresses: list[str] = kept("centre", opened)
    return addresses


@pytest.fixture
def house(db: None) -> None:
    open_house()


class Walk:
    """Everything met on the way: doors with texts once each, searches, and what they did wrong."""

    def __init__(self) -> None:
        self.doors: set[tuple[str, ...]] = set()
        self.met: set[str] = set()
        self.faults: list[str] = []
        self.characters = cycle(BAD)

    def go(self, client: Client, start: list[str], prefix: str) -> None:
        """Look at the pages that lead on from ``start``, and try every form on them."""
        seen: dict[object, int] = {}
        waiting = deque(start)
        done: set[str] = set()
        while waiting:
            address = waiting.popleft()
            place = (place_of(address), *sorted(dict(parse_qsl(urlsplit(address).query))))
            if (
                address in done
                or not address.startswith(prefix)
                or (seen.get(place, 0) >= PER_PLACE and address not in start)
            ):
                continue
            done.add(address)
            seen[place] = seen.get(place, 0) + 1
            answer = open_page(client, address)
            if answer.status_code >= 500:
                self.faults.append(f"{address}: {answer.status_code}")
            if 300 <= answer.status_code < 400:
                waiting.append(answer["Location"])
            if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
                continue
            page = tree_of(answer)
            self.faults += [f"{address}: no control names {words!r}" for words in untied(page)]
            for form in forms(page, address):
                self.try_one(client, form, address)
            waiting.extend(links(page, address))

    def try_one(self, client: Client, form: Form, address: str) -> None:
        """Send one form with what nobody may write, unless its like was sent before."""
        self.met.add(place_of(form.action)[0])
        if not form.texts or form.door in self.doors:
            return
        self.doors.add(form.door)
        character = next(self.characters)
        if form.method == "get":
            answer = client.get(form.action.partition("?")[0], filled(form, character))
            if answer.status_code not in (200, 400, 404):
                self.faults.append(f"{form.door} {character!r}: {answer.status_code}")
            return
        before = Event.objects.count()
        answer = client.post(form.action, filled(form, character))
        if form.door[0] in ASKING or (form.is_draft and answer.status_code in (200, 302)):
            if answer.status_code >= 500:
                self.faults.append(f"{form.door} {character!r}: {answer.status_code}")
        elif not 400 <= answer.status_code < 500:
            self.faults.append(f"{form.door} {character!r}: {answer.status_code} (from {address})")
        elif missing := [*unanswered(answer, form, address), *untied(tree_of(answer))]:
            self.faults.append(f"{form.door} {character!r}: {answer.status_code} {missing}")
        if Event.objects.count() != before:
            self.faults.append(f"{form.door} {character!r}: something happened all the same")


def browser(username: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    return client


def of_every_state() -> list[Case]:
    """One case of each department in each state it is in."""
    found = {(case.department_id, case.state): case for case in Case.objects.order_by("pk")}
    return list(found.values())


def at_work() -> list[User]:
    """One person of every role and department that is looked at."""
    found = {
        (*user.roles, user.department_id): user
        for user in User.objects.order_by("username")
        if not set(user.roles) <= OF_A_DEPARTMENT or user.department_id in DEPARTMENTS
    }
    return [user for user in found.values() if set(user.roles) != {str(Role.APPLICANT)}]


def takes_forms() -> set[str]:
    """The names of the addresses whose view reads a form."""
    found = set()

    def walk(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> None:
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, f"{prefix}{one.namespace}:" if one.namespace else prefix)
                continue
            called: Any = one.callback
            view = inspect.unwrap(getattr(called, "func", called))
            view = getattr(view, "view_class", view)
            source = inspect.getsource(view) if inspect.isroutine(view) or inspect.isclass(view) else ""
            if any(
                mark in source
                for mark in ("POST", "answer(request", "_record(request", "tried(request", "_act(request")
            ):
                found.add(f"{prefix}{one.name}")

    walk(get_resolver().url_patterns, "")
    return found


def test_every_form_of_the_desk_refuses_it_at_its_field(centre: list[str]) -> None:
    walk = Walk()
    shown = of_every_state()
    for user in at_work():
        own = [f"/desk/cases/{case.number}/" for case in shown if case.department_id == user.department_id]
        walk.go(browser(user.username), ["/desk/", *centre, *own], "/desk/")
    for username in ENFORCING:
        begun = [f"/desk/enforcement/{one.number}/" for one in shown if one.state in OWN_PROCEDURE]
        walk.go(browser(username), ["/desk/enforcement/", *begun], "/desk/enforcement/")
    assert not walk.faults, "\n".join(walk.faults)
    assert {one for one in takes_forms() if one.startswith("desk:")} - walk.met <= UNMET


def test_every_act_of_a_case_refuses_it_wherever_it_is_asked(house: None) -> None:
    """Also where the page does not offer the act: then what was typed is shown to be copied."""
    case = accepted()
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(pk=clerk().id or 0))
    names = sorted(set(re.findall(r'sent\.(?:text|names|day)\("(\w+)"\)', inspect.getsource(parser))))
    assert {"reason", "opinion", "transcript", "officers"} <= set(names)
    for place, act in enumerate(sorted(parser.HANDLERS)):
        character = BAD[place % len(BAD)]
        typed = {name: TYPED.format(character) for name in names}
        address = f"/desk/cases/{case.number}/acts/{act}/"
        answer = client.post(address, {"version": case.version, **typed})
        assert answer.status_code == 422, (act, character, answer.status_code)
        assert "U+" in answer.content.decode(), act
        assert Case.objects.get(pk=case.pk).version == case.version


def test_every_form_of_the_portal_refuses_it_at_its_field(settings: Any, centre: list[str]) -> None:
    settings.DEMO = True  # codes can be sent
    walk = Walk()
    visitor = Client(raise_request_exception=False)
    walk.go(visitor, ["/", *(one for one in centre if one.startswith("/rate/visited/"))], "/")
    for case in of_every_state():
        visitor.post("/track/", {"number": case.number, "password": cases.query_password(case.number)})
        walk.go(visitor, [f"/track/{case.number}/"], f"/track/{case.number}/")
    who = person(Role.APPLICANT, None)
    walk.go(browser(who.name), ["/my/"], "/my/")
    assert not walk.faults, "\n".join(walk.faults)
    assert {one for one in takes_forms() if one.startswith("portal:")} - walk.met <= UNMET
