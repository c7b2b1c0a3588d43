"""The server is killed with its database while a device sends: what was written comes in once."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Route, expect
from tests.journeys.conftest import FLAGS
from tests.journeys.devices import set_up, unlocks
from tests.journeys.test_wall_restart import Serve, begun
from tests.patience import MILLISECONDS, PATIENCE
from tests.site.folders import data_folder
from tests.site.helpers import free_port, surroundings

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.real_clock]
CLERK = """
import sys
from pathlib import Path
from banli.runtime.running import with_database
with with_database(Path(sys.argv[1])):
    from tests.house import person
    from banli.kernel.actors import Role
    person(Role.CLERK, "transport", "transport-03", name="clerk.transport")
"""
DELAYS = (0.0, 0.05)
"""Seconds between the request and the kill: about when the act begins, and about when it is answered."""


def crash(folder: Path) -> None:
    """End every process of that folder at once, as a cut of power would."""
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            named = (entry / "cmdline").read_bytes() + b"\0" + (entry / "environ").read_bytes()
            if os.fsencode(folder) in named and int(entry.name) != os.getpid():
                os.kill(int(entry.name), signal.SIGKILL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one clerk."""
    made = data_folder(tmp_path / "data")
    subprocess.run([sys.executable, "-c", CLERK, str(made)], env=surroundings(), check=True, timeout=PATIENCE)
    return made


@pytest.fixture
def serve(folder: Path) -> Iterator[Serve]:
    """Starts the server, each time at the same address."""
    running: list[subprocess.Popen[str]] = []
    port = free_port()

    def begin() -> tuple[subprocess.Popen[str], str]:
        process, address = begun(folder, port)
        running.append(process)
        return process, address

    yield begin
    for process in running:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=PATIENCE)


@pytest.fixture
def device(
    driver: Playwright, chromium_path: str, tmp_path: Path
) -> Iterator[Callable[[str], BrowserContext]]:
    """Opens the browser of the window on a site."""
    contexts: list[BrowserContext] = []

    def begin(address: str) -> BrowserContext:
        context = driver.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium_path,
            args=list(FLAGS),
            base_url=address,
            locale="zh-CN",
        )
        context.set_default_timeout(MILLISECONDS)
        contexts.append(context)
        return context

    yield begin
    for context in contexts:
        context.close()


def crashing(folder: Path, delay: float) -> Callable[[Route], None]:
    """Lets what is sent go on to the server, which crashes ``delay`` seconds later."""

    def handle(route: Route) -> None:
        threading.Timer(delay, crash, [folder]).start()
        route.continue_()

    return handle


def draws(page: Page) -> None:
    """A ticket is drawn while the network is cut."""
    page.goto("/desk/offline/")
    unlocks(page)
    page.get_by_role("button", name="断网取号").click()
    page.get_by_role("button", name="完成记录").click()
    expect(page.locator("#paper .ticket__number")).to_be_visible()
    page.get_by_role("button", name="返回列表").click()


def test_what_was_being_sent_comes_in_once(
    folder: Path, serve: Serve, device: Callable[[str], BrowserContext]
) -> None:
    process, address = serve()
    context = device(address)
    page = context.new_page()
    set_up(page, "clerk.transport")
    for number, delay in enumerate(DELAYS, 1):
        context.set_offline(True)
        draws(page)
        context.route("**/desk/offline/entries/", crashing(folder, delay), times=1)
        context.set_offline(False)
        while (
            process.poll() is None
        ):  # until the server is gone; each question lets the browser's events through
            page.title()
        process, _address = serve()
        page.goto("/desk/hall/")
        expect(page.locator("[data-offline]")).not_to_contain_text("待上传")
        page.goto("/desk/queue/")
        expect(page.get_by_text(re.compile(r"^[A-Z]\d{3}$"))).to_have_count(number)
