"""Pictures for the manual, taken on the way where BANLI_SCREENSHOTS=1; otherwise nothing happens."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from tests.journeys.inspect import width_of

FOLDER = Path(__file__).parents[2] / "docs" / "manual" / "images"
WANTED = os.environ.get("BANLI_SCREENSHOTS") == "1"
LOOKED_AT = os.environ.get("BANLI_SHOTS", "")
"""A folder for pictures of whole pages that somebody wants to look at; they are not kept."""
LARGEST = 300_000
"""Bytes of a picture: it lives in the repository."""


class Camera:
    """Takes a picture of what somebody has on the screen."""

    def takes(self, page: Page, name: str, at: Locator | None = None) -> None:
        """Write ``name``.png: the window as it stands, from its top, or with ``at`` near the top."""
        if not WANTED:
            return
        if at is None:
            page.evaluate("scrollTo(0, 0)")
        else:
            at.first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 160)")
        expect(page.locator(".htmx-request")).to_have_count(0)
        page.evaluate("document.fonts.ready")
        path = FOLDER / f"{name}.png"
        page.screenshot(path=path, animations="disabled", caret="hide")
        assert path.stat().st_size <= LARGEST, f"{path.name} is {path.stat().st_size} bytes"

    def looks(self, page: Page, name: str) -> None:
        """Nothing sticks out of the page; a picture of all of it where ``BANLI_SHOTS`` names a folder."""
        page.wait_for_load_state()
        width = page.viewport_size["width"] if page.viewport_size else 0
        assert width_of(page) <= width, f"{name} is too wide"
        if LOOKED_AT:
            page.screenshot(path=Path(LOOKED_AT) / f"{name}.png", full_page=True, animations="disabled")
