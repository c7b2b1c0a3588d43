"""One worked case of each business, from the guide to its result: a wrong answer is told at its field, the desk
accepts, others do their part, the desk proposes and decides, the applicant has the result."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.journeys.applicant import Applicant
from tests.journeys.businesses import BUSINESSES, Business, moment
from tests.journeys.forms import answer
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera

from banli.cases.models import Case
from banli.cases.service import timeline
from banli.licences.models import Certificate

pytestmark = [pytest.mark.long, pytest.mark.browser]


def applies(one: Business, applicant: Applicant, camera: Camera) -> None:
    """From the guide to the receipt; the wrong answer is told at its field and everything else stays."""
    spec, right = one.spec, one.answers
    page = applicant.page
    page.goto(f"/items/{one.item}/")
    applicant.begins()
    applicant.fills_in(spec, {**right, **one.wrong})
    applicant.goes_on()
    (key,) = one.wrong
    wrong = page.locator(".field--wrong")
    expect(wrong).to_have_count(1)
    expect(wrong).to_have_id(f"q-{key}")
    expect(wrong).to_contain_text(one.says)
    camera.looks(page, f"{one.item}-wrong")
    field = spec.form.field(key)
    assert field is not None
    answer(wrong, field, right[key])
    applicant.goes_on()
    applicant.hands_over_everything(spec, right)
    applicant.checks()
    camera.looks(page, f"{one.item}-check")
    applicant.hands_in()


def decides(
    one: Business, number: str, officer: Callable[[str], Officer], later: Callable[[str], None]
) -> None:
    """The visit where there is one, the proposal and the decision."""
    department = one.department
    later(moment(one.visit or one.line("review")))
    reviewer = officer(f"reviewer.{department}")
    reviewer.opens(number)
    if one.visit:
        takes = one.visit.takes
        step = next(step for step in one.spec.steps if step.key == takes["step"])
        ticks = [point.label.zh for point in step.checklist if point.key in takes["ticked"]]
        officers = "、".join(takes["officers"])
        reviewer.finishes(step.name.zh, takes["text"], officers=officers, ticks=ticks)
    reviewer.proposes("准予", one.line("review").takes["opinion"])
    later(moment(one.line("grant")))
    approver = officer(f"approver.{department}")
    approver.opens(number)
    approver.grants("同意。")
    one.plays(number, one.after_the_grant())
    approver.opens(number)
    if one.certificate:
        approver.issues()


def has_the_result(one: Business, applicant: Applicant, camera: Camera) -> None:
    """The certificate on the case's page, and its verification; or the written decision."""
    applicant.tracks()
    page = applicant.page
    camera.looks(page, f"{one.item}-track")
    if not one.certificate:
        expect(page.get_by_role("main")).to_contain_text(re.compile("准予|予以"))
        return
    certificate = Certificate.objects.get(case__number=applicant.number)
    expect(page.get_by_role("heading", name="您的证照")).to_be_visible()
    expect(page.get_by_text(certificate.face_number).first).to_be_visible()
    page.get_by_role("link", name="验证", exact=True).last.click()
    verdict = page.get_by_role("main")
    expect(verdict.get_by_role("heading", name="有效", exact=True)).to_be_visible()
    for text in (one.certificate, certificate.face_number, *one.seen):
        expect(verdict).to_contain_text(text)
    camera.looks(page, f"{one.item}-certificate")


@pytest.mark.parametrize("one", BUSINESSES, ids=lambda one: one.item)
def test_a_business_from_the_guide_to_its_result(
    one: Business,
    applicant: Applicant,
    officer: Callable[[str], Officer],
    later: Callable[[str], None],
    camera: Camera,
) -> None:
    later(moment(one.line("apply")))
    applies(one, applicant, camera)
    later(moment(one.line("accept")))
    clerk = officer(f"clerk.{one.department}")
    clerk.opens(applicant.number)
    camera.looks(clerk.page, f"{one.item}-desk")
    clerk.accepts()
    one.plays(applicant.number, one.between())
    decides(one, applicant.number, officer, later)
    has_the_result(one, applicant, camera)
    case = Case.objects.get()
    wanted = [name for name in one.worked[1].expect.events or () if name != "delivered"]
    assert [event.name for event in timeline(case)] == wanted
