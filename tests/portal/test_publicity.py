"""What is put up for the public: read while it runs, commented, closed after its last day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.officers import at_desk, browser_of
from tests.held_clock import HeldClock
from tests.house import open_house, person
from tests.projects import grid
from tests.samples import pdf

from banli.cases.models import Case, Task
from banli.disclosure.models import Comment, CommentAnswer, PublicFile
from banli.kernel.actors import Role
from banli.ledger.models import Event

LIST = "/public/publicity/"
SAID = {"text": "希望线路避开学校。\n另外请公布监测数据。", "contact": "13800138000", "name": ""}


@pytest.fixture
def house(db: None) -> None:
    open_house("power-grid-environment")


@pytest.fixture
def case(house: None) -> Case:
    return grid.accepted()


@pytest.fixture
def page(case: Case) -> str:
    return f"{LIST}{Task.objects.get(case=case, key='accepted-form').pk}/"


def test_a_publicity_is_listed_and_read_while_it_runs(case: Case, page: str) -> None:
    task = Task.objects.get(case=case, key="accepted-form")
    assert (task.begun_on, task.due_on) == (date(2022, 10, 17), date(2022, 10, 24))
    assert page in Client().get(LIST).content.decode()
    text = Client().get(page).content.decode()
    for said in ("220", case.applicant, "2022年10月24日", "公开期间听取公众意见"):
        assert said in text, said
    assert case.mobile not in text
    assert case.applicant_code not in text
    assert (
        page in Client().get("/public/").content.decode() or LIST in Client().get("/public/").content.decode()
    )


def test_a_comment_is_kept_once_however_often_it_is_sent(page: str) -> None:
    for _time in range(2):
        assert Client().post(page, SAID).status_code == 302
    one = Comment.objects.get()
    assert (one.number, one.name, one.contact) == ("YJ-2022-000001", "", "13800138000")
    assert one.text == SAID["text"]
    said = Event.objects.get(topic="comment")
    assert said.actor == "visitor"
    assert "学校" not in said.body
    assert "138" not in said.body


def test_its_number_is_told(page: str) -> None:
    assert "YJ-2022-000001" in Client().post(page, SAID, follow=True).content.decode()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"text": " "}, "text"),
        ({"text": "啊啊啊啊啊啊！！！"}, "text"),
        ({"text": "！！！？？？"}, "text"),
        ({"text": "好" * 3001}, "text"),
        ({"text": "不行\U0001f600，离学校太近"}, "text"),
        ({"contact": ""}, "contact"),
        ({"contact": "找我"}, "contact"),
        ({"name": "张\u202e三"}, "name"),
    ],
)
def test_rubbish_is_refused_at_its_field_and_nothing_typed_is_lost(
    page: str, changes: dict[str, str], place: str
) -> None:
    answer = Client().post(page, SAID | changes)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert f'id="{place}-error"' in text
    assert (SAID | changes)["contact"] in text
    assert not Comment.objects.exists()


def test_after_the_last_day_it_is_closed_with_a_sentence(page: str, clock: HeldClock) -> None:
    Client().post(page, SAID)
    clock.set("2022-10-24T23:59")
    assert "提交意见" in Client().get(page).content.decode()
    clock.set("2022-10-25T00:01")
    text = Client().get(page).content.decode()
    assert "征求意见已于2022年10月24日截止" in text
    assert "共收到1条意见" in text
    assert Client().post(page, SAID | {"text": "现在才看到公示。"}).status_code == 409
    assert Comment.objects.count() == 1
    assert page in Client().get(LIST).content.decode()


def test_too_many_from_one_address_are_refused_in_words(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("banli.disclosure.rules.comments.MOST_OF_ORIGIN", 1)
    assert Client().post(page, SAID).status_code == 302
    answer = Client().post(page, SAID | {"text": "第二条不同的意见。"})
    assert answer.status_code == 409
    assert "较多" in answer.content.decode()
    assert "第二条不同的意见。" in answer.content.decode()
    other = Client().post(page, SAID | {"text": "别处来的意见。"}, REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 302


def test_files_wait_through_a_fault_and_go_in_with_the_comment(page: str, case: Case) -> None:
    visitor = Client()
    sent = SimpleUploadedFile("照片.pdf", pdf(), "application/pdf")
    assert visitor.post(page, SAID | {"contact": "", "file.comment": sent}).status_code == 422
    assert visitor.post(page, SAID).status_code == 302
    one = Comment.objects.get()
    held = one.files.get()
    officer = at_desk(Role.REVIEWER, "environment")
    address = f"/desk/disclosure/comments/{one.number}/files/{held.file_id}/"
    assert address in officer.get(f"/desk/disclosure/comments/{one.number}/").content.decode()
    assert officer.get(address).status_code == 200
    bad = SimpleUploadedFile("x.pdf", b"no pdf", "application/pdf")
    answer = visitor.post(page, SAID | {"text": "再说一条意见。", "file.comment": bad})
    assert answer.status_code == 422


def test_the_officer_notes_what_became_of_it_and_the_case_counts(page: str, case: Case) -> None:
    Client().post(page, SAID)
    officer = browser_of(person(Role.REVIEWER, "environment"))
    number = Comment.objects.get().number
    assert number in officer.get("/desk/disclosure/comments/").content.decode()
    there = f"/desk/disclosure/comments/{number}/"
    empty = officer.post(f"{there}answer/", {"text": "写了理由"})
    assert empty.status_code == 422
    assert "写了理由" in empty.content.decode()
    sent = {"adopted": "yes", "text": "已要求建设单位调整塔位。"}
    assert officer.post(f"{there}answer/", sent).status_code == 302
    assert officer.post(f"{there}answer/", sent).status_code == 409
    assert CommentAnswer.objects.get().adopted
    assert "共1条意见：采纳1条" in officer.get(f"/desk/cases/{case.number}/public/").content.decode()
    assert f"/desk/cases/{case.number}/public/" in officer.get(f"/desk/cases/{case.number}/").content.decode()
    assert at_desk(Role.REVIEWER, "commerce").get(there).status_code == 404
    assert "138****8000" in at_desk(Role.SUPERVISOR, "service-centre").get(there).content.decode()


def test_a_file_is_put_up_read_by_everybody_and_taken_down(page: str, case: Case) -> None:
    officer = browser_of(person(Role.REVIEWER, "environment"))
    change = f"/desk/cases/{case.number}/public/change/"
    assert officer.post(change, {"title": "环境影响报告表"}).status_code == 422
    sent: dict[str, Any] = {
        "title": "环境影响报告表（公示本）",
        "file": SimpleUploadedFile("报告表.pdf", pdf(), "application/pdf"),
    }
    assert officer.post(change, sent).status_code == 302
    one = PublicFile.objects.get()
    assert "环境影响报告表（公示本）" in Client().get(page).content.decode()
    there = f"{page}files/{one.pk}/"
    assert Client().get(there).status_code == 200
    assert officer.post(change, {"down": str(one.pk)}).status_code == 302
    assert Client().get(there).status_code == 404
    assert at_desk(Role.REVIEWER, "commerce").post(change, sent).status_code == 404


def test_what_no_item_puts_up_is_not_there(house: None) -> None:
    assert Client().get(f"{LIST}1/").status_code == 404
    assert Client().get(f"{LIST}?after=x").status_code == 200
    assert Client().get(f"{LIST}99999999999999999999/").status_code == 404


def test_the_pages_ask_little(page: str, django_assert_max_num_queries: Any) -> None:
    Client().post(page, SAID)
    for address in (LIST, page):
        with django_assert_max_num_queries(12):
            assert Client().get(address).status_code == 200
