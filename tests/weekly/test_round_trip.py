"""Out to Word, edited there, and back: nothing but the edit, and nobody's words are lost on the way."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from tests.files.word_shapes import para, word_file

from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Stale
from banli.ledger.service import events
from banli.weekly.service import (
    Issue,
    Manuscript,
    Section,
    add_line,
    changed_in_word,
    draft_file,
    edit_line,
    find_issue,
    lines,
    move_line,
    read_file,
    read_returned,
    remove_line,
    take_changes,
)

Edit = Callable[[Any], None]
"""What somebody does to the body of the document."""


@pytest.fixture
def issue(draft: Issue, editor: Actor) -> Issue:
    """The draft, with lines of two paragraphs, of typed numbers, and with spaces in them."""
    for text in ("窗口增设导办岗。\n群众反映良好。", "（2）延时服务 2 小时。", "第三条：\t上门服务。"):
        add_line(by=editor, issue_id=draft.pk, section=Section.SERVICE_QUALITY, text=text)
    return find_issue(draft.pk)


def edited(issue: Issue, *edits: Edit) -> bytes:
    """The draft as it comes back after ``edits``."""
    paper = docx.Document(io.BytesIO(draft_file(issue)))
    for edit in edits:
        edit(paper.element.body)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def back(issue: Issue, by: Actor, *edits: Edit) -> Manuscript:
    return read_returned(by=by, issue_id=issue.pk, name="草稿.docx", content=edited(issue, *edits))


def control(body: Any, words: str) -> Any:
    """The content control whose text holds ``words``."""
    found = (
        one for one in body.iter(qn("w:sdt")) if words in "".join(t.text or "" for t in one.iter(qn("w:t")))
    )
    return next(found)


def replaced(before: str, after: str) -> Edit:
    def edit(body: Any) -> None:
        text = next(one for one in body.iter(qn("w:t")) if before in (one.text or ""))
        text.text = text.text.replace(before, after)

    return edit


def typed_after(words: str, new: str) -> Edit:
    """Enter at the end of a line, as Word does it: a numbered paragraph more in the same control."""

    def edit(body: Any) -> None:
        first = next(one for one in control(body, words).iter(qn("w:p")))
        made = docx.oxml.parse_xml(docx.oxml.xmlchemy.serialize_for_reading(first).encode())
        for mark in list(made.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            made.remove(mark)
        next(iter(made.iter(qn("w:t")))).text = new
        control(body, words).find(qn("w:sdtContent")).append(made)

    return edit


def deleted(words: str) -> Edit:
    def edit(body: Any) -> None:
        body.remove(control(body, words))

    return edit


def emptied(words: str) -> Edit:
    """All words of a line deleted: Word puts its own words there, and says that they are none."""

    def edit(body: Any) -> None:
        one = control(body, words)
        paragraphs = list(one.iter(qn("w:p")))
        for extra in paragraphs[1:]:
            extra.getparent().remove(extra)
        next(iter(one.iter(qn("w:t")))).text = "单击或点击此处输入文字。"
        one.find(qn("w:sdtPr")).append(docx.oxml.OxmlElement("w:showingPlcHdr"))

    return edit


def put_before(words: str, other: str) -> Edit:
    def edit(body: Any) -> None:
        control(body, other).addprevious(control(body, words))

    return edit


def without_controls(body: Any) -> None:
    """A program that knows no content controls keeps what stands in them, and the bookmarks."""
    for one in list(body.iter(qn("w:sdt"))):
        for inner in list(one.find(qn("w:sdtContent"))):
            one.addprevious(inner)
        one.getparent().remove(one)


def told(read: Manuscript) -> list[tuple[str, str, bool]]:
    return [(one.change.value, one.came, one.conflict) for one in changed_in_word(read)]


def stand(issue: Issue, section: Section = Section.SERVICE_QUALITY) -> list[str]:
    return [one.text for one in lines(issue) if one.section == section]


def everything(issue: Issue) -> list[tuple[str, str, str]]:
    return [(one.section, one.heading, one.text) for one in lines(issue)]


def take(read: Manuscript, by: Actor, *, conflicts: bool = False) -> int:
    keys = [one.key for one in changed_in_word(read) if conflicts or not one.conflict]
    issue = find_issue(read.issue_id)
    return take_changes(by=by, manuscript_id=read.pk, version=issue.version, keys=keys)


def test_equal_drafts_are_equal_bytes(issue: Issue) -> None:
    assert draft_file(issue) == draft_file(issue)


@pytest.mark.parametrize("edits", [(), (without_controls,)], ids=["kept", "controls lost"])
def test_out_and_back_changes_nothing(issue: Issue, editor: Actor, edits: tuple[Edit, ...]) -> None:
    read = back(issue, editor, *edits)
    if not edits:
        assert changed_in_word(read) == []
    else:
        # Without controls a second paragraph is one of its own; every other line is known by its bookmark.
        assert {one.change.value for one in changed_in_word(read)} <= {"rewritten", "added"}
        assert {one.came for one in changed_in_word(read)} == {"窗口增设导办岗。", "群众反映良好。"}


def test_a_line_rewritten_in_word_is_the_only_change(issue: Issue, editor: Actor) -> None:
    before = everything(issue)
    read = back(issue, editor, replaced("导办岗", "导办岗和帮办岗"))
    assert told(read) == [("rewritten", "窗口增设导办岗和帮办岗。\n群众反映良好。", False)]
    assert take(read, editor) == 1
    expected = [(a, b, text.replace("导办岗", "导办岗和帮办岗")) for a, b, text in before]
    assert everything(issue) == expected
    assert take_again(read, editor) == 0
    assert told(read) == []


def take_again(read: Manuscript, by: Actor) -> int:
    """The same form once more."""
    fresh = Manuscript.objects.get(pk=read.pk)
    return take_changes(by=by, manuscript_id=fresh.pk, version=0, keys=fresh.taken)


def test_added_gone_and_moved_lines(issue: Issue, editor: Actor) -> None:
    before = stand(issue)
    read = back(
        issue,
        editor,
        typed_after("导办岗", "新增一条。"),
        deleted("延时服务"),
        put_before("第三条", "导办岗"),
    )
    assert [one[0] for one in told(read)] == ["moved", "added", "gone"]
    assert take(read, editor) == 3
    assert stand(issue) == [
        *before[:-3],
        "第三条： 上门服务。",
        "窗口增设导办岗。\n群众反映良好。",
        "新增一条。",
    ]
    source = next(one for one in lines(issue) if one.text == "新增一条。")
    assert source.source_topic == "manuscript"
    names = [one.name for one in events("weekly", issue.subject)]
    assert names.count("line_added") == 4
    assert {"line_moved", "line_removed", "manuscript_read"} <= set(names)


def test_a_line_without_its_words_is_gone(issue: Issue, editor: Actor) -> None:
    read = back(issue, editor, emptied("导办岗"))
    assert [one[0] for one in told(read)] == ["gone"]


def test_two_new_lines_stand_in_the_order_of_word(issue: Issue, editor: Actor) -> None:
    read = back(issue, editor, typed_after("导办岗", "新一。"), typed_after("导办岗", "新二。"))
    take(read, editor)
    place = stand(issue).index("窗口增设导办岗。\n群众反映良好。")
    assert stand(issue)[place + 1 : place + 3] == ["新一。", "新二。"]


def test_refused_changes_leave_the_issue_as_it_is(issue: Issue, editor: Actor) -> None:
    read = back(issue, editor, replaced("导办岗", "引导岗"), deleted("延时服务"))
    (first, _second), before = changed_in_word(read), stand(issue)
    take_changes(by=editor, manuscript_id=read.pk, version=issue.version, keys=[first.key])
    assert stand(issue) == [text.replace("导办岗", "引导岗") for text in before]


def test_what_the_studio_changed_meanwhile_is_a_conflict(issue: Issue, editor: Actor) -> None:
    read = back(issue, editor, replaced("导办岗", "引导岗"), deleted("延时服务"))
    for words in ("导办岗", "延时"):
        line = next(one for one in lines(issue) if words in one.text)
        now = find_issue(issue.pk).version
        edit_line(by=editor, issue_id=issue.pk, version=now, line_id=line.pk, text=f"室内改：{words}。")
    assert [(one.change.value, one.conflict, one.now) for one in changed_in_word(read)] == [
        ("rewritten", True, "室内改：导办岗。"),
        ("gone", True, "室内改：延时。"),
    ]
    with pytest.raises(Invalid):
        take(read, editor)
    assert "室内改：导办岗。" in stand(issue)
    assert take(read, editor, conflicts=True) == 2
    assert "窗口增设引导岗。\n群众反映良好。" in stand(issue)
    assert not any("延时" in text for text in stand(issue))


def test_a_line_taken_out_in_the_studio_comes_back_only_where_somebody_says_so(
    issue: Issue, editor: Actor
) -> None:
    read = back(issue, editor, replaced("导办岗", "引导岗"))
    line = next(one for one in lines(issue) if "导办岗" in one.text)
    remove_line(by=editor, issue_id=issue.pk, version=issue.version, line_id=line.pk)
    assert told(read) == [("rewritten", "窗口增设引导岗。\n群众反映良好。", True)]
    take(read, editor, conflicts=True)
    assert stand(issue)[-1] == "窗口增设引导岗。\n群众反映良好。"


def test_a_line_moved_in_the_studio_stays_there(issue: Issue, editor: Actor) -> None:
    read = back(issue, editor, replaced("导办岗", "引导岗"))
    line = next(one for one in lines(issue) if "导办岗" in one.text)
    move_line(by=editor, issue_id=issue.pk, line_id=line.pk, section=Section.PATROL, place=1)
    take(read, editor)
    assert stand(issue, Section.PATROL)[0] == "窗口增设引导岗。\n群众反映良好。"


def test_who_was_overtaken_looks_again(issue: Issue, editor: Actor) -> None:
    read = back(issue, editor, replaced("导办岗", "引导岗"))
    line = next(one for one in lines(issue) if "导办岗" in one.text)
    edit_line(by=editor, issue_id=issue.pk, version=issue.version, line_id=line.pk, text="别人改过。")
    with pytest.raises(Stale):
        take_changes(by=editor, manuscript_id=read.pk, version=issue.version, keys=[f"r{line.pk}"])
    assert "别人改过。" in stand(issue)


def test_one_line_that_cannot_stand_takes_none(issue: Issue, editor: Actor) -> None:
    read = back(issue, editor, replaced("导办岗", "引导岗"), replaced("延时服务", "延时\ue000服务"))
    before = stand(issue)
    with pytest.raises(Invalid) as wrong:
        take(read, editor)
    assert wrong.value.problems[0].where == changed_in_word(read)[1].key
    assert stand(issue) == before


def test_the_statement_and_the_headings_are_not_read_back(issue: Issue, editor: Actor) -> None:
    read = back(issue, editor, replaced("2022年1月1日", "2021年1月1日"), replaced("窗口工作动态", "动态"))
    assert changed_in_word(read) == []


def test_only_a_draft_of_this_issue_comes_back(issue: Issue, editor: Actor, checker: Actor) -> None:
    for content in (word_file(para("甲。")), edited(issue).replace(b"PK", b"PX", 1)):
        with pytest.raises(Invalid) as wrong:
            read_returned(by=editor, issue_id=issue.pk, name="x.docx", content=content)
        assert wrong.value.problems[0].where == "returned"
    with pytest.raises(Denied):
        read_returned(by=checker, issue_id=issue.pk, name="x.docx", content=edited(issue))
    read = read_file(by=editor, issue_id=issue.pk, name="x.docx", content=edited(issue))
    assert read.source == "word"
