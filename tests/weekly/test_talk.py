"""Comments to a place with answers; other words proposed, taken or declined; nobody's text is lost."""

from __future__ import annotations

import json

import pytest

from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.ledger.service import events
from banli.weekly.service import (
    Issue,
    Line,
    Unconfirmed,
    answer_comment,
    collect,
    comment,
    comments,
    decline_rewording,
    edit_line,
    find_issue,
    lines,
    propose_rewording,
    remove_line,
    rewordings,
    send_for_review,
    settle_comment,
    take_rewording,
    take_rewording_back,
)

MANAGER = Actor(name="大厅负责人", roles=frozenset({Role.HALL_MANAGER}), department="service-centre", id=31)
CLERK = Actor(name="窗口", roles=frozenset({Role.CLERK}), department="transport", id=32)


@pytest.fixture
def line(draft: Issue) -> Line:
    return lines(draft)[1]


def names(issue: Issue) -> list[str]:
    return [event.name for event in events("weekly", issue.subject)]


class TestComments:
    def test_a_comment_stands_at_its_words_with_answers_until_it_is_done(
        self, draft: Issue, line: Line, editor: Actor, checker: Actor
    ) -> None:
        made = comment(by=checker, issue_id=draft.pk, line_id=line.pk, quote=line.text[:4], text="请核实。")
        answer_comment(by=editor, comment_id=made.pk, text="已核实。")
        [(kept, replies)] = comments(draft)
        assert (kept.line_id, kept.quote, kept.said_by) == (line.pk, line.text[:4], checker.label)
        assert [(one.text, one.said_by) for one in replies] == [("已核实。", editor.label)]
        settle_comment(by=editor, comment_id=made.pk, done=True)
        assert comments(draft)[0][0].done_by == editor.label
        settle_comment(by=checker, comment_id=made.pk, done=False)
        assert comments(draft)[0][0].done_by == ""
        assert names(draft)[-4:] == [
            "comment_made",
            "comment_answered",
            "comment_done",
            "comment_opened_again",
        ]
        assert find_issue(draft.pk).version == draft.version

    def test_a_second_click_says_nothing_twice(self, draft: Issue, line: Line, checker: Actor) -> None:
        for _ in range(2):
            made = comment(by=checker, issue_id=draft.pk, line_id=line.pk, text="请核实。")
            answer_comment(by=checker, comment_id=made.pk, text="补充。")
            settle_comment(by=checker, comment_id=made.pk, done=False)
        [(_one, replies)] = comments(draft)
        assert len(replies) == 1
        assert names(draft).count("comment_made") == 1

    def test_words_the_line_does_not_say_are_no_place(self, draft: Issue, line: Line, editor: Actor) -> None:
        with pytest.raises(Invalid):
            comment(by=editor, issue_id=draft.pk, line_id=line.pk, quote="没有的话", text="？")
        with pytest.raises(Invalid):
            comment(by=editor, issue_id=draft.pk, line_id=line.pk, text=" \n ")
        with pytest.raises(Missing):
            comment(by=editor, issue_id=draft.pk, line_id=0, text="请核实。")
        with pytest.raises(Denied):
            comment(by=CLERK, issue_id=draft.pk, text="请核实。")

    def test_a_comment_outlives_its_line(self, draft: Issue, line: Line, editor: Actor) -> None:
        comment(by=editor, issue_id=draft.pk, line_id=line.pk, quote=line.text[:4], text="请核实。")
        remove_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=line.pk)
        [(kept, _)] = comments(draft)
        assert (kept.line, kept.text) == (None, "请核实。")

    def test_open_ones_are_asked_about_before_the_issue_goes_on(
        self, draft: Issue, line: Line, editor: Actor, checker: Actor
    ) -> None:
        made = comment(by=checker, issue_id=draft.pk, line_id=line.pk, text="请核实。")
        offer(draft, line, MANAGER)
        with pytest.raises(Unconfirmed) as told:
            send_for_review(by=editor, issue_id=draft.pk, version=draft.version)
        assert (told.value.concerns.comments, told.value.concerns.rewordings) == (1, 1)
        settle_comment(by=editor, comment_id=made.pk, done=True)
        decline_rewording(by=editor, rewording_id=rewordings(draft)[0].pk, reason="原文准确。")
        sent = send_for_review(by=editor, issue_id=draft.pk, version=draft.version)
        assert sent.state == "in_review"


def offer(issue: Issue, line: Line, by: Actor, text: str = "另一种说法。") -> int:
    return propose_rewording(by=by, issue_id=issue.pk, version=issue.version, line_id=line.pk, text=text).pk


