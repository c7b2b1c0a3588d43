"""A notice is served on its applicant by opening it online, or at once by an agreement given at handing in."""

from __future__ import annotations

import pytest
from tests.desk.officers import clerk as at_window
from tests.desk.officers import do, fresh, offers
from tests.held_clock import HeldClock
from tests.house import clerk, submitted
from tests.portal.test_case import opened

from banli.cases import service as cases

pytestmark = pytest.mark.usefixtures("house")
POINT = {"where": "axles", "label": "轴载", "problem": "与行驶证不一致"}


def asked() -> cases.Case:
    return cases.ask_correction(by=clerk(), number=submitted().number, points=[POINT])


def service_of(case: cases.Case) -> dict[str, object]:
    return dict(cases.notices(fresh(case), "correction")[-1].service)


@pytest.mark.parametrize("page", ["", "correct/"])
def test_opening_the_case_serves_its_notice_and_shows_the_last_day(clock: HeldClock, page: str) -> None:
    case = asked()
    clock.set("2022-10-19")
    browser = opened(case)
    browser.get(f"/track/{case.number}/{page}")
    assert service_of(case)["served_on"] == "2022-10-19"
    shown = browser.get(f"/track/{case.number}/").content.decode()
    assert "2022年11月18日" in shown
    assert "告知书已送达，答复期限开始计算" in shown
    assert [one.name for one in cases.timeline(fresh(case))].count("notice_served") == 1


def test_opening_the_paper_serves_it_and_fetching_ahead_does_not() -> None:
    case = asked()
    browser, notice = opened(case), cases.notices(case, "correction")[0]
    browser.get(f"/track/{case.number}/", headers={"Sec-Purpose": "prefetch;prerender"})
    assert service_of(case) == {}
    browser.get(f"/track/{case.number}/notices/{notice.pk}/")
    assert service_of(case)["way"] == "online"


def test_an_officer_who_looks_serves_nothing_and_records_what_happened_on_paper() -> None:
    case = asked()
    window = at_window()
    page = window.get(f"/desk/cases/{case.number}/").content.decode()
    assert "尚未送达" in page.split("case__clock")[1].split("</section>")[0]
    assert "期限自告知书送达之日的次日起计算。" in page
    assert service_of(case) == {}
    wrong = do(window, fresh(case), "serve_notice", way="post", receiver="李慧")
    assert wrong.status_code == 422
    assert "请填写邮件号码" in wrong.content.decode()
    assert "李慧" in wrong.content.decode()
    assert do(window, fresh(case), "serve_notice", way="post", post_number="EX100").status_code == 302
    assert "serve_notice" not in offers(window, fresh(case))
    again = do(window, case, "serve_notice", way="post", post_number="EX100")
    assert again.status_code in (302, 409)
    assert len(cases.notices(fresh(case), "delivery")) == 1
