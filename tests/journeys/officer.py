"""An officer: somebody who works at the desk and does what its pages offer."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.house import PASSWORD


class Officer:
    """What an officer can do, each step by what stands on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, username: str) -> None:
        """Sign in where staff do, and arrive at the first page of the day."""
        self.page.goto("/desk/")
        self.fills_the_door(username)
        expect(self.page.get_by_role("heading", name="今日", level=1)).to_be_visible()

    def fills_the_door(self, username: str) -> None:
        """User name and password on the sign-in page."""
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()

    def opens_the_case(self, applicant: str) -> None:
        """From the first page of the day to the case of ``applicant``, through the list of what waits."""
        self.page.goto("/desk/")
        self.page.get_by_role("main").get_by_role("link", name=applicant).first.click()
        expect(self.page).to_have_url(re.compile("/desk/cases/"))

    def offer(self, name: str) -> Locator:
        """The form of an act, unfolded."""
        box = self.page.locator(f"#offer-{name}")
        if not box.evaluate("box => box.open"):
            box.locator("summary").click()
        return box

    def done(self, act: str) -> None:
        """The page says that the act is done."""
        expect(self.page.get_by_role("status").get_by_text(act)).to_be_visible()
