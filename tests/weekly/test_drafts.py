"""A window that sends a second draft of a line: its difference is shown, and it is taken in place of the first."""

from __future__ import annotations

import pytest

from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Stale
from banli.weekly.rules.drafts import Draft, earlier_draft
from banli.weekly.rules.outline import Section
from banli.weekly.rules.text_changes import Op, Stretch
from banli.weekly.service import (
    Contribution,
    Issue,
    compared,
    edit_line,
    find_issue,
    lines,
    own_contributions,
    send_line,
    take_line,
)

CLERK = Actor(name="窗口", roles=frozenset({Role.CLERK}), department="transport", id=21)
FIRST = "10月20日，窗口举办大件运输培训，15人参加。"
SECOND = "10月20日，窗口举办大件运输培训，16家企业参加。"


def draft(name: int, text: str, record: str = "", section: str = "service_quality") -> Draft:
    return Draft(name, section, record, text)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (draft(3, SECOND), [draft(1, FIRST), draft(2, "窗口增设自助查询机。")], 1),
        (draft(3, SECOND), [draft(1, FIRST), draft(2, FIRST)], 2),
        (draft(3, SECOND), [draft(1, FIRST, section="leader_visits")], None),
        (draft(3, "窗口增设自助查询机。"), [draft(1, FIRST)], None),
        (draft(3, "完全另外的话。", "HD-1"), [draft(1, FIRST, "HD-1"), draft(2, SECOND)], 1),
        (draft(3, SECOND, "HD-2"), [draft(1, SECOND, "HD-1")], None),
        (draft(1, FIRST), [], None),
    ],
)
def test_a_draft_goes_on_from_the_one_it_is_like(now: Draft, before: list[Draft], told: int | None) -> None:
    found = earlier_draft(now, before)
    assert (found.name if found else None) == told


def send(issue: Issue, text: str) -> Contribution:
    return send_line(by=CLERK, issue_id=issue.pk, section=Section.SERVICE_QUALITY, text=text)


def said(stretches: tuple[Stretch, ...], without: Op) -> str:
    return "".join(one.text for one in stretches if one.op is not without)


def test_two_drafts_are_compared_and_the_second_takes_the_place_of_the_first(
    draft: Issue, editor: Actor
) -> None:
    first = send(draft, FIRST)
    issue = take_line(by=editor, contribution_id=first.pk)
    line = lines(issue)[-1]
    issue = edit_line(
        by=editor,
        issue_id=issue.pk,
        version=issue.version,
        line_id=line.pk,
        text=FIRST.replace("举办", "组织"),
    )
    second = send(issue, SECOND)
    found = compared(own_contributions(issue, "transport"))
    assert set(found) == {second.pk}
    against = found[second.pk]
    assert (said(against.of_window, Op.CAME), said(against.of_window, Op.GONE)) == (FIRST, SECOND)
    assert said(against.of_editor, Op.GONE) == FIRST.replace("举办", "组织")
    assert against.line == line

    with pytest.raises(Stale, match="组织"):
        take_line(by=editor, contribution_id=second.pk, in_place_of=line.pk, version=draft.version)
    now = find_issue(issue.pk).version
    count = len(lines(issue))
    issue = take_line(by=editor, contribution_id=second.pk, in_place_of=line.pk, version=now)
    assert len(lines(issue)) == count
    assert next(one.text for one in lines(issue) if one.pk == line.pk) == SECOND


def test_what_waits_is_compared_too_and_other_lines_are_not(draft: Issue) -> None:
    send(draft, FIRST)
    second = send(draft, SECOND)
    send(draft, "窗口增设自助查询机，方便群众。")
    found = compared(own_contributions(draft, "transport"))
    assert set(found) == {second.pk}
    assert found[second.pk].line is None
    assert found[second.pk].of_editor == ()
