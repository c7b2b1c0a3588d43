"""Who may not apply: a ban keeps an application out with its reason, and false material or fraud brings one about."""

from __future__ import annotations

import pytest
from tests.held_clock import HeldClock
from tests.house import accepted, clerk, granted, person, proposed, submitted

from banli.cases import service as cases
from banli.credit.service import ban_against
from banli.kernel import clock as now
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Refused

pytestmark = pytest.mark.usefixtures("house")


def barred(case: cases.Case) -> bool:
    found = ban_against(case.applicant_code, "oversize-transport", now.today(), department="transport")
    return found is not None


def refused_for_false_material() -> cases.Case:
    return cases.refuse(
        by=person(Role.APPROVER),
        number=proposed(agrees=False).number,
        reasons="提交的行驶证系伪造",
        false_material=True,
    )


def test_false_material_bars_for_one_year_from_an_item_that_touches_public_safety(clock: HeldClock) -> None:
    case = refused_for_false_material()
    assert '"ban":"' in cases.timeline(case)[-1].body
    again = submitted()
    with pytest.raises(Refused, match="第七十八条") as told:
        cases.accept(by=clerk(), number=again.number)
    assert "2023-10-17" in str(told.value)
    clock.set("2023-10-17")
    assert barred(case)
    clock.set("2023-10-18")
    assert not barred(case)
    assert cases.accept(by=clerk(), number=submitted().number).state == "in_review"


def test_a_plain_refusal_bars_nobody() -> None:
    case = proposed(agrees=False)
    cases.refuse(by=person(Role.APPROVER), number=case.number, reasons="轴荷超限")
    assert not barred(case)


def test_fraud_bars_for_three_years(clock: HeldClock) -> None:
    case = granted()
    approver = person(Role.APPROVER)
    cases.revoke(by=approver, number=case.number, ground="fraud", reason="伪造运输合同骗取许可")
    with pytest.raises(Refused, match="第七十九条"):
        cases.accept(by=clerk(), number=submitted().number)
    clock.set("2025-10-18")
    assert not barred(case)


def test_another_ground_of_revocation_bars_nobody() -> None:
    case = granted()
    cases.revoke(by=person(Role.APPROVER), number=case.number, ground="beyond_powers", reason="超越职权")
    assert not barred(case)


def test_silence_does_not_let_in_who_is_barred(clock: HeldClock) -> None:
    refused_for_false_material()
    submitted()
    clock.set("2022-10-31")
    assert cases.deem_all_accepted(by=SYSTEM) == 0


def test_a_ban_of_one_does_not_keep_out_another() -> None:
    refused_for_false_material()
    other = submitted(carrier="岷江重型物流有限公司", carrier_code="91510100MA6200017J")
    assert cases.accept(by=clerk(), number=other.number).state == "in_review"


def test_an_accepted_case_is_not_stopped_by_a_later_ban() -> None:
    open_case = accepted()
    refused_for_false_material()
    case = cases.review(by=person(Role.REVIEWER), number=open_case.number, agrees=True, opinion="同意")
    assert case.state == "proposed"
