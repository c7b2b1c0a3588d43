"""Signals at the desk: the list and its filters, one with its clock explained, and the forms of each role."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.desk.officers import at_desk
from tests.held_clock import HeldClock
from tests.house import accepted
from tests.supervision.watching import one_signal

from banli.kernel.actors import Role
from banli.site import jobs
from banli.supervision.models import Signal, Urging

pytestmark = pytest.mark.usefixtures("house")
LIST = "/desk/supervision/signals/"


@pytest.fixture
def signal(clock: HeldClock) -> Signal:
    """A case past its promise, on the day after."""
    case = accepted()
    clock.set("2022-10-21")
    return one_signal(case, "HP-01")


def supervisor() -> Client:
    return at_desk(Role.SUPERVISOR, "service-centre")


def page_of(signal: Signal) -> str:
    return f"{LIST}{signal.number}/"


def test_the_list_tells_each_signal_and_is_narrowed(signal: Signal) -> None:
    watcher = supervisor()
    text = watcher.get(LIST).content.decode()
    assert signal.number in text
    assert "超过承诺期限" in text
    assert "记录截至2022年10月21日 09:00" in text
    for query, count in (
        ({"level": "yellow"}, 1),
        ({"level": "red"}, 0),
        ({"state": "explained"}, 0),
        ({"department": "transport", "state": "raised"}, 3),
        ({"department": "health"}, 0),
        ({"level": "purple", "state": "gone", "after": "nonsense"}, 3),
        ({"after": "2022-10-21T00:00:00+08:00.x"}, 3),
    ):
        assert len(watcher.get(LIST, query).context["rows"]) == count, query
    assert at_desk(Role.APPROVER, "health").get(LIST).context["rows"] == []


def test_a_long_list_goes_on_by_key_with_its_filter(
    clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("banli.supervision.selectors.signals.PAGE", 2)
    monkeypatch.setattr("banli.desk.supervision.signals.PAGE", 2)
    for _ in range(5):
        accepted()
    clock.set("2022-10-19")
    jobs.watch(timestamp=0)
    watcher, address, seen = supervisor(), f"{LIST}?level=blue", []
    while address:
        shown = watcher.get(address).context
        seen += [row["signal"].number for row in shown["rows"]]
        address = LIST + shown["following"] if shown["following"] else ""
        assert not address or "level=blue" in address
    assert len(seen) == len(set(seen)) == 5


def test_a_signal_explains_its_clock_and_names_rule_and_moment(signal: Signal) -> None:
    text = supervisor().get(page_of(signal)).content.decode()
    for words in (
        signal.number,
        "HP-01",
        "2022年10月21日 00:00",
        "2022年10月20日",
        "第八十二条",
        "黄灯：超过承诺",
    ):
        assert words in text, words
    assert 'class="days"' in text


@pytest.mark.parametrize(
    ("role", "department", "forms"),
    [
        (Role.CLERK, "transport", set()),
        (Role.REVIEWER, "transport", {"explain"}),
        (Role.APPROVER, "transport", {"explain"}),
        (Role.SUPERVISOR, "service-centre", {"urge", "cancel"}),
        (Role.HALL_MANAGER, "service-centre", set()),
    ],
    ids=["clerk", "reviewer", "approver", "supervisor", "hall manager"],
)
def test_each_role_is_offered_its_forms(signal: Signal, role: Role, department: str, forms: set[str]) -> None:
    client = at_desk(role, department)
    text = client.get(page_of(signal)).content.decode()
    assert set(re.findall(rf'action="{page_of(signal)}([a-z]+)/"', text)) == forms
    for act in {"explain", "urge", "cancel"} - forms:
        assert client.post(f"{page_of(signal)}{act}/", {"text": "说明"}).status_code in (403, 404)
    signal.refresh_from_db()
    assert signal.state == "raised"


def test_from_pressing_over_the_answer_to_the_explanation(signal: Signal) -> None:
    watcher, approver, page = supervisor(), at_desk(Role.APPROVER), page_of(signal)
    sent = {"content": "请三日内办结", "due_on": "2022-10-26"}
    assert watcher.post(f"{page}urge/", sent)["Location"] == page
    row = Urging.objects.get()
    assert f"answer-{row.pk}" not in watcher.get(page).content.decode()
    text = approver.get(page).content.decode()
    assert "请三日内办结" in text
    assert approver.post(f"{page}answer-{row.pk}/", {"text": "今日办结"})["Location"] == page
    assert approver.post(f"{page}explain/", {"text": "等待桥梁验算"})["Location"] == page
    again = approver.post(f"{page}explain/", {"text": "第二次说明"})
    assert again.status_code == 409
    assert "已经说明" in again.content.decode()
    text = watcher.get(page).content.decode()
    for words in ("今日办结", "等待桥梁验算", "已说明"):
        assert words in text
    assert watcher.post(f"{page}cancel/", {"reason": "情况属实"})["Location"] == page
    assert "情况属实" in watcher.get(page).content.decode()


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(signal: Signal) -> None:
    watcher, page = supervisor(), page_of(signal)
    answer = watcher.post(f"{page}urge/", {"content": "请三日内办结", "due_on": "2022-10-20"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "请填写今天或者以后的日期" in text
    assert "请三日内办结" in text
    assert 'value="2022-10-20"' in text
    for typed in ({}, {"content": "办", "due_on": "someday"}):
        assert watcher.post(f"{page}urge/", typed).status_code == 422
    assert watcher.post(f"{page}cancel/", {"reason": "  "}).status_code == 422
    assert not Urging.objects.exists()


def test_what_is_not_there_is_not_there(signal: Signal) -> None:
    watcher, page = supervisor(), page_of(signal)
    assert watcher.get(f"{LIST}JC-2022-999999/").status_code == 404
    for act in ("delete", "answer-", "answer-x", "answer-99999999999999999999999"):
        assert watcher.post(f"{page}{act}/", {"text": "答"}).status_code == 404
    assert at_desk(Role.APPROVER).post(f"{page}answer-999999/", {"text": "答"}).status_code == 404
    assert watcher.get(f"{page}cancel/").status_code == 405
    assert at_desk(Role.APPROVER, "health").get(page).status_code == 404


def test_a_signal_whose_clock_moved_says_so(signal: Signal) -> None:
    from tests.house import person

    from banli.cases import service as cases

    number = cases.Case.objects.get(pk=signal.case_id).number
    cases.extend(by=person(Role.APPROVER), number=number, days=10, reason="路线需复核")
    jobs.watch(timestamp=0)
    text = supervisor().get(page_of(signal)).content.decode()
    for words in ("期限已经变动", "平台按规则自动撤销", "已撤销", "2022年11月3日"):
        assert words in text, words


def test_the_ranking_names_its_source_and_moment(signal: Signal) -> None:
    shown = supervisor().get("/desk/supervision/")
    (row,) = shown.context["ranking"]
    assert (row["name"], row["cases"], row["on_time"], row["left"]) == ("交通运输厅", 1, "0.0%", "-1")
    assert {light: cases for light, cases, _opens in row["lights"]} == {
        "red": 0,
        "yellow": 1,
        "blue": 0,
        "green": 0,
    }
    assert "截至2022年10月21日 09:00" in shown.content.decode()
