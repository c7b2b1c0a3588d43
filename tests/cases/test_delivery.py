"""Service of a decision: each way leaves its proof, and the time to contest it runs from that day."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.held_clock import HeldClock
from tests.house import accepted, applicant_of, clerk, person, proposed, submitted

from banli.cases import service as cases
from banli.kernel.actors import Role
from banli.kernel.errors import Invalid

pytestmark = pytest.mark.usefixtures("house")


def refused() -> cases.Case:
    return cases.refuse(by=person(Role.APPROVER), number=proposed(agrees=False).number, reasons="轴荷超限。")


def proof(case: cases.Case) -> str:
    """The words of the record of service."""
    (notice,) = cases.notices(case, "delivery")
    words = notice.words
    return "\n".join([words["title"], *words["paragraphs"], *words["items"], *words["closing"]])


@pytest.mark.parametrize(
    ("told", "missing"),
    [
        ({"way": "post"}, {"post_number"}),
        ({"way": "left"}, {"place", "witnesses"}),
        ({"way": "left", "place": "公司前台", "witnesses": [" "]}, {"witnesses"}),
        ({"way": "published"}, {"place"}),
        ({"way": "pigeon"}, {"way"}),
    ],
)
def test_each_way_asks_for_its_proof(told: dict[str, Any], missing: set[str]) -> None:
    case = refused()
    with pytest.raises(Invalid) as wrong:
        cases.deliver(by=clerk(), number=case.number, **told)
    assert {one.where for one in wrong.value.problems} == missing
    assert cases.notices(case, "delivery") == []


def test_what_is_left_behind_is_proved_by_place_and_witnesses() -> None:
    told = {"way": "left", "place": "公司前台", "witnesses": ["社区干部甲", "乙"]}
    case = cases.deliver(by=clerk(), number=refused().number, **told)  # type: ignore[arg-type]
    words = proof(case)
    for part in ("送达回证", "留置送达", "公司前台", "见证人：社区干部甲、乙", "《不予行政许可决定书》"):
        assert part in words


def test_the_days_to_contest_run_from_the_service(clock: HeldClock) -> None:
    case = refused()
    clock.set("2022-10-21 15:00")
    case = cases.deliver(by=clerk(), number=case.number, way="post", post_number="EX100200300CN")
    words = proof(case)
    assert "邮件号码：EX100200300CN" in words
    assert "申请行政复议的期限至2022年12月20日（含当日）" in words
    assert "提起行政诉讼的期限至2023年4月21日（含当日）" in words
    assert json.loads(cases.timeline(case)[-1].body)["served_on"] == "2022-10-21"


def test_what_is_published_counts_as_served_after_thirty_days(clock: HeldClock) -> None:
    case = refused()
    clock.set("2022-10-21 15:00")
    case = cases.deliver(by=clerk(), number=case.number, way="published", place="本机关门户网站")
    assert json.loads(cases.timeline(case)[-1].body)["served_on"] == "2022-11-20"
    assert "公告送达" in proof(case)


def test_a_grant_is_served_without_days_to_contest_it() -> None:
    case = cases.grant(by=person(Role.APPROVER), number=proposed().number)
    from banli.licences.service import issue

    certificate = issue(by=person(Role.APPROVER), number=case.number)
    case = cases.deliver(by=clerk(), number=case.number)
    words = proof(case)
    assert "行政复议" not in words
    assert certificate.number in words
    assert "收件人：蜀远重载物流有限公司" in words


@pytest.mark.parametrize(("make", "said"), [(submitted, "在受理前"), (accepted, "在本机关受理后")])
def test_a_withdrawal_leaves_a_paper(make: Any, said: str) -> None:
    case = make()
    case = cases.withdraw(by=applicant_of(case.number), number=case.number, reason="车辆改期。")
    (notice,) = cases.notices(case, "withdrawn")
    assert said in notice.words["paragraphs"][0]
    assert "车辆改期" in "".join(notice.words["paragraphs"])
    assert notice.words["remedies"] == ""
