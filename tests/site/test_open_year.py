"""A whole case in a year whose public holidays are not set, on the pages: nobody reads what only an administrator can
do, and no page, paper or answer shows a day that is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import Role
from banli.site.jobs import drain_outbox, watch_clocks
from banli.statistics.service import INDICATORS, By, plain, reading
from tests.desk.officers import at_desk, do, fresh
from tests.desk.test_counter import sheet, typed, wanted
from tests.documents.words import POPPLER, words_of
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, open_house
from tests.portal.steps import hand_in

pytestmark = [pytest.mark.long, pytest.mark.django_db, POPPLER]

LAST_DAYS = "2026-12-28T10:00"
"""The days that are counted from here run out of the last year that is set."""
NO_YEAR = "2031-01-06T10:00"
"""No year near this day is set."""
NEVER = re.compile(
    r"9999[-年/.]|\b9999\b|OPEN_END|UnknownYear|banli calendar|not on record|尚未载入|请载入|Traceback|date\.max"
)
"""Days that are none, and what an administrator reads."""
LINK = re.compile(r"""(?:href|hx-get)="(/[^"#]*)""")
LEFT_OUT = re.compile(
    r"/static/|sign-out|logout|/i18n/|/leave/|/apply/|counter/|/materials/|\.xlsx|\.docx|lang="
)
MOST = 25


def scan(where: str, answer: Any) -> str:
    """The words of ``answer``; fails where it says what nobody at a window should read."""
    assert answer.status_code < 500, where
    kind, content = answer["Content-Type"], b"".join(answer) if answer.streaming else answer.content
    text = words_of(content) if "pdf" in kind else content.decode("utf-8", "replace")
    found = NEVER.search(re.sub(r'(?:value|content|nonce)="[A-Za-z0-9]{30,}"', "", text))
    assert found is None, f"{where}: …{text[max(0, found.start() - 80) : found.end() + 80]}…"
    return text


def read(client: Client, starts: Iterable[str], most: int = MOST) -> set[str]:
    """Open ``starts`` and what they link to, up to ``most`` addresses; what was opened."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting and len(seen) < most:
        address = waiting.pop(0).replace("&amp;", "&")
        if address in seen or LEFT_OUT.search(address):
            continue
        seen.add(address)
        answer = client.get(address)
        text = scan(address, answer)
        if answer.status_code == 200 and "html" in answer["Content-Type"] and len(seen) < most:
            waiting += LINK.findall(text)
    return seen


def people() -> dict[str, Client]:
    return {
        "clerk": at_desk(Role.CLERK, window="transport-03"),
        "reviewer": at_desk(Role.REVIEWER),
        "approver": at_desk(Role.APPROVER),
    }


def papers_in(page: str, case: Case) -> set[str]:
    """What a page of the case links to of it, but for the files that were handed in."""
    return {one for one in LINK.findall(page) if case.number in one and not LEFT_OUT.search(one)}


def look(staff: dict[str, Client], visitor: Client, case: Case, opened: set[str]) -> None:
    """Everybody on the way opens the case and the list in which it stands; each paper is ``opened`` once."""
    for client in staff.values():
        page = scan("case", client.get(f"/desk/cases/{case.number}/"))
        for address in papers_in(page, case) - opened:
            scan(address, client.get(address))
            opened.add(address)
        scan("list", client.get("/desk/cases/"))
        scan("today", client.get("/desk/"))
    page = scan("track", visitor.get(f"/track/{case.number}/"))
    for address in papers_in(page, case):
        scan(address, visitor.get(address))
    told = visitor.get(
        f"/api/v1/cases/{case.number}/deadlines",
        headers={"X-Query-Password": cases.query_password(case.number), "accept-language": "en"},
    )
    assert told.status_code == 200
    scan("api", told)


def to_delivery(case: Case, staff: dict[str, Client], visitor: Client, opened: set[str]) -> None:
    """From a received application to the certificate in the applicant's hands, everybody looking at each step."""
    way: list[tuple[str, str, dict[str, Any]]] = [
        ("clerk", "accept", {}),
        ("reviewer", "pause", {"procedure": "reinforcement", "reason": "加固桥梁", "days": 10}),
        ("reviewer", "resume", {"result": "合格"}),
        ("approver", "extend", {"days": 2, "reason": "需会商桥梁管理单位。"}),
        ("reviewer", "review", {"agrees": "yes", "opinion": "参数符合规定。"}),
        ("approver", "grant", {"opinion": "同意。"}),
        ("approver", "issue", {}),
        ("clerk", "deliver", {"way": "window"}),
        ("clerk", "archive", {"note": "一户一档"}),
    ]
    for who, act, sent in way:
        before = fresh(case)
        if act == "accept" and before.state != "submitted":
            continue
        answer = do(staff[who], before, act, **sent)
        scan(act, answer)
        assert answer.status_code == 302, (act, answer.content.decode()[:2000])
        assert fresh(case).version == before.version + 1, act
        look(staff, visitor, fresh(case), opened)


