"""Remarks and silent departments are seen before an issue goes on, and the record says that they were."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import events
from banli.weekly.service import (
    Concerns,
    Issue,
    Section,
    Unconfirmed,
    add_line,
    ask_for_lines,
    find_issue,
    nothing_to_send,
    pass_review,
    send_for_review,
    sign_off,
)


def asked(issue: Issue, by: Actor, **more: str) -> Concerns:
    with pytest.raises(Unconfirmed) as refusal:
        send_for_review(by=by, issue_id=issue.pk, version=issue.version, **more)
    return refusal.value.concerns


@pytest.fixture
def remarked(draft: Issue, editor: Actor) -> Issue:
    add_line(by=editor, issue_id=draft.pk, section=Section.PATROL, text="其它(一处)")
    due = datetime(2022, 11, 20, 12, tzinfo=clock.SHANGHAI)
    ask_for_lines(by=editor, issue_id=draft.pk, departments=["commerce", "health"], due=due)
    return find_issue(draft.pk)


def test_an_issue_without_remarks_goes_on_at_once(draft: Issue, editor: Actor) -> None:
    assert send_for_review(by=editor, issue_id=draft.pk, version=draft.version).state == "in_review"


def test_remarks_and_silent_departments_are_asked_about_first(remarked: Issue, editor: Actor) -> None:
    told = asked(remarked, editor)
    assert {one.rule.value for _line, one in told.remarks} == {"brackets", "words"}
    assert told.silent == ("commerce", "health")
    assert find_issue(remarked.pk).state == "draft"


def test_each_of_the_three_sees_them_and_the_record_keeps_it(
    remarked: Issue, editor: Actor, checker: Actor, signer: Actor
) -> None:
    token = asked(remarked, editor).token
    issue = send_for_review(by=editor, issue_id=remarked.pk, version=remarked.version, confirmed=token)
    with pytest.raises(Unconfirmed):
        pass_review(by=checker, issue_id=issue.pk, version=issue.version)
    issue = pass_review(by=checker, issue_id=issue.pk, version=issue.version, confirmed=token)
    with pytest.raises(Unconfirmed):
        sign_off(by=signer, issue_id=issue.pk, version=issue.version)
    sign_off(by=signer, issue_id=issue.pk, version=issue.version, confirmed=token)
    kept = {event.name: json.loads(event.body) for event in events("weekly", remarked.subject)}
    for name in ("sent_for_review", "reviewed", "signed"):
        assert kept[name]["confirmed"]["silent"] == ["commerce", "health"]
        assert {one["rule"] for one in kept[name]["confirmed"]["remarks"]} == {"brackets", "words"}


def test_what_was_confirmed_is_what_there_is_now(remarked: Issue, editor: Actor) -> None:
    token = asked(remarked, editor).token
    add_line(by=editor, issue_id=remarked.pk, section=Section.PATROL, text="又一处;其它")
    assert asked(find_issue(remarked.pk), editor, confirmed=token).token != token


def test_who_said_there_is_nothing_is_not_silent(remarked: Issue, editor: Actor) -> None:
    from banli.kernel.actors import Role

    clerk = Actor(name="窗口", roles=frozenset({Role.CLERK}), department="commerce", id=21)
    nothing_to_send(by=clerk, issue_id=remarked.pk)
    assert asked(find_issue(remarked.pk), editor).silent == ("health",)
