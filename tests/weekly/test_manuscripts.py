"""A Word file becomes lines by the acts of typed ones: all of what was chosen or nothing, and nothing twice."""

from __future__ import annotations

import hashlib

import pytest
from tests.files.word_shapes import OFFICIAL, listed, para, word_file
from tests.weekly.test_windows import COMMERCE, HEALTH

from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events
from banli.weekly.service import (
    Become,
    Chosen,
    Issue,
    Manuscript,
    Section,
    collect,
    find_issue,
    find_manuscript,
    left_behind,
    lines,
    manuscripts,
    may_hand_in,
    own_contributions,
    proposed,
    read_file,
    read_pasted,
    send_for_review,
    take_line,
    take_pieces,
)
from banli.weekly.states import From

FILE = word_file(
    listed("窗口增设导办岗。") + para("群众反映良好。") + listed("延时服务。"), numbering=OFFICIAL
)
QUALITY = Section.SERVICE_QUALITY


def handed_in(issue: Issue, by: Actor, content: bytes = FILE) -> Manuscript:
    return read_file(by=by, issue_id=issue.pk, name="C:\\稿件\\一周动态.docx", content=content)


def all_of(read: Manuscript, by: Actor) -> list[Chosen]:
    return [Chosen(one.place, one.become, one.section or QUALITY, one.text) for one in proposed(read, by)]


def test_the_editors_lines_stand_in_the_issue_and_name_the_file(draft: Issue, editor: Actor) -> None:
    read = handed_in(draft, editor)
    assert (read.name, read.sha256) == ("一周动态.docx", hashlib.sha256(FILE).hexdigest())
    assert take_pieces(by=editor, manuscript_id=read.pk, chosen=all_of(read, editor)) == 2
    found = lines(draft)[-2:]
    assert [one.text for one in found] == ["窗口增设导办岗。\n群众反映良好。", "延时服务。"]
    assert [(one.source_topic, one.source_subjects) for one in found] == [
        ("manuscript", [f"{read.pk}-1"]),
        ("manuscript", [f"{read.pk}-3"]),
    ]
    told = [one for one in events("weekly", draft.subject) if one.name == "line_added"]
    assert all(read.sha256 in (one.body or "") for one in told)
    assert len(told) == 2


def test_lines_of_one_file_outlive_collecting_again(draft: Issue, editor: Actor) -> None:
    read = handed_in(draft, editor)
    take_pieces(by=editor, manuscript_id=read.pk, chosen=all_of(read, editor))
    issue = find_issue(draft.pk)
    collect(by=editor, issue_id=issue.pk, version=issue.version)
    orders = [one.order for one in lines(issue)]
    assert [one.text for one in lines(issue)][-2:] == ["窗口增设导办岗。\n群众反映良好。", "延时服务。"]
    assert len(set(orders)) == len(orders)


def test_a_windows_lines_wait_for_the_editor(draft: Issue, editor: Actor) -> None:
    read = handed_in(draft, HEALTH)
    take_pieces(by=HEALTH, manuscript_id=read.pk, chosen=all_of(read, HEALTH))
    came = own_contributions(draft, "health")
    assert [(one.text, one.state, one.manuscript) for one in came] == [
        ("窗口增设导办岗。\n群众反映良好。", "waiting", read),
        ("延时服务。", "waiting", read),
    ]
    take_line(by=editor, contribution_id=came[0].pk)
    assert lines(draft)[-1].source_topic == "contribution"


def test_nothing_is_taken_twice(draft: Issue, editor: Actor) -> None:
    read = handed_in(draft, editor)
    chosen = all_of(read, editor)
    assert take_pieces(by=editor, manuscript_id=read.pk, chosen=chosen[2:]) == 1
    assert take_pieces(by=editor, manuscript_id=read.pk, chosen=chosen) == 1
    assert take_pieces(by=editor, manuscript_id=read.pk, chosen=chosen) == 0
    assert find_manuscript(read.pk, editor).taken == ["1", "2", "3"]
    assert handed_in(draft, editor) == read


