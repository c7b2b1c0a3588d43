"""A mining right applied for online: what is wrong with its corners stands at the corners, in the applicant's words."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.house import PLAYER, open_house, person
from tests.portal.steps import fill_in, hand_over_files, token, typed

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import Role
from banli.licences.service import issue

pytestmark = pytest.mark.django_db
ITEM, EXAMPLE = "mining-right", "new-limestone"
APPLY = f"/items/{ITEM}/apply/"
CROSSING = "101.5012, 27.9034\n101.5186, 27.9127\n101.5186, 27.9034\n101.5012, 27.9127"
OTHER: dict[str, Any] = {"mining_number": "C5134002022107110153002", "company_code": "91513400MA62002022"}


@pytest.fixture
def browser() -> Client:
    open_house(ITEM)
    return Client()


def granted() -> None:
    """The worked example, examined and issued."""
    number = PLAYER.apply(ITEM, PLAYER.form(ITEM, EXAMPLE)).number
    cases.accept(by=person(Role.CLERK, "natural", "natural-12"), number=number)
    reviewer, approver = person(Role.REVIEWER, "natural"), person(Role.APPROVER, "natural")
    cases.finish_step(by=reviewer, number=number, step="examine", agrees=True, text="资料齐全。")
    for asked in ("environment", "emergency"):
        other = person(Role.REVIEWER, asked)
        cases.finish_step(by=other, number=number, step=asked, agrees=True, text="同意。")
    cases.enter(by=reviewer, number=number, values={"term_months": "240"})
    cases.review(by=reviewer, number=number, agrees=True, opinion="建议准予。")
    cases.grant(by=approver, number=number)
    cases.enter(by=approver, number=number, values={"mining_number": "C5134002022107110153001"})
    issue(by=approver, number=number)


def test_sides_that_cross_are_told_at_the_corners_and_nothing_is_lost(browser: Client) -> None:
    answer = browser.post(APPLY, typed(EXAMPLE, ITEM, corners=CROSSING))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="error-corners"' in page
    assert "第1到第2个拐点的边与第3到第4个拐点的边相交" in page
    assert "101.5186, 27.9127" in page
    assert 'value="示例县石坝石灰岩矿"' in page


def test_ground_that_is_taken_is_told_before_any_file_is_asked_for(browser: Client) -> None:
    granted()
    answer = browser.post(APPLY, typed(EXAMPLE, ITEM, **OTHER))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="error-corners"' in page
    assert "C5134002022107110153001" in page
    assert "1.7654平方公里" in page


def test_ground_taken_while_somebody_fills_in_is_told_at_the_field_when_handed_in(browser: Client) -> None:
    fill_in(browser, ITEM, EXAMPLE, **OTHER)
    hand_over_files(browser, ITEM, EXAMPLE)
    mark = token(browser, ITEM)
    granted()
    answer = browser.post(f"{APPLY}check/", {"draft": mark})
    assert answer.status_code == 422
    assert 'id="error-corners"' in answer.content.decode()
    assert Case.objects.count() == 1


def test_a_renewal_too_late_names_the_last_day(browser: Client) -> None:
    answer = browser.post(APPLY, typed("renewal", ITEM, expires_on="2022-11-10"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="error-expires_on"' in page
    assert "2022-10-11" in page
    assert "自行废止" in page


def test_from_the_guide_to_the_receipt(browser: Client) -> None:
    guide = browser.get(f"/items/{ITEM}/").content.decode()
    for told in (
        "矿产资源开采登记管理办法",
        "40日",
        "期限自收到齐全材料之日起算",
        "每平方公里每年1000元",
        "矿区范围图",
    ):
        assert told in guide
    fill_in(browser, ITEM, EXAMPLE)
    hand_over_files(browser, ITEM, EXAMPLE)
    check = browser.get(f"{APPLY}check/").content.decode()
    assert "1.7654平方公里" in check
    assert "自收到齐全材料之日起" in check
    answer = browser.post(f"{APPLY}check/", {"draft": token(browser, ITEM)})
    assert answer.status_code == 302
    assert Case.objects.get().form["corners"].count("\n") == 3
