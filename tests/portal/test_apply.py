"""Applying: faults stand at their fields, nothing typed is lost, handing in twice makes one case."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import PASSWORD, person
from tests.portal.steps import fill_in, hand_in, hand_over_files, needed, token, typed

from banli.cases.models import Case
from banli.cases.service import Handed

APPLY = "/items/oversize-transport/apply/"
HTMX = {"HX-Request": "true"}


def test_a_fault_stands_at_its_field_and_what_was_typed_stays(browser: Client) -> None:
    answer = browser.post(APPLY, typed(carrier_code="91350100M000100Y4A", cargo_name="变压器"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert re.search(r'id="error-carrier_code"[^>]*><p class="field__error"', page)
    assert 'value="91350100M000100Y4A"' in page
    assert 'value="变压器"' in page
    assert 'href="#q-carrier_code"' in page
    assert re.search(r'id="error-cargo_name"[^>]*></div>', page)


def test_a_draft_is_found_again_after_the_session_has_ended(browser: Client, clock: HeldClock) -> None:
    browser.post(f"{APPLY}save/", {"carrier": "蜀衡重载物流有限公司", "shown": "carrier"}, headers=HTMX)
    clock.move(days=3)
    browser.cookies.pop("sessionid", None)
    assert 'value="蜀衡重载物流有限公司"' in browser.get(APPLY).content.decode()
    assert "继续" in browser.get("/").content.decode()


def test_a_half_typed_answer_is_kept_unchecked(browser: Client) -> None:
    browser.post(f"{APPLY}save/", {"height_m": "4.", "shown": "height_m"}, headers=HTMX)
    assert 'value="4."' in browser.get(APPLY).content.decode()


def test_a_question_appears_when_it_applies(browser: Client) -> None:
    assert 'name="trailer_plate"' not in browser.get(APPLY).content.decode()
    sent = {"vehicle_type": "train", "shown": ["vehicle_type"]}
    answer = browser.post(f"{APPLY}save/", sent, headers=HTMX)
    page = answer.content.decode()
    assert 'name="trailer_plate"' in page
    assert 'hx-swap-oob="true"' in page


def test_a_save_that_changes_no_question_swaps_no_section(browser: Client) -> None:
    parts = browser.get(APPLY).context["slots"]
    sent = {"carrier": "甲", "shown": [part.shown for part in parts]}
    page = browser.post(f"{APPLY}save/", sent, headers=HTMX).content.decode()
    assert "hx-swap-oob" not in page
    assert "已保存" in page


def test_an_answer_to_a_hidden_question_comes_back_with_it(browser: Client) -> None:
    save = f"{APPLY}save/"
    first = {"vehicle_type": "train", "trailer_plate": "川A1234挂", "shown": "vehicle_type trailer_plate"}
    browser.post(save, first, headers=HTMX)
    browser.post(save, {"vehicle_type": "truck", "shown": "vehicle_type"}, headers=HTMX)
    browser.post(save, {"vehicle_type": "train", "shown": "vehicle_type"}, headers=HTMX)
    assert 'value="川A1234挂"' in browser.get(APPLY).content.decode()


def test_materials_wait_for_the_answers(browser: Client) -> None:
    assert browser.get(f"{APPLY}materials/")["Location"] == APPLY
    assert browser.get(f"{APPLY}check/")["Location"] == APPLY


def test_a_missing_material_is_named(browser: Client) -> None:
    fill_in(browser)
    answer = browser.post(f"{APPLY}materials/")
    assert answer.status_code == 422
    assert "缺少“车辆行驶证或临时行驶车号牌”" in answer.content.decode()


def test_a_file_that_cannot_be_taken_says_why(browser: Client) -> None:
    fill_in(browser)
    key = needed()[0]
    file = SimpleUploadedFile("program.exe", b"MZ\x90")
    page = browser.post(f"{APPLY}materials/{key}/", {f"file.{key}": file}, headers=HTMX).content.decode()
    assert "program.exe" in page
    assert "file--wrong" in page


def test_a_file_can_be_taken_out_again(browser: Client) -> None:
    fill_in(browser)
    hand_over_files(browser)
    row = first_with_a_file(browser)
    key, held = row.key, row.files[0]
    page = browser.post(f"{APPLY}materials/{key}/", {"remove": held.mark}, headers=HTMX).content.decode()
    assert held.name not in page


def test_a_stranger_takes_no_file_out(browser: Client) -> None:
    fill_in(browser)
    hand_over_files(browser)
    row = first_with_a_file(browser)
    Client().post(f"{APPLY}materials/{row.key}/", {"remove": row.files[0].mark})
    assert first_with_a_file(browser).key == row.key


def first_with_a_file(browser: Client) -> Handed:
    """The first material that something was handed in for; what the office looks up has nothing."""
    rows: list[Handed] = browser.get(f"{APPLY}materials/").context["rows"]
    return next(row for row in rows if row.files)


def test_the_check_page_says_what_follows(browser: Client) -> None:
    fill_in(browser)
    hand_over_files(browser)
    page = browser.get(f"{APPLY}check/").content.decode()
    assert "Ⅱ类" in page
    assert "自受理起 3 个工作日（法定最长 5 个工作日）" in page


def test_what_would_not_be_granted_is_told_at_its_field_and_one_may_insist(browser: Client) -> None:
    sent = typed("normal-class-two", mass_kg="50000", class_claimed="I")
    answer = browser.post(APPLY, sent)
    assert answer.status_code == 422
    told = {q.key: q.errors for part in answer.context["slots"] for q in part.questions if q.errors}
    assert set(told) == {"mass_kg", "class_claimed"}
    assert "各轴轴荷之和为49000千克，与车货总质量50000千克不一致" in told["mass_kg"][0]
    again = browser.post(APPLY, {**sent, "anyway": answer.context["doubts"]})
    assert again["Location"] == f"{APPLY}materials/"
    mended = {**sent, "mass_kg": "49000", "class_claimed": "II"}
    assert browser.post(APPLY, mended)["Location"] == f"{APPLY}materials/"


def test_saving_for_later_keeps_what_is_incomplete_and_leads_back_to_the_guide(browser: Client) -> None:
    answer = browser.post(APPLY, {**typed(mass_kg=""), "later": "1"})
    assert answer["Location"] == "/items/oversize-transport/"
    assert "蜀远重载" in browser.get(APPLY).content.decode()


def test_handing_in_twice_makes_one_case(browser: Client) -> None:
    fill_in(browser)
    hand_over_files(browser)
    mark = {"draft": token(browser)}
    first = browser.post(f"{APPLY}check/", mark)
    again = browser.post(f"{APPLY}check/", mark)
    assert first["Location"] == again["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("agreed", [True, False])
def test_electronic_service_is_agreed_to_at_handing_in(browser: Client, agreed: bool) -> None:
    fill_in(browser)
    hand_over_files(browser)
    assert "同意以电子方式送达告知书" in browser.get(f"{APPLY}check/").content.decode()
    browser.post(f"{APPLY}check/", {"draft": token(browser), **({"electronic": "1"} if agreed else {})})
    assert Case.objects.get().electronic is agreed


def test_after_handing_in_the_next_application_begins_empty(browser: Client) -> None:
    hand_in(browser)
    assert "蜀远重载" not in browser.get(APPLY).content.decode()


def test_an_applicant_who_signed_in_finds_the_case(browser: Client) -> None:
    from banli.kernel.actors import Role

    person(Role.APPLICANT, department=None, name="chen")
    browser.login(username="chen", password=PASSWORD)
    case = hand_in(browser)
    assert f"/track/{case.number}/" in browser.get("/my/").content.decode()


def test_an_applicant_who_signed_in_reads_the_latest_news(browser: Client) -> None:
    from tests.house import clerk

    from banli.cases.service import accept
    from banli.kernel.actors import Role
    from banli.site.jobs import drain_outbox

    person(Role.APPLICANT, department=None, name="chen")
    browser.login(username="chen", password=PASSWORD)
    accept(by=clerk(), number=hand_in(browser).number)
    drain_outbox()
    assert "受理，开始计时" in browser.get("/my/").content.decode()


def test_a_draft_of_somebody_signed_in_is_not_shown_to_the_next_one(browser: Client) -> None:
    from banli.kernel.actors import Role

    person(Role.APPLICANT, department=None, name="chen")
    browser.login(username="chen", password=PASSWORD)
    browser.post(f"{APPLY}save/", {"carrier": "甲公司", "shown": "carrier"}, headers=HTMX)
    browser.cookies.pop("sessionid")
    assert "甲公司" not in browser.get(APPLY).content.decode()


def test_signing_out_leaves_no_draft_behind(browser: Client) -> None:
    browser.post(f"{APPLY}save/", {"carrier": "甲公司", "shown": "carrier"}, headers=HTMX)
    browser.post("/logout/")
    assert "甲公司" not in browser.get(APPLY).content.decode()