def test_a_fault_takes_nothing(draft: Issue, editor: Actor) -> None:
    read, before = handed_in(draft, editor), len(lines(draft))
    good = Chosen(1, Become.LINE, QUALITY, "甲。")
    for bad, where in (
        (Chosen(3, Become.LINE, None, "乙。"), "section-3"),
        (Chosen(3, Become.LINE, QUALITY, " "), "text-3"),
        (Chosen(3, Become.LINE, QUALITY, "\ue000乙"), "text-3"),
    ):
        with pytest.raises(Invalid) as wrong:
            take_pieces(by=editor, manuscript_id=read.pk, chosen=[good, bad])
        assert [one.where for one in wrong.value.problems] == [where]
    with pytest.raises(Invalid) as wrong:
        take_pieces(by=editor, manuscript_id=read.pk, chosen=[Chosen(1, Become.JOIN, None, "甲")])
    assert wrong.value.problems[0].where == "become-1"
    with pytest.raises(Invalid):
        take_pieces(by=editor, manuscript_id=read.pk, chosen=[])
    with pytest.raises(Missing):
        take_pieces(by=editor, manuscript_id=read.pk, chosen=[Chosen(9, Become.LINE, QUALITY, "甲")])
    assert len(lines(draft)) == before


def test_nobody_sees_or_takes_what_another_department_handed_in(draft: Issue, editor: Actor) -> None:
    read = handed_in(draft, HEALTH)
    for stranger in (COMMERCE, editor):
        assert manuscripts(draft, stranger, From.WORD) == []
        with pytest.raises(Missing):
            find_manuscript(read.pk, stranger)
        with pytest.raises(Missing):
            take_pieces(by=stranger, manuscript_id=read.pk, chosen=all_of(read, HEALTH))


def test_who_reads_only_hands_nothing_in(draft: Issue, checker: Actor) -> None:
    with pytest.raises((Denied, Missing)):
        handed_in(draft, checker)
    assert not may_hand_in(draft, checker)


def test_a_window_sends_to_its_own_sections_only(draft: Issue) -> None:
    read = handed_in(draft, HEALTH)
    with pytest.raises(Refused):
        take_pieces(
            by=HEALTH, manuscript_id=read.pk, chosen=[Chosen(1, Become.LINE, Section.PATROL, "总体良好。")]
        )


def test_an_issue_being_checked_takes_no_manuscript(draft: Issue, editor: Actor) -> None:
    read = handed_in(draft, editor)
    send_for_review(by=editor, issue_id=draft.pk, version=draft.version)
    assert not may_hand_in(find_issue(draft.pk), HEALTH)
    for attempt in (
        lambda: read_pasted(by=editor, issue_id=draft.pk, text="甲。"),
        lambda: read_pasted(by=HEALTH, issue_id=draft.pk, text="甲。"),
        lambda: take_pieces(by=editor, manuscript_id=read.pk, chosen=all_of(read, editor)),
    ):
        with pytest.raises(Refused):
            attempt()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a Word file"),
        (b"%PDF-1.7", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of the old kind"),
        (b"\x89PNG\r\n\x1a\n", "is not a Word file"),
        (word_file(""), "no words"),
        (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_word_file_is_said_in_a_sentence(
    draft: Issue, editor: Actor, content: bytes, said: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        handed_in(draft, editor, content)
    assert [(one.where, said in one.message) for one in wrong.value.problems] == [("file", True)]


def test_what_is_pasted_has_words_and_a_most(draft: Issue, editor: Actor) -> None:
    for text, markup in (("", ""), ("", "<p> </p>"), ("甲" * 200_001, ""), ("甲", "<p>甲" * 3_001)):
        with pytest.raises(Invalid) as wrong:
            read_pasted(by=editor, issue_id=draft.pk, text=text, markup=markup)
        assert wrong.value.problems[0].where == "pasted"
    read = read_pasted(
        by=editor, issue_id=draft.pk, text="甲\n乙", markup="<p>甲<a href='http://x'>乙</a></p>"
    )
    assert [words.partition(":")[0] for words, _count in left_behind(read)] == ["Links"]
    assert [one.text for one in proposed(read, editor)] == ["甲乙"]
