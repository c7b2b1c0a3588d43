"""A real browser before the real site: a fresh profile for every person.

Django is not ready when this file is read, so what needs it is imported where it is used.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)
from tests.held_clock import HeldClock
from tests.journeys.watch import Watch
from tests.patience import MILLISECONDS

if TYPE_CHECKING:
    from tests.journeys.applicant import Applicant
    from tests.journeys.officer import Officer
    from tests.journeys.pictures import Camera
    from tests.journeys.town import Kept, Town

FONTS = Path(__file__).parents[2] / "src" / "banli" / "documents" / "fonts"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
)
WIDE: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A font configuration that knows the bundled fonts too, so that Chinese is drawn on any machine."""
    folder = tmp_path_factory.mktemp("fonts")
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{FONTS}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def chromium(chromium_path: str, fonts: Path) -> Iterator[Browser]:
    """The browser, for one module: its driver keeps an event loop in this thread, which must not meet other tests.

    Django would take that loop for an asynchronous caller and refuse the database.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        expect.set_options(timeout=MILLISECONDS)
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        environment: dict[str, str | float | bool] = {
            **os.environ,
            "FONTCONFIG_FILE": str(fonts),
            "LANG": "C.UTF-8",
        }
        browser = driver.chromium.launch(
            executable_path=chromium_path, args=list(FLAGS), env=environment, timeout=MILLISECONDS
        )
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _nobody_signs_in_every_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """A journey of weeks takes seconds by the held clock; that a session ends after a day is shown where people are."""
    for name in ("WHOLE_STAFF", "WHOLE_APPLICANT"):
        monkeypatch.setattr(f"banli.people.rules.{name}", timedelta(days=1_000))


@pytest.fixture
def watch(live_server: Any) -> Iterator[Watch]:
    """What went wrong on any page of the test; the test fails of it at its end."""
    watch = Watch(live_server.url)
    yield watch
    assert watch.faults == []


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(chromium: Browser, live_server: Any, watch: Watch) -> Iterator[NewPage]:
    """Makes a page in a profile of its own; ``options`` are those of a browser context."""
    contexts = []

    def made(**options: Any) -> Page:
        settings = {"locale": "zh-CN", "viewport": WIDE, "timezone_id": "Asia/Shanghai", **options}
        context = chromium.new_context(base_url=live_server.url, **settings)
        context.set_default_timeout(MILLISECONDS)
        contexts.append(context)
        watch.over(context)
        return context.new_page()

    yield made
    for context in contexts:
        context.close()


@pytest.fixture
def house(transactional_db: None) -> None:
    """The Sichuan pack's house, its items, and the demo's people."""
    from tests.snapshots import kept

    kept("house", opened_house)


def opened_house() -> None:
    """Load pack and people."""
    from tests.house import PASSWORD

    from banli.kernel.actors import SYSTEM
    from banli.province.load import SICHUAN, load_pack, load_people

    load_pack(SICHUAN, by=SYSTEM)
    load_people(SICHUAN, by=SYSTEM, password=PASSWORD)


@pytest.fixture
def town(transactional_db: None) -> Town:
    """The house, and something to look at on every page."""
    from tests.journeys.town import opened, town_of
    from tests.snapshots import kept

    def made() -> Kept:
        opened_house()
        return opened()

    return town_of(kept("town", made))


@pytest.fixture
def applicant(house: None, new_page: NewPage) -> Applicant:
    """A visitor before the public site."""
    from tests.journeys.applicant import Applicant

    return Applicant(new_page())


@pytest.fixture
def officer(house: None, new_page: NewPage) -> Callable[[str], Officer]:
    """Makes one of the demo's people, signed in at the desk in a browser of their own."""

    from tests.journeys.officer import Officer

    def made(username: str) -> Officer:
        person = Officer(new_page())
        person.sign_in(username)
        return person

    return made


@pytest.fixture
def later(clock: HeldClock) -> Callable[[str], None]:
    """Moves the clock of the site to a moment such as ``2022-10-24T10:00``."""

    def moved(moment: str) -> None:
        clock.set(moment)

    return moved


@pytest.fixture
def camera() -> Camera:
    """Takes the manual's pictures on the way."""
    from tests.journeys.pictures import Camera

    return Camera()


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    """The driver, before any test asks the database: its event loop would take a connection of its own."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=MILLISECONDS)
        yield driver


Opened = Callable[..., BrowserContext]


@pytest.fixture
def opened(
    driver: Playwright, house: None, live_server: Any, chromium_path: str, tmp_path: Path
) -> Iterator[Opened]:
    """Starts a browser on one profile, as wide as ``viewport``; started again it is the same device after its browser
    was killed."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def start(viewport: ViewportSize = WIDE) -> BrowserContext:
        context = driver.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium_path,
            args=list(FLAGS),
            base_url=live_server.url,
            locale="zh-CN",
            viewport=viewport,
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(MILLISECONDS)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        contexts.append(context)
        return context

    yield start
    assert faults == []
    for context in contexts:
        with contextlib.suppress(Error):  # killed before
            context.close()
