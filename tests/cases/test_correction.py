"""One complete correction notice (Administrative Licensing Law, art. 32)."""

from __future__ import annotations

import pytest
from tests.held_clock import HeldClock
from tests.house import applicant_of, clerk, form, submitted

from banli.cases import service as cases
from banli.kernel.errors import Invalid, Refused, Stale

pytestmark = pytest.mark.usefixtures("house")

AXLES = {"where": "axle_count_stated", "label": "轴数", "problem": "与轴荷个数不符"}
ROUTE = {"where": "route", "label": "路线", "problem": "缺出口站"}


def test_the_notice_is_numbered_and_names_every_point() -> None:
    case = cases.ask_correction(by=clerk(), number=submitted().number, points=[AXLES, ROUTE])
    notice = cases.notices(case, "correction")[0]
    assert case.state == "correcting"
    assert notice.number == "交通运输厅补正告〔2022〕1号"
    assert [point["where"] for point in notice.body["points"]] == ["axle_count_stated", "route"]
    assert case.due_on is None


@pytest.mark.parametrize("points", [[], [{"where": "route", "label": "路线", "problem": " "}]])
def test_an_empty_notice_is_refused(points: list[dict[str, str]]) -> None:
    with pytest.raises(Invalid):
        cases.ask_correction(by=clerk(), number=submitted().number, points=points)


def test_the_answer_starts_five_new_working_days(clock: HeldClock) -> None:
    case = cases.ask_correction(by=clerk(), number=submitted().number, points=[AXLES])
    clock.set("2022-10-19")
    case = cases.resubmit(by=applicant_of(case.number), number=case.number, form=form(axle_count_stated=6))
    assert case.state == "submitted"
    assert str(case.due_on) == "2022-10-26"
    assert cases.timeline(case)[-1].body == '{"changed":[],"served_on":"2022-10-19"}'


def test_a_second_notice_may_only_repeat_what_was_told() -> None:
    number = submitted().number
    cases.ask_correction(by=clerk(), number=number, points=[AXLES])
    cases.resubmit(by=applicant_of(number), number=number, form=form())
    with pytest.raises(Refused, match="一次告知"):
        cases.ask_correction(by=clerk(), number=number, points=[ROUTE])
    again = cases.ask_correction(by=clerk(), number=number, points=[AXLES])
    assert again.state == "correcting"


def test_a_second_notice_in_the_same_round_is_refused() -> None:
    number = submitted().number
    cases.ask_correction(by=clerk(), number=number, points=[AXLES])
    with pytest.raises(Refused, match="其他环节"):
        cases.ask_correction(by=clerk(), number=number, points=[AXLES])


def test_a_stale_page_writes_nothing() -> None:
    case = submitted()
    cases.accept(by=clerk(), number=case.number, version=1)
    with pytest.raises(Stale, match="有人改动"):
        cases.ask_correction(by=clerk(), number=case.number, points=[AXLES], version=1)
    assert not cases.notices(case, "correction")
