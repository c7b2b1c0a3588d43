"""Acceptance is refused in writing, on a ground of law that applies to the application (art. 32, 78, own law)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.science import events
from tests.cases.test_bars import refused_for_false_material
from tests.held_clock import HeldClock
from tests.house import clerk, person, submitted

from banli.cases import service as cases
from banli.cases.selectors.papers import decision_sheet
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Refused

pytestmark = pytest.mark.usefixtures("house")


def refused(case: cases.Case, ground: str, **told: Any) -> cases.Case:
    return cases.refuse_acceptance(
        by=clerk(), number=case.number, ground=ground, **{"reasons": "见申请材料", **told}
    )


def paper_of(case: cases.Case) -> str:
    return "".join(cases.notice_sheet(case, cases.notices(case, "not_accepted")[-1]).paragraphs)


def test_a_matter_of_another_organ_names_that_organ() -> None:
    case = submitted()
    with pytest.raises(Invalid):
        refused(case, "not_ours")
    case = refused(case, "not_ours", proper_organ="成都市交通运输局")
    assert "第三十二条第一款第二项" in paper_of(case)
    assert "请向成都市交通运输局申请。" in paper_of(case)


@pytest.mark.parametrize("ground", ["barred", "divisible", "licence-scope", "mood", ""])
def test_a_ground_that_does_not_apply_cannot_be_chosen(ground: str) -> None:
    with pytest.raises(Invalid, match="检查") as wrong:
        refused(submitted(), ground)
    assert [problem.where for problem in wrong.value.problems] == ["ground"]


def test_a_load_that_can_be_divided_is_not_accepted_and_no_other_organ_is_named() -> None:
    case = refused(submitted(divisible=True), "divisible")
    assert "可以拆分的货物" in paper_of(case)
    assert "请向" not in paper_of(case)


def test_a_carrier_whose_licence_does_not_cover_large_objects_is_not_accepted() -> None:
    case = refused(submitted(licence_covers_oversize=False), "licence-scope")
    assert "第十一条" in paper_of(case)


def test_who_is_barred_is_not_accepted_even_after_the_fifth_day(clock: HeldClock) -> None:
    refused_for_false_material()
    case = submitted()
    clock.set("2022-10-31")
    with pytest.raises(Refused, match="第三十二条第一款第四项"):
        refused(case, "not_ours", proper_organ="成都市交通运输局")
    points = [{"where": "goods", "label": "货物名称", "problem": "不清楚"}]
    with pytest.raises(Refused, match="第三十二条第一款第四项"):
        cases.ask_correction(by=clerk(), number=case.number, points=points)
    with pytest.raises(Refused, match="第三十二条第一款第四项"):
        cases.find_not_required(by=clerk(), number=case.number, reasons="不需要许可")
    case = refused(case, "barred")
    assert "第七十八条" in paper_of(case)
    assert events(case)[-1] == "not_accepted"


def test_false_material_is_not_accepted_with_a_warning_by_the_approver_and_bars_for_a_year() -> None:
    case = submitted()
    with pytest.raises(Denied):
        refused(case, "false_material")
    case = cases.refuse_acceptance(
        by=person(Role.APPROVER), number=case.number, ground="false_material", reasons="行驶证系伪造"
    )
    assert "给予警告" in paper_of(case)
    assert '"warned":true' in cases.timeline(case)[-1].body
    with pytest.raises(Refused, match="第七十八条"):
        cases.accept(by=clerk(), number=submitted().number)


def test_a_licence_refused_for_false_material_gives_the_warning_in_the_decision() -> None:
    case = refused_for_false_material()
    decided = cases.decision(case)
    assert decided is not None
    assert "第七十八条，对你单位给予警告" in "".join(decision_sheet(case, decided).closing)
