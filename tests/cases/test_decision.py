"""Examination and decision: two people, opinions, reasons, remedies, certificate, delivery."""

from __future__ import annotations

import pytest
from tests.held_clock import HeldClock
from tests.house import accepted, clerk, granted, person, proposed, submitted

from banli.cases import service as cases
from banli.files.service import read
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Refused, Stale
from banli.ledger.service import verify
from banli.licences.service import Standing, Status, end, issue, of_case, verify_by_facts
from banli.licences.service import verify as verify_certificate

pytestmark = pytest.mark.usefixtures("house")


def test_from_grant_to_a_verified_certificate(clock: HeldClock) -> None:
    case = granted()
    assert (case.state, case.result) == ("granted", "0")
    certificate = issue(by=person(Role.APPROVER), number=case.number)
    assert certificate.number == "川超限〔2022〕00001号"
    assert certificate.file is not None
    assert read(certificate.file).startswith(b"%PDF-")
    found = verify_certificate(certificate.code.lower())
    assert found is not None
    assert found.standing == Standing.NOT_YET
    clock.set("2022-10-25")
    by_facts = verify_by_facts(certificate.number, certificate.holder)
    assert by_facts is not None
    assert by_facts.standing == Standing.VALID
    clock.set("2022-12-31")
    later = verify_certificate(certificate.code)
    assert later is not None
    assert later.standing == Standing.EXPIRED
    assert verify_certificate("AAAAAAAAAAAA") is None
    names = [event.name for event in cases.timeline(case)]
    assert names == ["submitted", "accepted", "reviewed", "granted", "certificate_issued"]
    assert verify().ok


def test_a_certificate_is_issued_once() -> None:
    case = granted()
    issue(by=person(Role.APPROVER), number=case.number)
    with pytest.raises(Refused):
        issue(by=person(Role.APPROVER), number=case.number)


def test_a_revoked_certificate_says_so(clock: HeldClock) -> None:
    case = granted()
    certificate = issue(by=person(Role.APPROVER), number=case.number)
    with pytest.raises(Invalid):
        end(
            by=person(Role.APPROVER),
            number=certificate.number,
            target=Status.REVOKED,
            ground="",
            reason="查实",
        )
    end(
        by=person(Role.APPROVER),
        number=certificate.number,
        target=Status.REVOKED,
        ground="fraud",
        reason="查实",
    )
    later = verify_certificate(certificate.code)
    assert later is not None
    assert later.standing == Standing.REVOKED
    with pytest.raises(Refused):
        end(
            by=person(Role.APPROVER),
            number=certificate.number,
            target=Status.CANCELLED,
            ground="dissolved",
            reason="注销",
        )


def test_who_examined_does_not_decide() -> None:
    both = person(Role.REVIEWER, name="both")
    case = accepted()
    cases.review(by=both, number=case.number, agrees=True, opinion="同意")
    from dataclasses import replace

    as_approver = replace(both, roles=frozenset({Role.APPROVER}))
    with pytest.raises(Refused, match="其他人员"):
        cases.grant(by=as_approver, number=case.number)


def test_a_refusal_needs_reasons_and_says_where_to_turn_by_itself() -> None:
    case = proposed(agrees=False)
    approver = person(Role.APPROVER)
    with pytest.raises(Invalid) as told:
        cases.refuse(by=approver, number=case.number, reasons="")
    assert {problem.where for problem in told.value.problems} == {"reasons"}
    refused = cases.refuse(by=approver, number=case.number, reasons="轴荷超限")
    assert (refused.state, refused.result) == ("refused", "1")
    decision = cases.decision(refused)
    assert decision is not None
    assert decision.number == "交通运输厅不予决〔2022〕1号"
    assert decision.remedies == (
        "如不服本决定书，可以自收到本决定书之日起六十日内向四川省人民政府或者交通运输部申请行政复议，"
        "也可以自收到本决定书之日起六个月内向成都铁路运输第一法院提起行政诉讼。"
    )
    assert of_case(refused) is None


def test_an_approver_can_send_a_case_back() -> None:
    case = proposed()
    back = cases.return_to_review(by=person(Role.APPROVER), number=case.number, opinion="请补充路线复核意见")
    assert back.state == "in_review"
    assert [opinion.step for opinion in cases.opinions(back)] == ["examine", "return"]


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.SUPERVISOR, Role.HALL_MANAGER, Role.ADMIN])
def test_nobody_but_the_approver_decides(role: Role) -> None:
    with pytest.raises(Denied):
        cases.grant(by=person(role, name=f"x.{role}"), number=proposed().number)


def test_an_approver_of_another_department_does_not_decide() -> None:
    with pytest.raises(Denied):
        cases.grant(by=person(Role.APPROVER, "commerce"), number=proposed().number)


def test_two_decisions_at_once_end_with_one() -> None:
    case = proposed()
    cases.grant(by=person(Role.APPROVER), number=case.number, version=case.version)
    with pytest.raises(Stale):
        cases.refuse(
            by=person(Role.APPROVER),
            number=case.number,
            reasons="否",
            version=case.version,
        )
    decided = cases.decision(case)
    assert decided is not None
    assert decided.granted


def test_a_committed_item_is_not_decided_on_the_spot() -> None:
    with pytest.raises(Refused, match="不是即办件"):
        cases.decide_on_the_spot(by=clerk(), number=accepted().number)


def test_refusing_acceptance_names_the_proper_organ() -> None:
    number = submitted().number
    with pytest.raises(Invalid):
        cases.refuse_acceptance(by=clerk(), number=number, reasons="不属本机关职权", proper_organ="")
    case = cases.refuse_acceptance(
        by=clerk(), number=number, reasons="不属本机关职权", proper_organ="德阳市交通运输局"
    )
    assert (case.state, case.result) == ("not_accepted", "6")


def test_what_breaks_a_rule_of_the_item_cannot_be_granted() -> None:
    case = accepted("axles-overloaded")
    cases.review(by=person(Role.REVIEWER), number=case.number, agrees=True, opinion="同意")
    with pytest.raises(Refused, match="超过13000千克"):
        cases.grant(by=person(Role.APPROVER), number=case.number)


def test_a_certificate_is_handed_over_after_it_was_issued() -> None:
    case = granted()
    with pytest.raises(Refused, match="先核发"):
        cases.deliver(by=clerk(), number=case.number)


def test_the_window_may_issue_what_was_granted() -> None:
    assert issue(by=clerk(), number=granted().number).number == "川超限〔2022〕00001号"


def test_delivery_ends_the_case() -> None:
    case = granted()
    issue(by=clerk(), number=case.number)
    with pytest.raises(Invalid):
        cases.deliver(by=clerk(), number=case.number, way="pigeon")
    assert (
        cases.deliver(by=clerk(), number=case.number, way="post", post_number="EX100200300CN").state
        == "delivered"
    )
    assert cases.timeline(case)[-1].name == "delivered"
