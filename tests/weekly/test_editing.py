"""Two editors at once lose nothing; lines are moved, numbers follow; two modes; every version is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Refused, Stale
from banli.weekly.models import Version
from banli.weekly.service import (
    Issue,
    Mode,
    Section,
    add_line,
    edit_line,
    find_issue,
    lines,
    move_line,
    parts,
    remove_line,
    set_mode,
    sheet,
    versions,
)

SECOND = Actor(name="另一位编辑", roles=frozenset({Role.EDITOR}), id=77)


def texts(issue: Issue, section: Section) -> list[str]:
    return [line.text for line in lines(issue) if line.section == section]


def test_two_editors_change_two_lines_at_once(draft: Issue, editor: Actor) -> None:
    one, two = lines(draft)[1], lines(draft)[2]
    edit_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=one.pk, text="甲改。")
    edit_line(by=SECOND, issue_id=draft.pk, version=draft.version, line_id=two.pk, text="乙改。")
    assert [line.text for line in lines(draft)[1:3]] == ["甲改。", "乙改。"]


def test_the_second_to_change_a_line_is_shown_the_first_ones_words(draft: Issue, editor: Actor) -> None:
    line = lines(draft)[1]
    edit_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=line.pk, text="甲改。")
    with pytest.raises(Stale, match="甲改。"):
        edit_line(by=SECOND, issue_id=draft.pk, version=draft.version, line_id=line.pk, text="乙改。")
    with pytest.raises(Stale):
        remove_line(by=SECOND, issue_id=draft.pk, version=draft.version, line_id=line.pk)
    now = find_issue(draft.pk).version
    edit_line(by=SECOND, issue_id=draft.pk, version=now, line_id=line.pk, text="乙改。")
    assert lines(draft)[1].text == "乙改。"


def test_a_line_is_moved_within_its_section_and_numbers_follow(draft: Issue, editor: Actor) -> None:
    before = texts(draft, Section.LEADER_VISITS)
    last = [line for line in lines(draft) if line.section == Section.LEADER_VISITS][-1]
    move_line(by=editor, issue_id=draft.pk, line_id=last.pk, section=Section.LEADER_VISITS, place=1)
    assert texts(draft, Section.LEADER_VISITS) == [before[3], *before[:3]]
    part = next(part for part in parts(draft) if part.section is Section.LEADER_VISITS)
    assert [item.number for item in part.items] == ["（1）", "（2）", "（3）", "（4）"]


@pytest.mark.parametrize(("place", "at"), [(1, 0), (2, 1), (3, 2), (4, 3), (99, 3), (0, 0), (-5, 0)])
def test_a_line_is_moved_to_a_place_of_another_section(
    draft: Issue, editor: Actor, place: int, at: int
) -> None:
    line = lines(draft)[1]
    move_line(by=editor, issue_id=draft.pk, line_id=line.pk, section=Section.SERVICE_QUALITY, place=place)
    found = texts(draft, Section.SERVICE_QUALITY)
    assert len(found) == 4
    assert found.index(line.text) == at
    assert len(texts(draft, Section.BUSINESS_ENVIRONMENT)) == 2


def test_a_line_is_moved_to_an_empty_section(draft: Issue, editor: Actor) -> None:
    line = lines(draft)[1]
    move_line(by=editor, issue_id=draft.pk, line_id=line.pk, section=Section.CORRECTIONS, place=1)
    assert texts(draft, Section.CORRECTIONS) == [line.text]


def test_the_statement_stays_where_it_is(draft: Issue, editor: Actor) -> None:
    statement, other = lines(draft)[:2]
    with pytest.raises(Refused):
        move_line(by=editor, issue_id=draft.pk, line_id=statement.pk, section=Section.PATROL, place=1)
    with pytest.raises(Refused):
        move_line(by=editor, issue_id=draft.pk, line_id=other.pk, section=Section.STATEMENT, place=1)


def test_a_section_has_at_most_99_lines(draft: Issue, editor: Actor) -> None:
    for _ in range(92):
        add_line(by=editor, issue_id=draft.pk, section=Section.PATROL, text="良好。")
    with pytest.raises(Refused, match="99"):
        add_line(by=editor, issue_id=draft.pk, section=Section.PATROL, text="良好。")
    assert sheet(find_issue(draft.pk)).blocks


def test_a_faithful_issue_prints_what_is_stored(draft: Issue, editor: Actor) -> None:
    line = lines(draft)[1]
    issue = edit_line(
        by=editor, issue_id=draft.pk, version=draft.version, line_id=line.pk, text="(1) 其它 事项"
    )
    issue = set_mode(by=editor, issue_id=issue.pk, mode=Mode.FAITHFUL)
    faithful = [block.text for block in sheet(issue).blocks]
    assert "(1) 其它 事项" in faithful
    assert any("其它九类行权事项" in text for text in faithful)
    issue = set_mode(by=editor, issue_id=issue.pk, mode=Mode.NORMALISED)
    normalised = [block.text for block in sheet(issue).blocks]
    assert "（1）其他事项。" in normalised
    assert any("其他九类行权事项" in text for text in normalised)


def test_every_version_is_kept(draft: Issue, editor: Actor) -> None:
    line = lines(draft)[1]
    edit_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=line.pk, text="第一稿。")
    now = find_issue(draft.pk).version
    edit_line(by=editor, issue_id=draft.pk, version=now, line_id=line.pk, text="第二稿。")
    kept = versions(draft)
    assert [(one.number, one.event) for one in kept] == [
        (4, "line_edited"),
        (3, "line_edited"),
        (2, "collected"),
        (1, "opened"),
    ]
    said = [next(row["text"] for row in one.content if row["line"] == line.pk) for one in kept[:3]]
    assert said == ["第二稿。", "第一稿。", line.text]


def test_the_database_keeps_a_version_as_it_is(draft: Issue) -> None:
    for attempt in (lambda: Version.objects.update(content=[]), lambda: Version.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            attempt()


@pytest.mark.parametrize("text", ["", "  ", "（1）", "\n\t", "甲" * 4001])
def test_a_line_needs_words_and_has_a_most(draft: Issue, editor: Actor, text: str) -> None:
    with pytest.raises(Invalid):
        add_line(by=editor, issue_id=draft.pk, section=Section.PATROL, text=text)


def test_a_checker_changes_nothing(draft: Issue, checker: Actor) -> None:
    attempts: tuple[Callable[[], object], ...] = (
        lambda: set_mode(by=checker, issue_id=draft.pk, mode=Mode.FAITHFUL),
        lambda: move_line(
            by=checker, issue_id=draft.pk, line_id=lines(draft)[1].pk, section=Section.PATROL, place=1
        ),
    )
    for attempt in attempts:
        with pytest.raises(Denied):
            attempt()
