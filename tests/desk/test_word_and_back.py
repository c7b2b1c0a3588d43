"""Word out and back, at the desk: each change is shown, taken or not; nothing is lost where both changed a line."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.officers import at_desk
from tests.desk.test_weekly import PAGE, act, collected, issue
from tests.weekly.test_round_trip import Edit, deleted, edited, replaced

from banli.kernel.actors import Role
from banli.weekly.service import lines

pytestmark = pytest.mark.usefixtures("frame")
WORD = f"{PAGE}word/"


def drafted() -> Client:
    """An editor with an issue of two lines of the window."""
    client = collected()
    for text in ("窗口增设导办岗。", "延时服务。"):
        act(client, "add", add="service_quality", text=text)
    return client


def brought(client: Client, *edits: Edit) -> str:
    """The address at which a draft that came back is compared."""
    file = SimpleUploadedFile("草稿.docx", edited(issue(), *edits))
    answer = client.post(WORD, {"back": "1", "returned": file})
    assert answer.status_code == 302
    return str(answer["Location"])


def taken(client: Client, address: str, *keys: str) -> Any:
    shown = client.get(address).context
    chosen = keys or tuple(row.one.key for row in shown["rows"] if row.chosen)
    return client.post(address, {"version": shown["issue"].version, "take": chosen})


def texts() -> list[str]:
    return [one.text for one in lines(issue()) if one.section == "service_quality"]


def test_the_draft_goes_out_as_a_word_file() -> None:
    client = drafted()
    answer = client.get(f"{WORD}draft.docx")
    assert answer.content.startswith(b"PK")
    assert f"-v{issue().version}.docx" in answer["Content-Disposition"]
    act(client, "send")
    assert client.get(f"{WORD}draft.docx").status_code == 409
    assert at_desk(Role.CLERK, window="transport-03").get(f"{WORD}draft.docx").status_code == 403


def test_what_came_back_unedited_changes_nothing() -> None:
    client = drafted()
    assert "没有待定的改动" in client.get(brought(client)).content.decode()


def test_changes_are_shown_within_the_line_and_taken() -> None:
    client = drafted()
    address = brought(client, replaced("导办岗", "引导岗"), deleted("延时"))
    page = client.get(address).content.decode()
    assert "窗口增设<ins>引</ins>导<del>办</del>岗。" in page
    assert "<del>延时服务。</del>" in page
    assert taken(client, address).status_code == 302
    assert texts() == ["窗口增设引导岗。"]
    again = client.post(address, {"version": issue().version, "take": ["r1"]})
    assert again.status_code == 302


def test_a_conflict_shows_both_texts_and_the_one_here_stays() -> None:
    client = drafted()
    address = brought(client, replaced("导办岗", "引导岗"), replaced("延时", "错时"))
    line = next(one for one in lines(issue()) if "导办岗" in one.text)
    act(client, "edit", line=line.pk, text="窗口撤销导办岗。")
    shown = client.get(address)
    assert [(row.one.conflict, row.chosen) for row in shown.context["rows"]] == [(True, False), (False, True)]
    assert "两处都改过" in shown.content.decode()
    taken(client, address)
    assert texts() == ["窗口撤销导办岗。", "错时服务。"]
    taken(client, address, f"r{line.pk}")
    assert texts() == ["窗口增设引导岗。", "错时服务。"]


def test_who_was_overtaken_reads_the_new_words_and_keeps_the_choice() -> None:
    client = drafted()
    address = brought(client, replaced("导办岗", "引导岗"), replaced("延时", "错时"))
    before = issue().version
    first, second = (row.one.key for row in client.get(address).context["rows"])
    act(client, "edit", line=int(first[1:]), text="别人改过。")
    answer = client.post(address, {"version": before, "take": [first]})
    assert answer.status_code == 409
    assert "别人改过" in answer.content.decode()
    assert [(row.one.key, row.chosen) for row in answer.context["rows"]] == [(first, True), (second, False)]


def test_nothing_chosen_is_said() -> None:
    client = drafted()
    address = brought(client, replaced("导办岗", "引导岗"))
    answer = client.post(address, {"version": issue().version})
    assert answer.status_code == 422
    assert "请至少选择一处改动" in answer.content.decode()


def test_another_file_is_no_draft_of_this_issue() -> None:
    client = drafted()
    answer = client.post(WORD, {"back": "1", "returned": SimpleUploadedFile("x.docx", b"%PDF-1.7")})
    assert (answer.status_code, bool(answer.context["errors"]["returned"])) == (422, True)
    pasted = client.post(WORD, {"pasted": "甲。"})["Location"]
    assert client.get(pasted.replace("/word/", "/returned/")).status_code == 404
    address = brought(client)
    assert client.get(address.replace("/returned/", "/word/"))["Location"] == address
    assert address in client.get(WORD).content.decode()