class TestRewordings:
    def test_who_may_not_edit_proposes_and_the_editor_takes(
        self, draft: Issue, line: Line, editor: Actor
    ) -> None:
        made = offer(draft, line, MANAGER)
        assert lines(draft)[1].text == line.text
        with pytest.raises(Denied):
            take_rewording(by=MANAGER, rewording_id=made, version=draft.version)
        issue = take_rewording(by=editor, rewording_id=made, version=draft.version)
        assert lines(issue)[1].text == "另一种说法。"
        event = events("weekly", draft.subject)[-1]
        told = json.loads(event.body)
        assert event.name == "rewording_taken"
        assert (told["before"], told["proposed_by"]) == (line.text, MANAGER.label)
        [kept] = rewordings(issue)
        assert (kept.state, kept.decided_by) == ("taken", editor.label)
        with pytest.raises(Refused):
            take_rewording(by=editor, rewording_id=made, version=issue.version)

    def test_a_declined_one_keeps_its_reason(self, draft: Issue, line: Line, editor: Actor) -> None:
        made = offer(draft, line, MANAGER)
        with pytest.raises(Invalid):
            decline_rewording(by=editor, rewording_id=made, reason="")
        decline_rewording(by=editor, rewording_id=made, reason="原文准确。")
        assert (rewordings(draft)[0].state, rewordings(draft)[0].reason) == ("declined", "原文准确。")
        assert lines(draft)[1].text == line.text

    def test_its_author_takes_it_back_and_nobody_else(self, draft: Issue, line: Line, editor: Actor) -> None:
        made = offer(draft, line, MANAGER)
        with pytest.raises(Denied):
            take_rewording_back(by=editor, rewording_id=made)
        take_rewording_back(by=MANAGER, rewording_id=made)
        assert rewordings(draft)[0].state == "taken_back"

    def test_the_same_twice_is_one_and_no_change_is_none(self, draft: Issue, line: Line) -> None:
        assert offer(draft, line, MANAGER) == offer(draft, line, MANAGER)
        with pytest.raises(Invalid):
            offer(draft, line, MANAGER, line.text)

    def test_one_that_was_overtaken_says_so_and_is_taken_only_knowingly(
        self, draft: Issue, line: Line, editor: Actor
    ) -> None:
        edit_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=line.pk, text="编辑改过。")
        made = offer(draft, line, MANAGER)  # from a page that is older than the edit
        [kept] = rewordings(draft)
        assert (kept.before, kept.stale) == (line.text, True)
        now = find_issue(draft.pk).version
        with pytest.raises(Stale, match="编辑改过。"):
            take_rewording(by=editor, rewording_id=made, version=now)
        with pytest.raises(Stale):
            take_rewording(by=editor, rewording_id=made, version=draft.version, over=True)
        issue = take_rewording(by=editor, rewording_id=made, version=now, over=True)
        assert lines(issue)[1].text == "另一种说法。"

    def test_one_without_its_line_has_no_place(self, draft: Issue, line: Line, editor: Actor) -> None:
        made = offer(draft, line, MANAGER)
        issue = remove_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=line.pk)
        assert rewordings(issue)[0].stale
        with pytest.raises(Refused):
            take_rewording(by=editor, rewording_id=made, version=issue.version)
        assert rewordings(issue)[0].text == "另一种说法。"

    def test_two_who_decide_at_once_decide_once(self, draft: Issue, line: Line, editor: Actor) -> None:
        made = offer(draft, line, MANAGER)
        decline_rewording(by=editor, rewording_id=made, reason="原文准确。")
        with pytest.raises(Refused):
            take_rewording(by=editor, rewording_id=made, version=find_issue(draft.pk).version)
        assert lines(draft)[1].text == line.text

    def test_the_checker_proposes_while_checking(
        self, draft: Issue, line: Line, editor: Actor, checker: Actor
    ) -> None:
        sent = send_for_review(by=editor, issue_id=draft.pk, version=draft.version)
        made = offer(sent, line, checker)
        with pytest.raises(Refused):
            take_rewording(by=editor, rewording_id=made, version=sent.version)


def test_what_was_said_about_a_drawn_line_outlives_collecting_again(
    draft: Issue, line: Line, editor: Actor, checker: Actor
) -> None:
    comment(by=checker, issue_id=draft.pk, line_id=line.pk, text="请核实。")
    made = offer(draft, line, MANAGER)
    issue = collect(by=editor, issue_id=draft.pk, version=draft.version)
    assert lines(issue)[1].pk == line.pk
    assert comments(issue)[0][0].line_id == line.pk
    assert len(lines(issue)) == len(lines(draft))
    issue = take_rewording(by=editor, rewording_id=made, version=draft.version)  # the line did not change
    assert lines(issue)[1].text == "另一种说法。"


def test_nothing_is_said_about_a_signed_issue(signed: Issue, editor: Actor) -> None:
    with pytest.raises(Refused):
        comment(by=editor, issue_id=signed.pk, text="晚了。")
    with pytest.raises(Refused):
        offer(signed, lines(signed)[1], MANAGER)
