"""Word in, at the desk: what is handed in is proposed, taken, and kept on the page where something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.officers import at_desk
from tests.desk.test_weekly import PAGE, act, collected, issue
from tests.files.word_shapes import OFFICIAL, listed, para, picture, run, word_file
from tests.weekly.test_exhibits_from_word import word

from banli.kernel.actors import Role
from banli.weekly.service import lines, own_contributions

pytestmark = pytest.mark.usefixtures("frame")
WORD = f"{PAGE}word/"
BODY = listed("窗口增设导办岗。") + para(run("反映良好。") + picture("现场照片")) + listed("延时服务。")
FILE = word_file(BODY + para(run("秘密", "<w:vanish/>")), numbering=OFFICIAL)


def sent(client: Client, content: bytes = FILE, name: str = "一周动态.docx") -> Any:
    return client.post(WORD, {"file": SimpleUploadedFile(name, content)})


def form(answer: Any) -> dict[str, str]:
    """What a browser would send of the proposal, with a section for every line."""
    told: dict[str, str] = {}
    for row in answer.context["rows"]:
        place = row.piece.place
        told |= {f"become-{place}": row.become, f"text-{place}": row.text}
        told[f"section-{place}"] = row.section or "service_quality"
    return told


def test_the_editor_takes_what_is_proposed() -> None:
    client = collected()
    assert "从Word导入或粘贴" in client.get(PAGE).content.decode()
    address = sent(client)["Location"]
    shown = client.get(address)
    page = shown.content.decode()
    assert "隐藏文字1处：未带入。" in page
    assert "图片1张：列在下面，未带入。" in page
    assert "秘密" not in page
    assert client.post(address, form(shown))["Location"] == PAGE
    assert [one.text for one in lines(issue())][-2:] == ["窗口增设导办岗。\n反映良好。", "延时服务。"]
    assert "来自Word或粘贴" in client.get(PAGE, {"line": lines(issue())[-1].pk}).content.decode()
    before = len(lines(issue()))
    client.post(address, form(shown))
    assert len(lines(issue())) == before
    assert "没有重复采用" in client.get(PAGE).content.decode()


def test_a_window_sends_what_it_chose() -> None:
    collected()
    client = at_desk(Role.CLERK, window="transport-03")
    answer = client.post(WORD, {"pasted": "路政窗口一周动态\n上门服务。\n延时服务。"})
    shown = client.get(answer["Location"])
    told = form(shown)
    assert told["become-1"] == "leave"
    told["text-2"] = "上门服务三家企业。"
    told["become-3"] = "leave"
    assert client.post(answer["Location"], told)["Location"] == f"{PAGE}lines/"
    assert [one.text for one in own_contributions(issue(), "transport")] == ["上门服务三家企业。"]
    assert client.get(WORD).context["rows"][0][0].taken == ["2"]


def test_a_window_sends_a_picture_of_its_file_and_the_editor_takes_it_with_its_caption() -> None:
    editor = collected()
    client = at_desk(Role.CLERK, window="transport-03")
    address = sent(client, word())["Location"]
    shown = client.get(address)
    picture = next(row for row in shown.context["rows"] if row.piece.shows == "picture")
    assert client.get(f"{PAGE}pictures/{picture.piece.media}")["Content-Type"] == "image/jpeg"
    place = picture.piece.place
    told = form(shown)
    refused = client.post(address, told)
    assert refused.status_code == 422
    assert "请写明图片来源" in refused.content.decode()
    told |= {f"source-{place}": "省交通运输厅窗口", f"alt-{place}": "工作人员在窗口前"}
    for row in shown.context["rows"]:
        if row.piece.shows == "table":
            told |= {f"cells-{row.piece.place}": row.cells, f"unit-{row.piece.place}": row.unit}
    assert client.post(address, told)["Location"] == f"{PAGE}lines/"
    assert "来源：省交通运输厅窗口" in client.get(f"{PAGE}lines/").content.decode()
    came = next(one for one in own_contributions(issue(), "transport") if one.shows == "picture")
    assert came.file is not None
    page = editor.get(f"{PAGE}windows/").content.decode()
    assert f"{PAGE}pictures/{came.file.sha256}" in page
    assert "工作人员在窗口前" in page
    act(editor, "take", contribution=came.pk)
    taken = lines(issue())[-1]
    assert (taken.text, taken.exhibited is not None) == ("窗口人员现场辅导", True)


def test_the_marked_up_text_of_the_clipboard_is_read() -> None:
    client = collected()
    answer = client.post(WORD, {"pasted": "甲\n乙", "markup": "<ol><li>甲<li>乙</ol>"})
    assert [row.level for row in client.get(answer["Location"]).context["rows"]] == ["1.", "1."]


def test_where_something_is_wrong_nothing_typed_is_lost() -> None:
    client = collected()
    address, before = sent(client)["Location"], len(lines(issue()))
    told = form(client.get(address)) | {"text-1": "我改过的一句。", "section-4": ""}
    answer = client.post(address, told)
    assert (answer.status_code, len(lines(issue()))) == (422, before)
    assert "我改过的一句。" in answer.content.decode()
    assert 'aria-describedby="section-4-error"' in answer.content.decode()
    act(client, "send")
    assert client.post(address, told | {"section-4": "service_quality"}).status_code == 409


@pytest.mark.parametrize(("name", "content"), [("稿件.docx", b"%PDF-1.7"), ("空.docx", b"")])
def test_what_is_no_word_file_is_said_at_its_field(name: str, content: bytes) -> None:
    answer = sent(collected(), content, name)
    assert answer.status_code == 422
    assert answer.context["errors"]["file"]


def test_what_cannot_be_printed_is_said_where_it_was_pasted() -> None:
    answer = collected().post(WORD, {"pasted": "甲\ue000"})
    assert answer.status_code == 422
    assert answer.context["errors"]["pasted"]
    assert "甲\ue000" in answer.content.decode()


def test_a_long_manuscript_has_pages() -> None:
    client = collected()
    address = client.post(WORD, {"pasted": "\n".join(f"第{n}件事办结。" for n in range(200))})["Location"]
    assert len(client.get(address).context["rows"]) == 150
    rest = client.get(address, {"from": "151"})
    assert (len(rest.context["rows"]), rest.context["before"], rest.context["after"]) == (50, 1, None)


def test_nobody_else_hands_in() -> None:
    address = sent(collected())["Location"]
    assert at_desk(Role.CLERK, window="transport-03").get(address).status_code == 404
    assert at_desk(Role.CHECKER, "service-centre").get(WORD).status_code == 403
