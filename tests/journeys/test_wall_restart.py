"""The wall of the hall goes through a restart of the server and is right again by itself."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.patience import MILLISECONDS, PATIENCE
from tests.site.folders import data_folder
from tests.site.helpers import free_port, start

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.real_clock]
MORNING = "2022-10-17T09:30"
Serve = Callable[[], tuple[subprocess.Popen[str], str]]


def begun(folder: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """A server of that folder in the middle of a morning, and its address once it answers."""
    words = ["-m", "banli", "serve", "--dir", str(folder), "--port", str(port)]
    process = start(words, BANLI_NOW=MORNING)
    assert process.stdout
    said = ""
    while not (found := re.search(r"http://\S+/", said)):
        line = process.stdout.readline()
        assert line, said
        said += line
    return process, found[0]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts the hall's server in the middle of a morning, each time at the same address."""
    folder, port = data_folder(tmp_path / "data"), free_port()
    running: list[subprocess.Popen[str]] = []

    def begin() -> tuple[subprocess.Popen[str], str]:
        process, address = begun(folder, port)
        running.append(process)
        return process, address

    yield begin
    for process in running:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def opened(chromium: Browser, address: str) -> Page:
    page = chromium.new_context(locale="zh-CN").new_page()
    page.set_default_timeout(MILLISECONDS)
    page.goto(address)
    return page


def test_the_wall_is_right_again_after_the_server_was_away(chromium: Browser, serve: Serve) -> None:
    process, address = serve()
    wall = opened(chromium, f"{address}wall/")
    waiting = wall.locator(".wall__lines tr", has_text="交通运输").locator("td").first
    expect(waiting).to_have_text("0")
    process.terminate()
    process.communicate(timeout=PATIENCE)
    with wall.expect_event("requestfailed"):
        pass  # one look goes wrong: what was shown stays, and nobody has to touch the screen
    expect(waiting).to_have_text("0")
    serve()
    phone = opened(chromium, f"{address}queue/")
    phone.locator(".queue-line", has_text="交通运输").click()
    phone.wait_for_url(re.compile(r"/queue/[A-Z0-9]+/"))
    expect(waiting).to_have_text("1")
