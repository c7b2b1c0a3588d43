"""Windows send in lines until a day; the editor sees what came, from whom, and what is missing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.weekly.conftest import MONDAY

from banli.kernel import clock as time
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events
from banli.weekly.service import (
    Contribution,
    Issue,
    Section,
    Unconfirmed,
    answers,
    ask_for_lines,
    collect,
    decline_line,
    find_issue,
    lines,
    nothing_to_send,
    open_asks,
    open_issue,
    own_contributions,
    remind,
    remind_before_deadlines,
    send_for_review,
    send_line,
    take_line,
    take_line_back,
)

HEALTH = Actor(name="卫健窗口", roles=frozenset({Role.CLERK}), id=21, department="health")
COMMERCE = Actor(name="商务窗口", roles=frozenset({Role.REVIEWER}), id=22, department="commerce")


def due() -> datetime:
    return time.now() + timedelta(days=2)


@pytest.fixture
def asked(draft: Issue, editor: Actor) -> Issue:
    return ask_for_lines(
        by=editor, issue_id=draft.pk, departments=["health", "commerce", "natural"], due=due()
    )


def sent(issue: Issue, text: str = "窗口增设导办岗。", by: Actor = HEALTH, record: str = "") -> Contribution:
    return send_line(by=by, issue_id=issue.pk, section=Section.SERVICE_QUALITY, text=text, record=record)


def test_the_editor_sees_what_came_from_whom_and_what_is_missing(asked: Issue) -> None:
    sent(asked)
    nothing_to_send(by=COMMERCE, issue_id=asked.pk)
    found = {one.department: (len(one.sent), one.missing) for one in answers(asked)}
    assert found == {"health": (1, False), "commerce": (0, False), "natural": (0, True)}
    assert [one.department for one in answers(asked)] == ["natural", "commerce", "health"]


def test_a_line_is_taken_into_the_issue_and_names_where_it_comes_from(asked: Issue, editor: Actor) -> None:
    came = sent(asked)
    take_line(by=editor, contribution_id=came.pk)
    line = lines(asked)[-1]
    assert (line.text, line.source_topic, line.source_subjects) == (
        "窗口增设导办岗。",
        "contribution",
        [str(came.pk)],
    )
    assert own_contributions(asked, "health")[0].state == "taken"
    with pytest.raises(Refused):
        take_line(by=editor, contribution_id=came.pk)


def test_a_line_from_a_record_takes_the_place_of_what_was_drawn_from_it(asked: Issue, editor: Actor) -> None:
    before = len(lines(asked))
    came = sent(asked, "10月20日，省卫生健康委组织专家上门指导四川省儿童医院。", record="HD-20221020-1")
    take_line(by=editor, contribution_id=came.pk)
    issue = find_issue(asked.pk)
    assert len(lines(issue)) == before
    collect(by=editor, issue_id=issue.pk, version=issue.version)
    texts = [line.text for line in lines(issue) if line.source_subjects == ["HD-20221020-1"]]
    assert texts == [came.text]


def test_a_record_of_another_department_is_not_there(asked: Issue) -> None:
    with pytest.raises(Missing):
        sent(asked, record="HD-20221021-2")


def test_a_line_left_out_says_why(asked: Issue, editor: Actor) -> None:
    came = sent(asked)
    with pytest.raises(Invalid):
        decline_line(by=editor, contribution_id=came.pk, reason=" ")
    decline_line(by=editor, contribution_id=came.pk, reason="与上期重复。")
    assert [(one.state, one.reason) for one in own_contributions(asked, "health")] == [
        ("declined", "与上期重复。")
    ]


def test_a_line_can_be_taken_back_until_it_is_decided_about(asked: Issue, editor: Actor) -> None:
    came = sent(asked)
    with pytest.raises(Denied):
        take_line_back(by=COMMERCE, contribution_id=came.pk)
    take_line_back(by=HEALTH, contribution_id=came.pk)
    assert {one.department: one.missing for one in answers(asked)}["health"]
    with pytest.raises(Refused):
        take_line(by=editor, contribution_id=came.pk)


def test_whoever_has_not_answered_is_reminded(asked: Issue, editor: Actor) -> None:
    sent(asked)
    assert sorted(remind(by=editor, issue_id=asked.pk)) == ["commerce", "natural"]
    assert {one.department: one.ask.reminders for one in answers(asked) if one.ask} == {
        "health": 0,
        "commerce": 1,
        "natural": 1,
    }
    sent(asked, by=COMMERCE)
    nothing_to_send(by=Actor("自然", frozenset({Role.CLERK}), 23, "natural"), issue_id=asked.pk)
    with pytest.raises(Refused):
        remind(by=editor, issue_id=asked.pk)


def test_the_platform_reminds_once_a_day_before_the_deadline(asked: Issue, clock: object) -> None:
    assert remind_before_deadlines(by=SYSTEM) == 0
    clock.move(hours=30)  # type: ignore[attr-defined]
    assert remind_before_deadlines(by=SYSTEM) == 3
    assert remind_before_deadlines(by=SYSTEM) == 0
    clock.move(days=2)  # type: ignore[attr-defined]
    assert remind_before_deadlines(by=SYSTEM) == 0


def test_a_window_sees_what_it_is_asked_for(asked: Issue) -> None:
    assert [ask.issue for ask in open_asks("health")] == [asked]
    sent(asked)
    assert open_asks("health") == []
    assert open_asks("police") == []


def test_what_is_asked_has_departments_and_a_deadline_ahead(draft: Issue, editor: Actor) -> None:
    with pytest.raises(Invalid) as refusal:
        ask_for_lines(by=editor, issue_id=draft.pk, departments=[], due=time.now())
    assert [one.where for one in refusal.value.problems] == ["departments", "due"]
    with pytest.raises(Missing):
        ask_for_lines(by=editor, issue_id=draft.pk, departments=["moon"], due=due())
    with pytest.raises(Denied):
        ask_for_lines(by=HEALTH, issue_id=draft.pk, departments=["health"], due=due())


def test_windows_write_only_for_their_sections_and_their_department(asked: Issue, editor: Actor) -> None:
    with pytest.raises(Refused):
        send_line(by=HEALTH, issue_id=asked.pk, section=Section.PATROL, text="良好。")
    with pytest.raises(Denied):
        send_line(
            by=HEALTH,
            issue_id=asked.pk,
            section=Section.SERVICE_QUALITY,
            text="甲。",
            department_code="police",
        )
    with pytest.raises(Missing):
        sent(asked, by=Actor("无部门", frozenset({Role.CLERK}), 25))
    with pytest.raises(Denied):
        send_line(
            by=editor,
            issue_id=asked.pk,
            section=Section.SERVICE_QUALITY,
            text="甲。",
            department_code="health",
        )
    with pytest.raises(Missing):
        nothing_to_send(by=Actor("公安", frozenset({Role.CLERK}), 24, "police"), issue_id=asked.pk)


def test_an_issue_being_checked_takes_no_more_lines(asked: Issue, editor: Actor) -> None:
    came = sent(asked)
    issue = find_issue(asked.pk)
    with pytest.raises(Unconfirmed) as silent:
        send_for_review(by=editor, issue_id=issue.pk, version=issue.version)
    token = silent.value.concerns.token
    send_for_review(by=editor, issue_id=issue.pk, version=issue.version, confirmed=token)
    with pytest.raises(Refused):
        sent(asked)
    with pytest.raises(Refused):
        take_line(by=editor, contribution_id=came.pk)


@pytest.mark.usefixtures("week")
def test_lines_come_before_anything_is_drawn(editor: Actor) -> None:
    issue = open_issue(by=editor, week_start=MONDAY)
    came = sent(issue)
    with pytest.raises(Refused):
        take_line(by=editor, contribution_id=came.pk)
    collect(by=editor, issue_id=issue.pk, version=issue.version)
    take_line(by=editor, contribution_id=came.pk)
    assert lines(issue)[-1].text == came.text


def test_every_step_leaves_its_event(asked: Issue, editor: Actor) -> None:
    decline_line(by=editor, contribution_id=sent(asked).pk, reason="重复。")
    take_line(by=editor, contribution_id=sent(asked).pk)
    take_line_back(by=HEALTH, contribution_id=sent(asked).pk)
    remind(by=editor, issue_id=asked.pk)
    names = [event.name for event in events("weekly", "2022-10-17")]
    assert names[2:] == [
        "lines_asked", "line_sent", "line_declined", "line_sent", "line_taken", "line_sent",
        "line_taken_back", "reminded",
    ]  # fmt: skip
