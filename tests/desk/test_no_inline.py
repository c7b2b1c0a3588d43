"""A strict policy holds on every page: no inline script, no inline style, the header on each answer."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.house import accepted, proposed, submitted

from banli.kernel.actors import Role

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)


def checked(client: Client, address: str) -> None:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    assert INLINE.search(answer.content.decode()) is None, address
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.usefixtures("house")
def test_no_page_carries_script_or_style_of_its_own() -> None:
    case, reviewed, decided = submitted(), accepted(), proposed()
    checked(Client(), "/desk/sign-in/")
    for address in (
        "/desk/",
        "/desk/cases/",
        "/desk/counter/",
        "/desk/counter/oversize-transport/",
        "/desk/items/",
    ):
        checked(clerk(), address)
    checked(clerk(), f"/desk/cases/{case.number}/")
    checked(clerk(), f"/desk/cases/{case.number}/receipt/")
    checked(at_desk(Role.REVIEWER), f"/desk/cases/{reviewed.number}/")
    checked(at_desk(Role.APPROVER), f"/desk/cases/{decided.number}/")
    for address in (
        "/desk/hall/",
        "/desk/hall/patrols/new/",
        "/desk/hall/activities/new/talk/",
        "/desk/ledger/",
    ):
        checked(at_desk(Role.HALL_MANAGER, "service-centre"), address)
    for address in ("/desk/credit/", "/desk/credit/bans/new/", "/desk/experts/", "/desk/experts/new/"):
        checked(at_desk(Role.APPROVER), address)
    checked(at_desk(Role.EDITOR, "service-centre"), "/desk/weekly/")
    checked(at_desk(Role.SUPERVISOR, "service-centre"), "/desk/supervision/")
    checked(at_desk(Role.SUPERVISOR, "service-centre"), "/desk/supervision/signals/")


@pytest.mark.usefixtures("house")
def test_every_page_speaks_both_languages() -> None:
    client = clerk()
    assert "今日" in client.get("/desk/").content.decode()
    client.post("/i18n/setlang/", {"language": "en", "next": "/desk/"})
    text = client.get("/desk/").content.decode()
    assert "Today" in text
    assert "今日" not in text
