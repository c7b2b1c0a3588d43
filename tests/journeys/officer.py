"""An officer: somebody who works at the desk and does what its pages offer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, Page, expect
from tests.house import PASSWORD
from tests.journeys.forms import answer

from banli.catalogue.service import ItemSpec


class Officer:
    """What an officer can do, each step by what stands on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    # Coming and finding

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

    def opens_the_case_of(self, applicant: str) -> None:
        """From the first page of the day to the case that waits there under ``applicant``."""
        self.page.get_by_role("navigation").get_by_role("link", name=re.compile("^今日")).click()
        self.page.get_by_role("main").get_by_role("link", name=applicant).first.click()
        expect(self.page).to_have_url(re.compile("/desk/cases/.+"))
        self.page.wait_for_load_state()

    def opens(self, number: str) -> None:
        """Straight to a case, as from a bookmark."""
        self.page.goto(f"/desk/cases/{number}/")

    # At the counter

    def chooses_at_the_counter(self, spec: ItemSpec) -> None:
        """From wherever the officer is to the empty form of an item of this window."""
        self.page.get_by_role("navigation").get_by_role("link", name="窗口收件").click()
        self.page.get_by_role("main").get_by_role("link").filter(has_text=spec.name.zh).click()
        expect(self.page.get_by_role("heading", name=spec.name.zh, level=1)).to_be_visible()
        self.page.wait_for_load_state()

    def fills_in(self, spec: ItemSpec, answers: Mapping[str, Any]) -> None:
        """Type in what the person says."""
        for field in spec.form.fields:
            if field.key in answers:
                answer(self.page, field, answers[field.key])

    def takes_on_paper(self, material: str) -> None:
        """Tick that a material lies on the desk."""
        row = self.page.locator("[data-file]").filter(has_text=material)
        row.get_by_label("纸质").check()

    # Reading and acting

    def crosses_out(self, label: str, problem: str) -> None:
        """Mark one point of the file as wrong and say what is needed."""
        group = self.page.get_by_role("group", name=label, exact=True)
        group.locator("label").filter(has_text="有问题").click()
        self.page.get_by_label(f"“{label}”哪里不对，需要怎样补正").fill(problem)

    def turns_to(self, act: str) -> Locator:
        """Unfold the form of an act."""
        offer = self.page.locator("details.offer").filter(
            has=self.page.locator("summary", has_text=re.compile(f"^{act}$"))
        )
        if offer.get_attribute("open") is None:
            offer.locator("summary").click()
        return offer

    def presses(self, button: str, says: str) -> None:
        """Press a button of an act and see the page say that it is done."""
        self.page.locator("#acts").get_by_role("button", name=button, exact=True).click()
        expect(self.page.get_by_text(f"已完成：{says}。")).to_be_visible()

    def accepts(self) -> None:
        """Accept the application, with nothing promised for later."""
        unfolds = self.page.locator("details.offer > summary", has_text=re.compile("^受理$"))
        if unfolds.count():
            self.turns_to("受理")
            self.presses("受理并开始计时", "受理，开始计时")
        else:
            self.presses("受理", "受理，开始计时")

    def asks_for_correction(self) -> None:
        """Send the notice that the marks have made."""
        self.turns_to("发补正告知")
        self.presses("一次告知全部补正内容", "出具补正告知书，一次告知")

    def pauses(self, procedure: str, reason: str, *, days: int = 5) -> None:
        """Begin a special procedure that needs so many working days, and stop the clock."""
        form = self.turns_to("启动特别程序")
        form.get_by_label("程序").select_option(label=procedure)
        form.get_by_label("所需工作日数").fill(str(days))
        form.get_by_label("事由（写入告知书）").fill(reason)
        self.presses("书面告知并暂停计时", "启动特别程序，暂停计时")

    def resumes(self, result: str) -> None:
        """End the special procedure with its result."""
        self.turns_to("结束特别程序").get_by_label("程序结果").fill(result)
        self.presses("结束并恢复计时", "特别程序结束，恢复计时")

    def finishes(
        self, step: str, text: str, *, verdict: str = "符合", officers: str = "", ticks: Sequence[str] = ()
    ) -> None:
        """Finish a step of the review that is under way, with ``ticks`` on its check list."""
        form = self.turns_to(f"完成环节：{step}")
        form.get_by_label(verdict, exact=True).check()
        for line in ticks:
            form.get_by_label(line, exact=True).check()
        form.get_by_label("审查情况").fill(text)
        if officers:
            form.get_by_label("工作人员").fill(officers)
        self.presses("确认完成", "完成环节")

    def tells_of_a_refusal(self, reasons: str) -> None:
        """Tell the applicant that the application is to be refused, and why."""
        self.turns_to("告知拟不予许可").get_by_label("理由").fill(reasons)
        self.presses("告知申请人", "告知拟不予许可")

    def calls_a_hearing(self, **about: str) -> None:
        """Name chair, place, day and reason."""
        form = self.turns_to("组织听证")
        form.get_by_label("听证主持人").fill(about["chair"])
        form.get_by_label("地点").fill(about["place"])
        form.get_by_label("举行日期").fill(about["on"])
        form.get_by_label("几时", exact=True).fill(about.get("hour", "9:30"))
        form.get_by_label("事由（写入告知书）").fill(about["reason"])
        self.presses("书面告知并暂停计时", "通知听证，暂停计时")

    def records_the_hearing(self, transcript: str, signed: str) -> None:
        """Keep the record; the clock runs on."""
        form = self.turns_to("记录听证")
        form.get_by_label("听证笔录").fill(transcript)
        form.get_by_label("笔录签字人").fill(signed)
        self.presses("保存笔录并恢复计时", "听证结束并记录，恢复计时")

    def proposes(self, decision: str, opinion: str) -> None:
        """Give an opinion and put the case before the approver."""
        form = self.turns_to("提出审查意见")
        form.locator(f"[name=agrees][value={'no' if decision.startswith('不') else 'yes'}]").check()
        form.get_by_label("意见", exact=True).fill(opinion)
        self.presses("送审批", "审查完毕，送审批")

    def grants(self, opinion: str = "", *, hearing: str = "") -> None:
        """Grant in writing, in the words of the item; after a hearing, how the decision follows its record."""
        form = self.page.locator("#offer-grant")
        if form.get_attribute("open") is None:
            form.locator("summary").click()
        if opinion:
            form.get_by_label("意见", exact=True).fill(opinion)
        if hearing:
            form.get_by_label("如何依据听证笔录").fill(hearing)
        for field in form.locator("[name^='said.']").all():
            field.fill("线路避让居民集中区，施工结束后及时恢复植被。")
        form.locator("form button").last.click()
        expect(self.page.get_by_text(re.compile("^已完成："))).to_be_visible()

    def issues(self) -> None:
        """Number, typeset and keep the certificate."""
        self.presses("制发证照", "制发证照")

    def hands_over(self, way: str) -> None:
        """Note how the result reached the applicant."""
        self.turns_to("送达结果").get_by_label("送达方式").select_option(label=way)
        self.presses("确认送达", "送达结果")

    def course(self) -> list[str]:
        """The timeline, newest first, in the officers' words."""
        return self.page.locator("#record .timeline > li > strong").all_inner_texts()
