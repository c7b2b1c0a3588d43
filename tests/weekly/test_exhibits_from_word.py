"""Pictures and tables of a Word file become exhibits; a draft goes out with its own and brings the captions back."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image
from tests.files.word_shapes import KIND, para, picture, table, word_file
from tests.weekly.exhibited import photograph, with_picture, with_table
from tests.weekly.test_round_trip import edited
from tests.weekly.test_windows import COMMERCE, HEALTH

from banli.documents.service import BlockKind
from banli.files.service import read
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Refused
from banli.ledger.service import events
from banli.weekly.models import Exhibit, ManuscriptPicture
from banli.weekly.rules.proposal import Why
from banli.weekly.service import (
    Become,
    Chosen,
    Issue,
    Manuscript,
    Proposed,
    Section,
    changed_in_word,
    find_issue,
    handed_in_picture,
    left_behind,
    lines,
    own_contributions,
    parts,
    proposed,
    read_file,
    read_returned,
    sheet,
    take_changes,
    take_line,
    take_pieces,
)

QUALITY = Section.SERVICE_QUALITY
BODY = (
    para("窗口增设导办岗。")
    + para(picture("走访照片"))
    + para("图1 窗口人员现场辅导")
    + para("表2　各窗口办件情况")
    + para("单位：件")
    + table(("窗口", "办件"), ("省水利厅", "12"), ("省卫生健康委", "3345"))
    + para("延时服务。")
)


def word(body: str = BODY, content: bytes | None = None) -> bytes:
    link = f'<Relationship Id="rId9" Type="{KIND}/image" Target="media/image1.png"/>'
    return word_file(body, links=link, parts={"word/media/image1.png": content or photograph()})


def handed_in(issue: Issue, by: Actor, content: bytes) -> Manuscript:
    return read_file(by=by, issue_id=issue.pk, name="稿件.docx", content=content)


def as_proposed(one: Proposed, **typed: str) -> Chosen:
    beside = {"alt": one.alt, "cells": one.cells, "unit": one.unit, **typed}
    return Chosen(one.place, one.become, QUALITY, one.text, **beside)


def test_they_are_proposed_with_their_captions(draft: Issue, editor: Actor) -> None:
    read_in = handed_in(draft, editor, word())
    told = [(one.become, one.text, one.shows) for one in proposed(read_in, editor)]
    assert told == [
        (Become.LINE, "窗口增设导办岗。", ""),
        (Become.EXHIBIT, "图1 窗口人员现场辅导", "picture"),
        (Become.LEAVE, "图1 窗口人员现场辅导", ""),
        (Become.LEAVE, "表2　各窗口办件情况", ""),
        (Become.LEAVE, "单位：件", ""),
        (Become.EXHIBIT, "表2　各窗口办件情况", "table"),
        (Become.LINE, "延时服务。", ""),
    ]
    assert left_behind(read_in) == []


def test_they_are_taken_in_their_order_and_once(draft: Issue, editor: Actor) -> None:
    read_in = handed_in(draft, editor, word())
    chosen = [as_proposed(one, source="省水利厅窗口") for one in proposed(read_in, editor)]
    assert take_pieces(by=editor, manuscript_id=read_in.pk, chosen=chosen) == 4
    assert [line.text for line in lines(draft)][-4:] == [
        *("窗口增设导办岗。", "窗口人员现场辅导", "各窗口办件情况", "延时服务。")
    ]
    told = next(item for part in parts(draft) for item in part.items if item.entry.text == "各窗口办件情况")
    assert told.entry.inset is not None
    assert (told.entry.inset.rows[2], told.entry.inset.unit) == (("省卫生健康委", "3345"), "单位：件")
    assert told.entry.source_topic == "manuscript"
    assert take_pieces(by=editor, manuscript_id=read_in.pk, chosen=chosen) == 0
    assert Exhibit.objects.count() == 2


def test_what_a_picture_owes_is_said_at_its_piece_and_nothing_is_taken(draft: Issue, editor: Actor) -> None:
    read_in = handed_in(draft, editor, word())
    chosen = [as_proposed(one, alt="") for one in proposed(read_in, editor)]
    before = [line.text for line in lines(draft)]
    with pytest.raises(Invalid) as caught:
        take_pieces(by=editor, manuscript_id=read_in.pk, chosen=chosen)
    assert {one.where for one in caught.value.problems} == {"source-2", "alt-2"}
    assert [line.text for line in lines(draft)] == before


def test_what_is_kept_of_a_picture_has_no_place_and_no_camera(draft: Issue, editor: Actor) -> None:
    handed_in(draft, editor, word())
    kept = read(ManuscriptPicture.objects.get().file)
    with Image.open(io.BytesIO(kept)) as shown:
        assert not shown.getexif()


@pytest.mark.parametrize(
    "content", [b"GIF89a not a photograph", photograph()[:3000]], ids=["other", "not whole"]
)
def test_a_picture_that_cannot_be_read_is_named_and_left(draft: Issue, editor: Actor, content: bytes) -> None:
    read_in = handed_in(draft, editor, word(content=content))
    one = proposed(read_in, editor)[1]
    assert (one.become, one.shows) == (Become.LEAVE, "")
    assert [count for _words, count in left_behind(read_in)] == [1]
    assert not ManuscriptPicture.objects.exists()


def test_a_draft_comes_back_unchanged_with_its_pictures_and_tables(draft: Issue, editor: Actor) -> None:
    with_picture(editor, draft, QUALITY)
    with_table(editor, draft, QUALITY)
    issue = find_issue(draft.pk)
    back = read_returned(by=editor, issue_id=issue.pk, name="草稿.docx", content=edited(issue))
    assert changed_in_word(back) == []
    assert left_behind(back) == []


def test_a_caption_is_rewritten_in_word_and_the_picture_untouched(draft: Issue, editor: Actor) -> None:
    with_picture(editor, draft, QUALITY)
    issue = find_issue(draft.pk)
    before = next(one for one in sheet(issue).blocks if one.kind is BlockKind.PICTURE)

    def rewrite(body: Any) -> None:
        text = next(one for one in body.iter(qn("w:t")) if one.text == "窗口人员现场辅导")
        text.text = "窗口人员上门辅导"

    back = read_returned(by=editor, issue_id=issue.pk, name="草稿.docx", content=edited(issue, rewrite))
    (change,) = changed_in_word(back)
    take_changes(by=editor, manuscript_id=back.pk, version=find_issue(issue.pk).version, keys=[change.key])
    after = next(one for one in sheet(find_issue(issue.pk)).blocks if one.kind is BlockKind.PICTURE)
    assert after.text == "图1　窗口人员上门辅导（来源：省水利厅窗口）"
    assert after.picture == before.picture


def test_a_picture_put_in_by_word_is_said_and_not_taken(draft: Issue, editor: Actor) -> None:
    with_table(editor, draft, QUALITY)
    issue = find_issue(draft.pk)
    paper = docx.Document(io.BytesIO(edited(issue)))
    paper.add_picture(io.BytesIO(photograph((300, 200))))
    out = io.BytesIO()
    paper.save(out)
    back = read_returned(by=editor, issue_id=issue.pk, name="草稿.docx", content=out.getvalue())
    assert [count for _words, count in left_behind(back)] == [1]
    assert changed_in_word(back) == []


def test_a_window_sends_picture_and_table_of_its_file_and_the_editor_takes_them(
    draft: Issue, editor: Actor
) -> None:
    read_in = handed_in(draft, HEALTH, word())
    chosen = [as_proposed(one, source="省卫生健康委窗口") for one in proposed(read_in, HEALTH)]
    assert take_pieces(by=HEALTH, manuscript_id=read_in.pk, chosen=chosen) == 4
    assert take_pieces(by=HEALTH, manuscript_id=read_in.pk, chosen=chosen) == 0
    sent_in = own_contributions(draft, "health")
    assert [(one.shows, one.text) for one in sent_in] == [
        *(
            ("", "窗口增设导办岗。"),
            ("picture", "窗口人员现场辅导"),
            ("table", "各窗口办件情况"),
            ("", "延时服务。"),
        )
    ]
    before = find_issue(draft.pk)
    for one in sent_in:
        take_line(by=editor, contribution_id=one.pk)
    printed = sheet(find_issue(draft.pk)).blocks
    shown = next(one for one in printed if one.kind is BlockKind.PICTURE)
    assert shown.text == "图1　窗口人员现场辅导（来源：省卫生健康委窗口）"
    assert (shown.alt, shown.width) == ("走访照片", 156)
    with Image.open(io.BytesIO(shown.picture)) as made:
        assert (made.info["dpi"], made.width, bool(made.getexif())) == ((300, 300), 1843, False)
    counted = next(one for one in printed if one.kind is BlockKind.TABLE)
    assert counted.rows[2] == ("省卫生健康委", "3345")
    events_of = [one.name for one in events("weekly", before.subject)]
    assert events_of.count("line_taken") == 4
    with pytest.raises(Refused):
        take_line(by=editor, contribution_id=sent_in[1].pk)


def test_a_picture_too_small_for_paper_is_said_to_the_window_and_nothing_is_sent(draft: Issue) -> None:
    read_in = handed_in(draft, HEALTH, word(content=photograph((120, 80))))
    chosen = [as_proposed(one, source="省卫生健康委窗口") for one in proposed(read_in, HEALTH)]
    with pytest.raises(Invalid) as caught:
        take_pieces(by=HEALTH, manuscript_id=read_in.pk, chosen=chosen)
    assert [one.where for one in caught.value.problems] == ["text-2"]
    assert own_contributions(draft, "health") == []


def test_a_picture_a_window_handed_in_is_seen_by_that_window_and_once_sent_by_the_editor(
    draft: Issue, editor: Actor
) -> None:
    read_in = handed_in(draft, HEALTH, word())
    digest = next(one.media for one in proposed(read_in, HEALTH) if one.media)
    assert handed_in_picture(draft, digest, HEALTH)
    assert handed_in_picture(draft, digest, COMMERCE) is None
    chosen = [as_proposed(one, source="省卫生健康委窗口") for one in proposed(read_in, HEALTH)]
    take_pieces(by=HEALTH, manuscript_id=read_in.pk, chosen=chosen)
    sent_in = own_contributions(draft, "health")[1].file
    assert sent_in is not None
    assert handed_in_picture(draft, sent_in.sha256, editor) == sent_in
    assert handed_in_picture(draft, sent_in.sha256, COMMERCE) is None


def test_sixty_pictures_of_a_file_come_along_and_of_the_others_it_is_said_why(
    draft: Issue, editor: Actor
) -> None:
    numbers = range(62)
    body = "".join(para(picture(f"照片{one}", f'r:embed="rId{100 + one}"')) for one in numbers)
    links = "".join(
        f'<Relationship Id="rId{100 + one}" Type="{KIND}/image" Target="media/p{one}.png"/>'
        for one in numbers
    )
    shots = {f"word/media/p{one}.png": photograph((400, 300), f"rgb({one * 4},90,90)") for one in numbers}
    read_in = handed_in(draft, editor, word_file(body + para("延时服务。"), links=links, parts=shots))
    every = proposed(read_in, editor)
    assert [one.become for one in every].count(Become.EXHIBIT) == 60
    assert [one.why for one in every if one.unread] == [Why.OVER, Why.OVER]
    assert every[-1].text == "延时服务。"
