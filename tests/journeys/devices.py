"""Devices on which an officer works without a network, and what they keep."""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

from playwright.sync_api import Page, Route, expect
from tests.house import PASSWORD
from tests.journeys.officer import Officer

EVERYTHING = """async () => {
  const open = indexedDB.open("banli-offline");
  const base = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const text = (one) => (ArrayBuffer.isView(one) || one instanceof ArrayBuffer ? new TextDecoder().decode(one) : one);
  const found = [];
  for (const name of base.objectStoreNames) {
    const asked = base.transaction(name).objectStore(name).getAll();
    for (const row of await new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result))))
      found.push([name, ...Object.entries(row).map(([key, one]) => [key, text(one)])]);
  }
  const cached = [];
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys()) cached.push(new URL(one.url).pathname);
  return { found, cached, local: { ...localStorage }, session: { ...sessionStorage } };
}"""
"""Whatever this browser keeps of the site."""


def set_up(page: Page, username: str) -> None:
    """Sign in, set this device up, and see that it is ready."""
    Officer(page).sign_in(username)
    page.goto("/desk/offline/")
    page.get_by_label("再输入一次您的密码").fill(PASSWORD)
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_text("这台设备可以断网使用了。")).to_be_visible()
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def unlocks(page: Page) -> None:
    """Open one's own records without a network."""
    page.get_by_label("您的密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="解锁").click()
    expect(page.get_by_role("heading", name="本机记录")).to_be_visible()


def loses_the_answer(route: Route) -> None:
    """What is sent arrives; its answer does not."""
    route.fetch()
    route.abort()


def killed(profile: Path) -> None:
    """End every process of the browser with that profile, as a flat battery would."""
    for found in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            if os.fsencode(f"--user-data-dir={profile}") in found.read_bytes():
                os.kill(int(found.parent.name), signal.SIGKILL)
