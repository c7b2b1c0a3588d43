"""What can be taken away from a case: every notice as PDF, materials, certificate, receipt."""

from __future__ import annotations

import pytest
from tests.desk.officers import at_desk, clerk, do, fresh, page
from tests.held_clock import HeldClock
from tests.house import applicant_of, form, granted, person, steps_done, submitted

from banli.cases.models import Case
from banli.cases.service import notices, query_password, resubmit
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")


def led_through_every_notice(clock: HeldClock) -> Case:
    """A case with a correction, acceptance, special procedure, extension and refusal behind it."""
    case, window, reviewer, approver = (
        submitted("class-three"),
        clerk(),
        at_desk(Role.REVIEWER),
        at_desk(Role.APPROVER),
    )
    do(window, case, "ask_correction", **{"mark.route": "no", "problem.route": "请写明收费站"})
    resubmit(by=applicant_of(case.number), number=case.number, form=form("class-three"))
    do(window, fresh(case), "accept")
    do(reviewer, fresh(case), "pause", procedure="experts", reason="须经专家评审。", days=10)
    clock.move(days=2)
    do(reviewer, fresh(case), "resume", result="专家同意。")
    do(approver, fresh(case), "extend", days="3", reason="路线复杂。")
    steps_done(case)
    do(reviewer, fresh(case), "review", agrees="no", opinion="建议不予许可。")
    do(approver, fresh(case), "refuse", reasons="桥梁限载。")
    return fresh(case)


def test_every_notice_and_the_decision_are_pdf(clock: HeldClock) -> None:
    case, client = led_through_every_notice(clock), clerk()
    kinds = [one.kind for one in notices(case)]
    assert kinds == ["correction", "acceptance", "special_procedure", "extension"]
    for one in notices(case):
        answer = client.get(f"/desk/cases/{case.number}/notices/{one.pk}.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/desk/cases/{case.number}/decision.pdf").content.startswith(b"%PDF-")
    assert client.get(f"/desk/cases/{case.number}/certificate.pdf").status_code == 404


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("refuse_acceptance", {"reasons": "不属于职权范围。", "proper_organ": "成都市交通运输局"}),
        ("find_not_required", {"reasons": "车货未超限。"}),
    ],
)
def test_a_notice_that_ends_the_case_is_pdf_too(act: str, sent: dict[str, str]) -> None:
    case, client = submitted(), clerk()
    do(client, case, act, **sent)
    paper = notices(fresh(case))[0]
    assert client.get(f"/desk/cases/{case.number}/notices/{paper.pk}.pdf").content.startswith(b"%PDF-")


def test_papers_stay_in_their_own_case() -> None:
    one, other, client = submitted(), submitted(), clerk()
    do(client, one, "accept")
    paper = notices(fresh(one))[0]
    assert client.get(f"/desk/cases/{other.number}/notices/{paper.pk}.pdf").status_code == 404
    material = next(point.files[0] for point in page(client, one).context["file"].materials if point.files)
    assert client.get(f"/desk/cases/{one.number}/materials/{material.pk}/").content.startswith(b"%PDF-")
    assert client.get(f"/desk/cases/{other.number}/materials/{material.pk}/").status_code == 404


def test_the_certificate_is_given_as_it_was_issued() -> None:
    case, approver = granted(), at_desk(Role.APPROVER)
    do(approver, case, "issue")
    answer = approver.get(f"/desk/cases/{case.number}/certificate.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert "超限运输车辆通行证" in page(approver, case).content.decode()


def test_the_receipt_tells_number_password_and_the_day_of_the_answer() -> None:
    case, client = submitted(), clerk()
    client.post(f"/desk/cases/{case.number}/look/", {"reason": "申请人遗失回执，已核验身份证"})
    text = client.get(f"/desk/cases/{case.number}/receipt/").content.decode()
    assert query_password(case.number) in text
    assert "2022年10月24日" in text


def test_papers_of_another_department_are_not_there() -> None:
    case = submitted()
    person(Role.CLERK, "hrss")
    client = at_desk(Role.CLERK, "hrss")
    for rest in ("receipt/", "decision.pdf", "certificate.pdf", "notices/1.pdf", "materials/1/"):
        assert client.get(f"/desk/cases/{case.number}/{rest}").status_code == 404
