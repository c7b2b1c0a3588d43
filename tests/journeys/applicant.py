"""An applicant: somebody before the public site who knows its words and nothing of what is behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, expect
from tests.journeys.forms import answer, paper

from banli.catalogue.service import ItemSpec, derive, materials


class Applicant:
    """What an applicant can do, each step by what stands on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.number = ""
        self.password = ""

    # Finding the item

    def comes_to_the_portal(self) -> None:
        """Open the first page."""
        self.page.goto("/")
        expect(self.page.get_by_role("heading", name="想办什么事？")).to_be_visible()

    def searches(self, words: str) -> None:
        """Type into the search of the first page and press Enter."""
        box = self.page.get_by_role("searchbox", name="搜索事项")
        box.fill(words)
        box.press("Enter")
        expect(self.page).to_have_url(re.compile("/items/"))

    def opens_the_guide(self, name: str) -> None:
        """Choose an item of the list."""
        self.page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_visible()

    def begins(self) -> None:
        """From the guide to the form."""
        self.page.get_by_role("complementary").get_by_role("link", name="在线办理").click()
        expect(self.page.get_by_role("button", name="保存并继续")).to_be_visible()
        self.page.wait_for_load_state()

    # The form

    def fills_in(self, spec: ItemSpec, answers: Mapping[str, Any]) -> None:
        """Answer the questions from top to bottom, as they are asked."""
        for section in spec.form.sections:
            part = self.page.get_by_role("region", name=section.title.zh)
            for field in section.fields:
                if field.key in answers:
                    answer(part, field, answers[field.key])

    def goes_on(self) -> None:
        """Save the form and go on to the materials."""
        self.page.get_by_role("button", name="保存并继续").click()

    def goes_on_all_the_same(self) -> None:
        """Insist on the answers that the page doubts."""
        self.page.get_by_role("button", name="填写无误，继续").click()

    def hands_over(self, material: str) -> None:
        """Upload a file for one material and wait until it is there."""
        self.page.get_by_label(f"{material}的文件").set_input_files(paper(f"{material}.pdf"))
        expect(self.page.get_by_role("button", name=f"删除 {material}.pdf")).to_be_visible()

    def hands_over_everything(self, spec: ItemSpec, answers: Mapping[str, Any]) -> None:
        """Upload a file for every material the page asks for, and see that it asks for no other."""
        needed = materials(spec, {**answers, **derive(spec, answers)})
        asked = [one for one in needed if one.necessity != "checked"]
        expect(self.page.locator("input[type=file]")).to_have_count(len(asked))
        self.page.wait_for_load_state()
        for material in asked:
            if material.necessity == "required":
                self.hands_over(material.name.zh)

    def checks(self) -> None:
        """From the materials to the page that shows everything once more."""
        self.page.get_by_role("button", name="继续", exact=True).click()
        expect(self.page.get_by_role("heading", name="核对并提交")).to_be_visible()

    def hands_in(self) -> None:
        """Hand in, and write number and password down from the receipt."""
        self.page.get_by_role("button", name="提交申请").click()
        self.keeps_the_receipt()

    def keeps_the_receipt(self) -> None:
        """Write down number and password from the receipt."""
        expect(self.page.get_by_role("heading", name="已提交", level=1)).to_be_visible()
        self.number = self.fact("办件编号").replace(" ", "")
        self.password = self.fact("查询密码")

    def fact(self, label: str) -> str:
        """What a list of facts says beside ``label``."""
        row = self.page.locator("dl > div").filter(has=self.page.get_by_text(label, exact=True))
        return row.locator("dd").first.inner_text().strip()

    # Following the case

    def tracks(self, number: str = "", password: str = "") -> None:
        """Open the case with number and password."""
        self.page.goto("/track/")
        self.page.get_by_label("办件编号").fill(number or self.number)
        self.page.get_by_label("查询密码").fill(password or self.password)
        self.page.get_by_role("button", name="查询").click()
        expect(self.page).to_have_url(re.compile(f"/track/{number or self.number}/"))
        self.page.wait_for_load_state()

    def happened(self) -> list[str]:
        """The timeline, newest first, in the applicant's words."""
        return self.page.locator(".timeline > li > strong").all_inner_texts()

    def asks_why(self) -> str:
        """Open the strip that explains the promised day, and read it."""
        clock = self.page.locator(".clocks__one").filter(has_text="承诺办结期限")
        clock.get_by_text("为什么是这一天？").click()
        strip = clock.locator(".why__body")
        expect(strip).to_be_visible()
        return strip.inner_text()
