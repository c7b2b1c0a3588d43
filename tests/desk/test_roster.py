"""The roster at the desk: a week made and changed, leave asked for and decided, badges."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.desk.officers import browser_of
from tests.house import clerk
from tests.roster.hall import asked, colleague, granted, head, load_shifts, manager, post

from banli.kernel.actors import Actor
from banli.roster.models import Badge, Leave, Shift
from banli.roster.states.leaves import LeaveState

TUESDAY = date(2022, 10, 18)
PAGE = "/desk/roster/"


@pytest.fixture(autouse=True)
def _shifts(house: None) -> None:
    load_shifts()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_head_makes_a_week_and_everybody_of_the_department_reads_it() -> None:
    clerk(), colleague()
    mine = browser_of(head())
    assert "按本窗口人员排班" in text(mine, PAGE)
    sent = {"week": "2022-10-17", "department": "transport", "source": "template"}
    answer = mine.post(f"{PAGE}plan/", sent, follow=True)
    assert "新增20个班次安排" in answer.content.decode()
    seen = text(browser_of(clerk()), PAGE)
    assert "万里行" in seen
    assert "按本窗口人员排班" not in seen
    assert browser_of(clerk()).post(f"{PAGE}plan/", sent).status_code == 403


def test_a_shift_without_anybody_and_whoever_stands_in_are_shown() -> None:
    post()
    row = post(TUESDAY)
    granted(TUESDAY)
    shown = text(browser_of(head()), PAGE)
    assert "无人值守" in shown
    assert "休假，万里行代岗" in shown
    one = text(browser_of(head()), f"{PAGE}?window=transport-03")
    assert f"{PAGE}posts/{row.pk}/remove/" in one


def test_somebody_is_put_on_and_taken_off_by_hand() -> None:
    mine, who = browser_of(head()), clerk()
    sent = {"day": "2022-10-18", "window": "transport-03", "kind": "morning", "officer": str(who.id)}
    assert mine.post(f"{PAGE}posts/new/", {**sent, "token": "abc123"}).status_code == 302
    row = Shift.objects.get()
    wrong = mine.post(f"{PAGE}posts/new/", {**sent, "window": "transport-04", "token": "abc124"})
    assert wrong.status_code == 409
    assert "已经安排在" in wrong.content.decode()
    assert mine.post(f"{PAGE}posts/{row.pk}/remove/", {"week": "2022-10-17"}).status_code == 302
    assert mine.post(f"{PAGE}posts/{row.pk}/remove/", {"week": "2022-10-17"}).status_code == 404


def test_leave_is_asked_for_with_what_was_typed_kept_and_once() -> None:
    mine, other = browser_of(clerk()), colleague()
    sent = {"kind": "private", "first": "2022-10-18", "last": "2022-10-17", "reason": "家中有事。"}
    wrong = mine.post(f"{PAGE}leave/new/", {**sent, "token": "abc123"})
    assert wrong.status_code == 422
    fields = {one.name: one for one in wrong.context["entries"]}
    assert fields["last"].errors
    assert fields["reason"].value == "家中有事。"
    good = {**sent, "last": "2022-10-18", "officer": str(other.id), "token": "abc123"}
    for _click in range(2):
        assert mine.post(f"{PAGE}leave/new/", good).status_code == 302
    assert Leave.objects.get().officer_id == other.id


def act(who: Actor, row: Leave, name: str, **sent: str) -> int:
    client = browser_of(who)
    version = client.get(f"{PAGE}leave/{row.public_id}/").context["version"]
    return client.post(f"{PAGE}leave/{row.public_id}/{name}/", {"version": version, **sent}).status_code


def test_the_head_decides_and_a_reason_is_read_by_owner_and_head_alone() -> None:
    row = asked(TUESDAY, reason="去医院复查。")
    address = f"{PAGE}leave/{row.public_id}/"
    assert "去医院复查" in text(browser_of(head()), address)
    assert "去医院复查" in text(browser_of(clerk()), address)
    assert "去医院复查" not in text(browser_of(colleague()), address)
    assert act(head(), row, "refuse", remark="") == 422
    assert act(head(), row, "grant", remark="同意。") == 302
    assert Leave.objects.get().state == LeaveState.GRANTED
    assert act(clerk(), row, "withdraw") == 302
    assert act(clerk(), row, "moon") == 404


def test_badges_are_given_and_returned_by_the_hall() -> None:
    hall, who = browser_of(manager()), clerk()
    sent = {"number": "0301", "officer": str(who.id), "token": "abc123"}
    assert hall.post(f"{PAGE}badges/new/", sent).status_code == 302
    row = Badge.objects.get()
    version = hall.get(f"{PAGE}badges/").context["rows"][0]["version"]
    assert hall.post(f"{PAGE}badges/{row.public_id}/returned/", {"version": version}).status_code == 302
    assert "已交回" in text(browser_of(who), f"{PAGE}badges/")


@pytest.mark.parametrize("week", ["9999-12-31", "0001-01-01", "x", "2023-01-02"])
def test_any_week_has_a_page(week: str) -> None:
    text(browser_of(manager()), f"{PAGE}?week={week}&department=transport&window=transport-03")


@pytest.mark.parametrize("name", ["grant", "refuse"])
def test_what_cannot_be_printed_is_told_at_its_field_whichever_button_sends_it(name: str) -> None:
    row, client = asked(TUESDAY), browser_of(head())
    address = f"{PAGE}leave/{row.public_id}/"
    version = client.get(address).context["version"]
    answer = client.post(f"{address}{name}/", {"version": version, "remark": "同意\x07"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
