"""Whatever breaks while somebody types, nothing older than two seconds is lost, and nothing is there twice.

A few seeds in the ordinary run; ``just breaks`` plays two hundred (``BANLI_BREAKS`` says how many).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Error, Page
from tests.house import OVERSIZE
from tests.journeys.breaks import DESK, KINDS, PHONE, broken
from tests.journeys.watch import Watch
from tests.patience import eventually
from tests.portal.steps import fill_in, hand_over_files

from banli.cases.models import Case, Draft
from banli.catalogue.service import current
from banli.people.models import Session

pytestmark = pytest.mark.browser
SEEDS = range(int(os.environ.get("BANLI_BREAKS", "6")))
HANDING_IN = 3
"""Of so many seeds one is broken while the application is handed in."""
FORM, CHECK = f"/items/{OVERSIZE}/apply/", f"/items/{OVERSIZE}/apply/check/"
NewPage = Callable[..., Page]


def test_nothing_typed_more_than_two_seconds_earlier_is_lost(
    house: None, new_page: NewPage, watch: Watch
) -> None:
    spec, lost = current(OVERSIZE).spec, []
    for seed in SEEDS:
        lost += broken(seed, spec, new_page, FORM)
        if (drafts := Draft.objects.count()) > 1:
            lost.append(f"seed {seed}: {drafts} drafts")
        Draft.objects.all().delete()
        watch.faults.clear()  # a browser says of each request that it had no network
    assert lost == []


def handed_in_through_a_break(seed: int, new_page: NewPage, base: str) -> None:
    """Press “hand in”, break, come back, and press again where there is something to press."""
    random, kind = Random(seed), KINDS[seed // HANDING_IN % len(KINDS)]  # the same on every run
    visitor = Client()
    fill_in(visitor)
    hand_over_files(visitor)
    shape: dict[str, Any] = {"viewport": random.choice((PHONE, DESK))}
    page = new_page(**shape)
    page.context.add_cookies(
        [{"name": name, "value": one.value, "url": base} for name, one in visitor.cookies.items()]
    )
    page.goto(CHECK)
    button = page.get_by_role("button", name="提交申请")
    if kind == "session":
        Session.objects.all().delete()
    if kind == "network":
        page.context.set_offline(True)
    try:
        button.click(no_wait_after=True)
    except Error:
        assert kind == "network"
    if kind == "killed":
        cookies = visitor.cookies
        page.context.close()
        page = new_page(**shape)
        page.context.add_cookies(
            [{"name": name, "value": one.value, "url": base} for name, one in cookies.items()]
        )
    page.context.set_offline(False)
    page = page.context.new_page()  # beside what the first one may still be waiting for
    page.goto(CHECK)
    button = page.get_by_role("button", name="提交申请")
    if button.count():
        button.click()
        page.wait_for_load_state()
    page.context.close()


def test_an_application_that_breaks_while_it_is_handed_in_is_one_case(
    house: None, new_page: NewPage, watch: Watch, live_server: Any
) -> None:
    for seed in SEEDS[::HANDING_IN]:
        handed_in_through_a_break(seed, new_page, live_server.url)
        made = f"seed {seed}: {Case.objects.count()} cases, {Draft.objects.filter(case=None).count()} drafts"
        assert eventually(Case.objects.exists), made
        assert Case.objects.count() == 1 + seed // HANDING_IN, made
        assert not Draft.objects.filter(case=None).exists(), made
        watch.faults.clear()
