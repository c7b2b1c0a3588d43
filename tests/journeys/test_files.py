"""Handing in a file looks and answers the same wherever it is done: applying, correcting, later, at the window."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from tests.cases.science import applied, taken_on
from tests.cases.test_promises import materials
from tests.house import OVERSIZE, PASSWORD, clerk, form, person, submitted
from tests.journeys.applicant import Applicant
from tests.journeys.forms import paper
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera
from tests.journeys.test_axe import FAULTS
from tests.variants import variant

from banli.cases.service import Case, ask_correction, materials_of, query_password
from banli.catalogue.service import current
from banli.kernel.actors import Role
from banli.people.models import User

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PROGRAM = paper("扫描件.exe", b"MZ\x90\x00")
POINTS = [
    {"where": "axle_count_stated", "label": "轴（轴线）数", "problem": "与轴荷个数不符，请核对。"},
    {"where": "material.vehicle-licence", "label": "行驶证", "problem": "缺少挂车行驶证。"},
]


def takes_one_and_refuses_one(row: Locator) -> None:
    """A good file and a bad one: the bad one is told where it was chosen, the good one stays; the cursor too."""
    row.locator("input[type=file]").focus()
    row.locator("input[type=file]").set_input_files([paper("行驶证.pdf"), PROGRAM])
    expect(row.locator(".file__held")).to_have_text(re.compile("行驶证.pdf"))
    expect(row.locator(".field__error")).to_have_text(re.compile("扫描件.exe"))
    expect(row.locator("input[type=file]")).to_be_focused()
    expect(row.locator("input[type=file]")).to_have_attribute("aria-invalid", "true")
    row.page.evaluate(Axe().axe_script)
    assert row.page.evaluate(FAULTS) == []


def correcting() -> Case:
    case = submitted("class-three", axle_count_stated=11)
    return ask_correction(by=clerk(), number=case.number, points=POINTS)


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_a_correction_keeps_the_file_while_an_answer_is_mended(
    house: None, new_page: Callable[..., Page], camera: Camera, size: dict[str, object]
) -> None:
    case, applicant = correcting(), Applicant(new_page(**size))
    applicant.tracks(case.number, query_password(case.number))
    page = applicant.page
    page.get_by_role("link", name="补正并重新提交").click()
    page.get_by_label("轴（轴线）数").fill("many")
    page.wait_for_load_state()
    row = page.locator("[data-file]")
    takes_one_and_refuses_one(row)
    camera.looks(page, f"correct-{len(size)}")
    page.get_by_role("button", name="重新提交").click()
    expect(page.get_by_label("轴（轴线）数")).to_have_value("many")
    expect(row.locator(".file__held")).to_have_text(re.compile("行驶证.pdf"))
    camera.looks(page, f"correct-again-{len(size)}")
    page.get_by_label("轴（轴线）数").fill("15")
    page.get_by_role("button", name="重新提交").click()
    expect(page.get_by_text("已重新提交，窗口将在 5 个工作日内处理。")).to_be_visible()
    assert [one.file.name for one in materials_of(case) if one.file][-1] == "行驶证.pdf"


def test_a_missing_file_leaves_the_list_of_faults_when_it_has_come(applicant: Applicant) -> None:
    case = correcting()
    applicant.tracks(case.number, query_password(case.number))
    page = applicant.page
    page.get_by_role("link", name="补正并重新提交").click()
    page.get_by_role("button", name="重新提交").click()
    told = page.locator(".problems").get_by_text("请为这项材料提交新文件")
    expect(told).to_be_visible()
    page.wait_for_load_state()
    page.locator("[data-file] input[type=file]").set_input_files(paper("行驶证.pdf"))
    expect(page.locator(".file__held")).to_have_count(1)
    expect(told).to_be_hidden()


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_the_window_takes_promised_material_in_the_same_way(
    house: None, new_page: Callable[..., Page], camera: Camera, size: dict[str, object], tmp_path: Path
) -> None:
    variant(tmp_path, materials=materials())
    case = taken_on(applied(), promised={"income": None})
    officer = Officer(new_page(**size))
    who = User.objects.get(pk=person(Role.CLERK, "science", window="science-14").id or 0)
    who.set_password(PASSWORD)
    who.save()
    officer.sign_in(who.username)
    officer.opens(case.number)
    page = officer.page
    form_of = officer.turns_to("收取容缺材料")
    page.wait_for_load_state()
    takes_one_and_refuses_one(form_of.locator("[data-file]"))
    camera.looks(page, f"supplement-{len(size)}")
    page.reload()
    form_of = officer.turns_to("收取容缺材料")
    expect(form_of.locator(".file__held")).to_have_text(re.compile("行驶证.pdf"))
    form_of.get_by_role("button", name="确认收取").click()
    expect(page.get_by_text("已完成：")).to_be_visible()
    assert [one.file.name for one in materials_of(case) if one.file][-1] == "行驶证.pdf"


def test_what_is_too_large_is_told_before_it_is_sent(applicant: Applicant) -> None:
    page = applicant.page
    page.goto(f"/items/{OVERSIZE}/apply/")
    applicant.fills_in(current(OVERSIZE).spec, form("class-two"))
    applicant.goes_on()
    row = page.locator("[data-file]").filter(has_text="授权委托书")
    expect(page.get_by_text("单个文件不超过20 MB")).to_be_visible()
    page.wait_for_load_state()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    row.locator("input[type=file]").set_input_files(paper("大.pdf", bytes(21 << 20)))
    expect(row.locator(".field__error")).to_have_text(re.compile("单个文件不超过20 MB"))
    assert "POST" not in sent
