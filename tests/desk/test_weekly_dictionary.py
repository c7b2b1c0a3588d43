"""The dictionary of the house at the desk: looked up, added to, struck off, and offered while a line is typed."""

from __future__ import annotations

import pytest
from tests.desk.officers import at_desk
from tests.desk.test_weekly import PAGE, act, checker, collected, editor, issue

from banli.kernel.actors import Role
from banli.weekly.service import lines, own_words

pytestmark = pytest.mark.usefixtures("frame")
DICTIONARY = "/desk/weekly/dictionary/"


def test_an_editor_adds_and_strikes_off() -> None:
    client = editor()
    assert client.post(DICTIONARY, {"kind": "law", "text": "《四川省数据条例》"}).status_code == 302
    [made] = own_words()
    shown = client.get(DICTIONARY).content.decode()
    assert "《四川省数据条例》" in shown
    assert "最多跑一次" in shown
    assert client.post(f"{DICTIONARY}{made.pk}/strike/").status_code == 302
    assert own_words() == []


def test_what_is_not_taken_stays_in_its_field() -> None:
    answer = editor().post(DICTIONARY, {"kind": "term", "text": "帮办代办", "wrong": ""})
    assert answer.status_code == 422
    assert 'value="帮办代办"' in answer.content.decode()
    assert 'aria-describedby="wrong-error"' in answer.content.decode()
    assert editor().post(DICTIONARY, {"kind": "moon", "text": "月亮"}).status_code == 404


def test_who_reads_drafts_looks_it_up_and_changes_nothing() -> None:
    assert checker().get(DICTIONARY).status_code == 200
    assert checker().post(DICTIONARY, {"kind": "name", "text": "天府新区"}).status_code == 403
    assert at_desk(Role.CLERK).get(DICTIONARY).status_code == 403


def test_it_is_offered_where_lines_are_typed() -> None:
    client = collected()
    client.post(DICTIONARY, {"kind": "name", "text": "天府新区政务服务中心"})
    act(client, "add", add="service_quality", text="走访天府新区。")
    line = lines(issue())[-1].pk
    window = at_desk(Role.CLERK, "transport")
    for shown in (
        client.get(PAGE, {"line": line}),
        client.get(PAGE, {"add": "service_quality"}),
        checker().get(PAGE, {"line": line}),
        window.get(f"{PAGE}lines/"),
    ):
        told = shown.content.decode()
        assert '<option value="天府新区政务服务中心"></option>' in told
        assert "data-completes" in told
