"""Following a case: opened with number and password, corrected, withdrawn, its result collected and verified."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import clerk, granted, person, submitted
from tests.samples import PDF

from banli.cases import service as cases
from banli.cases.states import State
from banli.kernel.actors import Role
from banli.licences.service import issue

POINTS = [
    {"where": "height_m", "label": "车货总高", "problem": "与轮廓图不一致。"},
    {"where": "material.vehicle-licence", "label": "行驶证", "problem": "缺少挂车行驶证。"},
]


def opened(case: cases.Case) -> Client:
    """A browser in which the case was opened with number and password."""
    browser = Client()
    answer = browser.post("/track/", {"number": case.number, "password": cases.query_password(case.number)})
    assert answer["Location"] == f"/track/{case.number}/"
    return browser


def test_number_and_password_open_the_case(browser: Client) -> None:
    case = submitted()
    page = opened(case).get(f"/track/{case.number}/").content.decode()
    assert "已提交" in page
    assert "10月24日" in page
    assert "您提交了申请" in page


def test_a_number_copied_with_spaces_opens_the_case(browser: Client) -> None:
    case = submitted()
    number = f" {case.number[:20]} {case.number[20:].lower()} "
    answer = browser.post("/track/", {"number": number, "password": cases.query_password(case.number)})
    assert answer.status_code == 302


def test_a_wrong_password_is_refused_and_guessing_slowed_down(browser: Client, clock: HeldClock) -> None:
    case = submitted()
    right = cases.query_password(case.number)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _try in range(5):
        answer = browser.post("/track/", {"number": case.number, "password": wrong})
        assert answer.status_code == 422
        assert "不符" in answer.content.decode()
    assert browser.post("/track/", {"number": case.number, "password": right}).status_code == 429
    clock.move(minutes=16)
    assert browser.post("/track/", {"number": case.number, "password": right}).status_code == 302


def test_whether_a_number_exists_is_not_told(browser: Client) -> None:
    case = submitted()
    unknown = browser.post("/track/", {"number": "1" * 43, "password": "000000"}).content.decode()
    wrong = browser.post("/track/", {"number": case.number, "password": "x"}).content.decode()
    assert "办件编号与查询密码不符" in unknown
    assert "办件编号与查询密码不符" in wrong


def test_leaving_closes_the_case_again(browser: Client) -> None:
    case = submitted()
    browser = opened(case)
    browser.post("/track/leave/")
    assert browser.get(f"/track/{case.number}/").status_code == 404


def test_personal_numbers_are_masked(browser: Client) -> None:
    case = submitted()
    page = opened(case).get(f"/track/{case.number}/").content.decode()
    assert case.mobile not in page
    assert str(case.form["agent_id"]) not in page


def test_a_correction_is_answered_point_by_point(browser: Client) -> None:
    case = submitted()
    cases.ask_correction(by=clerk(), number=case.number, points=POINTS)
    browser = opened(case)
    assert "与轮廓图不一致" in browser.get(f"/track/{case.number}/").content.decode()
    page = browser.get(f"/track/{case.number}/correct/").content.decode()
    assert 'name="height_m"' in page
    assert 'name="cargo_name"' not in page
    case.refresh_from_db()
    sent = {
        "version": case.version,
        "height_m": "4.3",
        "shown": "height_m",
        "file.vehicle-licence": SimpleUploadedFile("new.pdf", PDF, "application/pdf"),
    }
    answer = browser.post(f"/track/{case.number}/correct/", sent)
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.state == State.SUBMITTED
    assert case.form["height_m"] == 4.3
    assert "您补正后重新提交" in browser.get(f"/track/{case.number}/").content.decode()


def test_the_last_day_to_correct_stands_in_the_large_card_and_with_the_points(browser: Client) -> None:
    case = submitted("class-three", axle_count_stated=11)
    point = {"where": "axle_count_stated", "label": "轴（轴线）数", "problem": "与轴荷个数不符。"}
    case = cases.ask_correction(by=clerk(), number=case.number, points=[point])
    page = opened(case).get(f"/track/{case.number}/").content.decode()
    case.refresh_from_db()
    until = next(one.due for one in cases.running(case).faces if one.key == "correction")
    large = page.split('class="card cols__clock"')[1].split("</section>")[0]
    assert "补正截止日" in large
    assert f"{until.month}月{until.day}日" in large
    assert f"请在{until.year}年{until.month}月{until.day}日前（含当日）提交" in page


def test_an_end_stands_once_in_the_large_card_and_is_explained_below(browser: Client) -> None:
    case = granted()
    issue(by=person(Role.APPROVER), number=case.number)
    case = cases.deliver(by=clerk(), number=case.number)
    page = opened(case).get(f"/track/{case.number}/").content.decode()
    large = page.split('class="card cols__clock"')[1].split("</section>")[0]
    assert large.count("10月") == 1
    assert "为什么是这一天" not in large
    assert "为什么是这一天" in page


def test_a_correction_without_the_file_says_so_at_its_place(browser: Client) -> None:
    case = submitted()
    cases.ask_correction(by=clerk(), number=case.number, points=POINTS)
    browser = opened(case)
    answer = browser.post(f"/track/{case.number}/correct/", {"height_m": "4.3", "shown": "height_m"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请为这项材料提交新文件" in page
    assert 'value="4.3"' in page


def test_a_correction_shows_the_fault_of_an_answer(browser: Client) -> None:
    case = submitted()
    cases.ask_correction(by=clerk(), number=case.number, points=POINTS[:1])
    answer = opened(case).post(f"/track/{case.number}/correct/", {"height_m": "很高", "shown": "height_m"})
    assert answer.status_code == 422
    assert 'value="很高"' in answer.content.decode()


def test_the_notices_of_a_case_are_documents(browser: Client) -> None:
    case = submitted()
    cases.ask_correction(by=clerk(), number=case.number, points=POINTS)
    (notice,) = cases.notices(case)
    answer = opened(case).get(f"/track/{case.number}/notices/{notice.pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_applicant_takes_the_application_back(browser: Client) -> None:
    case = submitted()
    browser = opened(case)
    browser.post(f"/track/{case.number}/withdraw/", {"reason": "没有版本号的表单"})
    case.refresh_from_db()
    assert case.state == State.SUBMITTED
    browser.post(f"/track/{case.number}/withdraw/", {"version": case.version, "reason": "货物改由铁路运输。"})
    case.refresh_from_db()
    assert case.state == State.RETRACTED
    assert "已撤回" in browser.get(f"/track/{case.number}/").content.decode()


def test_a_granted_case_gives_decision_and_certificate_which_can_be_verified(browser: Client) -> None:
    case = granted()
    paper = issue(by=person(Role.APPROVER), number=case.number)
    browser = opened(case)
    assert paper.number in browser.get(f"/track/{case.number}/").content.decode()
    for address in ("certificate/", "notices/0/"):
        assert browser.get(f"/track/{case.number}/{address}").content.startswith(b"%PDF-")
    stranger = Client()
    page = stranger.get(f"/verify/{paper.code}/").content.decode()
    assert paper.number in page
    assert paper.holder in page
    by_facts = stranger.post("/verify/", {"number": paper.number, "holder": paper.holder})
    assert paper.number in by_facts.content.decode()
    by_code = stranger.post("/verify/", {"code": f"{paper.code[:4]} {paper.code[4:]}"})
    assert by_code["Location"] == f"/verify/{paper.code}/"


def test_a_certificate_that_was_not_issued_is_not_confirmed(browser: Client) -> None:
    assert browser.get("/verify/ABCDEFGHJKMN/").status_code == 404
    answer = browser.post("/verify/", {"number": "川超限〔2022〕99999号", "holder": "某公司"})
    assert answer.status_code == 404
    assert "查无此证" in answer.content.decode()


def test_the_clock_explains_itself(browser: Client) -> None:
    case = submitted()
    cases.accept(by=clerk(), number=case.number)
    page = opened(case).get(f"/track/{case.number}/").content.decode()
    assert "为什么是这一天？" in page
    assert 'class="days"' in page
    assert "国办发明电〔2021〕11号" in page


def test_applying_again_begins_with_the_answers_and_asks_the_days_anew(browser: Client) -> None:
    case = submitted()
    client = opened(case)
    answer = client.post(f"/track/{case.number}/again/")
    assert answer["Location"] == "/items/oversize-transport/apply/"
    text = client.get(answer["Location"]).content.decode()
    assert case.form["tractor_plate"] in text
    assert case.form["carrier"] in text
    assert 'value="2022-10-24"' not in text
    assert client.post(f"/track/{case.number}/again/", follow=True).content.decode().count("请先清空它") == 1


def test_nobody_begins_with_the_answers_of_a_strangers_case(browser: Client) -> None:
    assert browser.post(f"/track/{submitted().number}/again/").status_code == 404