def visitor_of(case: Case) -> Client:
    client = Client()
    password = cases.query_password(case.number)
    assert client.post("/track/", {"number": case.number, "password": password}).status_code == 302
    return client


def test_online_from_the_form_to_the_certificate(clock: HeldClock) -> None:
    clock.set(LAST_DAYS)
    open_house()
    browser, staff = Client(), people()
    case = hand_in(browser)
    read(browser, [f"/receipt/{case.number}/", "/", f"/items/{OVERSIZE}/"], most=25)
    opened: set[str] = set()
    look(staff, visitor := visitor_of(case), case, opened)
    to_delivery(case, staff, visitor, opened)
    everything_else(clock)


def test_at_the_counter_from_the_form_to_the_certificate(clock: HeldClock) -> None:
    clock.set(NO_YEAR)
    open_house()
    staff = people()
    form = sheet(staff["clerk"], OVERSIZE)
    scan("counter", staff["clerk"].get(form))
    sent = {**typed(OVERSIZE, "class-two"), "on_paper": wanted(OVERSIZE, "class-two"), "then": "accept"}
    answer = staff["clerk"].post(form, sent)
    assert answer.status_code == 302
    scan("receipt", staff["clerk"].get(answer["Location"]))
    case = Case.objects.get()
    opened: set[str] = set()
    look(staff, visitor := visitor_of(case), case, opened)
    to_delivery(case, staff, visitor, opened)


def everything_else(clock: HeldClock) -> None:
    """What is counted, watched and reported, in both languages, with a case that waits and one that was refused."""
    waits = hand_in(Client())
    do(at_desk(Role.CLERK, window="transport-03"), waits, "accept")
    drain_outbox()
    clock.move(days=3)
    watch_clocks()
    drain_outbox()
    for role in (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR, Role.HALL_MANAGER, Role.EDITOR):
        client = at_desk(role, window="transport-03" if role == Role.CLERK else None)
        seen = read(client, ["/desk/", "/desk/cases/", "/desk/supervision/", "/desk/hall/", "/desk/weekly/"])
        assert len(seen) > 10
        english = at_desk(role, window="transport-03" if role == Role.CLERK else None)
        english.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
        read(english, ["/desk/", "/desk/cases/", f"/desk/cases/{waits.number}/"], most=6)
    counted = plain(reading(date(2026, 1, 1), date(2031, 12, 31), by=By.DEPARTMENT, indicators=INDICATORS))
    assert NEVER.search(json.dumps(counted, ensure_ascii=False, default=str)) is None
    read(Client(), ["/statistics/", "/api/v1/items", "/api/v1/calendars"], most=6)
    asked: dict[str, Any] = {"days": 20, "from": clock.now.date().isoformat()}
    scan("deadline", Client().get("/api/v1/deadline", asked))
