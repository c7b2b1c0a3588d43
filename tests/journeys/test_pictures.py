"""The manual's pictures of pages that need a whole year behind them: taken where BANLI_SCREENSHOTS=1."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, form
from tests.journeys.officer import Officer
from tests.journeys.pictures import WANTED, Camera

from banli.catalogue.service import current
from banli.demo.businesses import play_businesses
from banli.demo.open_cases import play_present
from banli.demo.week import MONDAY, publish_week
from banli.demo.year import take_in_year
from banli.kernel.actors import SYSTEM
from banli.ledger.service import seal
from banli.province.load import SICHUAN
from banli.province.worked.player import play_all
from banli.site.jobs import drain_outbox, watch_clocks

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not WANTED, reason="pictures are taken with BANLI_SCREENSHOTS=1"),
]


@pytest.fixture
def year(house: None, clock: HeldClock) -> None:
    """The demo at its usual scale, on the afternoon on which its report is out."""
    clock.set("2022-11-15T15:10")
    play_all(SICHUAN)
    play_businesses(SICHUAN)
    take_in_year(scale=0.01)
    play_present(SICHUAN)
    drain_outbox()
    publish_week(SICHUAN)
    watch_clocks()
    seal(by=SYSTEM)


def test_pages_with_a_year_behind_them(
    year: None, new_page: Callable[..., Page], officer: Callable[[str], Officer], camera: Camera
) -> None:
    portal = new_page()
    portal.goto("/")
    camera.takes(portal, "home")
    clerk, spec = officer("clerk.transport"), current(OVERSIZE).spec
    camera.takes(clerk.page, "today")
    clerk.chooses_at_the_counter(spec)
    clerk.fills_in(spec, form("class-two"))
    camera.takes(clerk.page, "counter")
    supervisor = officer("supervisor")
    supervisor.page.goto("/desk/supervision/")
    camera.takes(supervisor.page, "supervision")
    editor = officer("editor")
    editor.page.goto(f"/desk/weekly/{MONDAY.isoformat()}/")
    camera.takes(editor.page, "weekly")
