"""From the editor to the checker to the signer, and back with a reason."""

from __future__ import annotations

import pytest

from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Refused, Stale
from banli.ledger.service import events
from banli.weekly.service import (
    Issue,
    edit_line,
    find_issue,
    lines,
    pass_review,
    return_issue,
    send_for_review,
    sign_off,
)
from banli.weekly.states import State


def test_an_issue_goes_to_the_checker_and_on_to_the_signer(
    draft: Issue, editor: Actor, checker: Actor, signer: Actor
) -> None:
    issue = send_for_review(by=editor, issue_id=draft.pk, version=draft.version)
    assert issue.state == State.IN_REVIEW
    issue = pass_review(by=checker, issue_id=issue.pk, version=issue.version)
    assert issue.state == State.TO_SIGN
    assert sign_off(by=signer, issue_id=issue.pk, version=issue.version).state == State.SIGNED
    names = [event.name for event in events("weekly", "2022-10-17")]
    assert names == ["opened", "collected", "sent_for_review", "reviewed", "signed"]


def test_while_it_is_checked_nobody_changes_it(to_sign: Issue, editor: Actor) -> None:
    line = lines(to_sign)[1]
    with pytest.raises(Refused):
        edit_line(by=editor, issue_id=to_sign.pk, version=to_sign.version, line_id=line.pk, text="改。")


def test_the_checker_gives_it_back_with_a_reason(draft: Issue, editor: Actor, checker: Actor) -> None:
    issue = send_for_review(by=editor, issue_id=draft.pk, version=draft.version)
    with pytest.raises(Invalid):
        return_issue(by=checker, issue_id=issue.pk, version=issue.version, reason="\n")
    issue = return_issue(by=checker, issue_id=issue.pk, version=issue.version, reason="第二条缺日期。")
    assert (issue.state, issue.remark) == (State.DRAFT, "第二条缺日期。")
    assert '"reason":"第二条缺日期。"' in events("weekly", "2022-10-17")[-1].body
    issue = send_for_review(by=editor, issue_id=issue.pk, version=issue.version)
    assert issue.remark == ""


def test_the_signer_gives_it_back_instead_of_signing(to_sign: Issue, checker: Actor, signer: Actor) -> None:
    with pytest.raises(Denied):
        return_issue(by=checker, issue_id=to_sign.pk, version=to_sign.version, reason="再看。")
    issue = return_issue(by=signer, issue_id=to_sign.pk, version=to_sign.version, reason="补充巡查情况。")
    assert issue.state == State.DRAFT
    assert issue.number_in_all is None


def test_nobody_checks_what_they_sent(draft: Issue) -> None:
    both = Actor(name="两职", roles=frozenset({Role.EDITOR, Role.CHECKER}), id=55)
    issue = send_for_review(by=both, issue_id=draft.pk, version=draft.version)
    with pytest.raises(Refused):
        pass_review(by=both, issue_id=issue.pk, version=issue.version)


def test_each_does_only_their_own_part(draft: Issue, editor: Actor, checker: Actor, signer: Actor) -> None:
    with pytest.raises(Denied):
        send_for_review(by=checker, issue_id=draft.pk, version=draft.version)
    issue = send_for_review(by=editor, issue_id=draft.pk, version=draft.version)
    for other in (editor, signer):
        with pytest.raises(Denied):
            pass_review(by=other, issue_id=issue.pk, version=issue.version)
        with pytest.raises(Denied):
            return_issue(by=other, issue_id=issue.pk, version=issue.version, reason="退回。")


def test_a_stale_page_decides_nothing(draft: Issue, editor: Actor, checker: Actor) -> None:
    issue = send_for_review(by=editor, issue_id=draft.pk, version=draft.version)
    return_issue(by=checker, issue_id=issue.pk, version=issue.version, reason="退回。")
    with pytest.raises(Stale):
        pass_review(by=checker, issue_id=issue.pk, version=issue.version)
    assert find_issue(draft.pk).state == State.DRAFT
