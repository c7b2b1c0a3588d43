"""Signing off: the number is allotted, nothing repeats or skips, nothing changes afterwards."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction
from tests.patience import PATIENCE
from tests.weekly.conftest import MONDAY, checked, set_up

from banli.documents.service import MissingGlyph
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Denied, Invalid, Refused, Stale
from banli.ledger.service import events
from banli.weekly.models import Line
from banli.weekly.rules.outline import Section
from banli.weekly.service import (
    Issue,
    add_line,
    collect,
    edit_line,
    find_issue,
    issue_numbered,
    lines,
    open_issue,
    send_for_review,
    sheet,
    sign_off,
)


def test_the_reference_issue_is_35_of_the_year_and_410_in_all(signed: Issue) -> None:
    page = sheet(signed)
    assert page.issue_line == "2022年第35期（总第410期）"
    assert page.date_text == "2022年11月15日"
    assert page.copies_line == "（共印80份）"
    assert page.recipients[1] == "送：各相关省级部门（单位），中心各处（室）、直属单位。"
    assert issue_numbered(410) == signed


def test_only_a_signer_signs(to_sign: Issue, editor: Actor, checker: Actor) -> None:
    for other in (editor, checker):
        with pytest.raises(Denied):
            sign_off(by=other, issue_id=to_sign.pk, version=to_sign.version)


def test_a_draft_nobody_checked_is_not_signed(draft: Issue, signer: Actor) -> None:
    with pytest.raises(Refused):
        sign_off(by=signer, issue_id=draft.pk, version=draft.version)


def test_a_signer_signs_what_was_read(draft: Issue, editor: Actor, signer: Actor) -> None:
    edit_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=lines(draft)[1].pk, text="改。")
    with pytest.raises(Stale):
        sign_off(by=signer, issue_id=draft.pk, version=draft.version)


def test_an_issue_is_signed_once_and_then_stays(signed: Issue, editor: Actor, signer: Actor) -> None:
    with pytest.raises(Refused):
        sign_off(by=signer, issue_id=signed.pk, version=signed.version)
    with pytest.raises(Refused):
        collect(by=editor, issue_id=signed.pk, version=signed.version)
    with pytest.raises(Refused):
        edit_line(
            by=editor, issue_id=signed.pk, version=signed.version, line_id=lines(signed)[1].pk, text="改。"
        )


@pytest.mark.usefixtures("week")
def test_a_week_that_is_not_over_is_not_signed(editor: Actor, checker: Actor, signer: Actor) -> None:
    issue = open_issue(by=editor, week_start=date(2022, 11, 14))
    issue = checked(collect(by=editor, issue_id=issue.pk, version=issue.version), editor, checker)
    with pytest.raises(Refused, match="尚未结束"):
        sign_off(by=signer, issue_id=issue.pk, version=issue.version)


@pytest.mark.usefixtures("week")
def test_an_issue_nothing_was_collected_for_is_not_signed(editor: Actor, signer: Actor) -> None:
    issue = open_issue(by=editor, week_start=MONDAY)
    with pytest.raises(Refused):
        sign_off(by=signer, issue_id=issue.pk, version=issue.version)


def test_a_line_that_cannot_be_printed_is_named_before_it_is_checked(draft: Issue, editor: Actor) -> None:
    text = "开展活动\U0001f600"
    with pytest.raises(Invalid) as refusal:
        add_line(by=editor, issue_id=draft.pk, section=Section.SERVICE_QUALITY, text=text)
    assert "U+1F600" in str(refusal.value.problems[0])
    issue = add_line(by=editor, issue_id=draft.pk, section=Section.SERVICE_QUALITY, text="开展活动")
    Line.objects.filter(issue=issue, text="开展活动").update(text=text)
    with pytest.raises(MissingGlyph, match="U\\+1F600"):
        send_for_review(by=editor, issue_id=issue.pk, version=issue.version)


def test_a_signature_that_is_rolled_back_leaves_no_gap(to_sign: Issue, signer: Actor) -> None:
    with transaction.atomic():
        taken = sign_off(by=signer, issue_id=to_sign.pk, version=to_sign.version)
        transaction.set_rollback(True)
    assert taken.number_in_all == 410
    assert find_issue(to_sign.pk).number_in_all is None
    assert sign_off(by=signer, issue_id=to_sign.pk, version=to_sign.version).number_in_all == 410


def test_the_ledger_keeps_number_and_date(signed: Issue) -> None:
    last = events("weekly", "2022-10-17")[-1]
    assert last.name == "signed"
    assert last.actor == "user:12"
    assert '"number_in_all":410' in last.body


WRITERS = 8


def at_once(jobs: list[Callable[[], object]]) -> list[object]:
    """What each job gives or raises, all of them begun at the same moment on connections of their own."""
    gate = Barrier(len(jobs), timeout=PATIENCE)
    moment = clock.now()

    def run(job: Callable[[], object]) -> object:
        try:
            gate.wait()
            with clock.at(moment):
                return job()
        except BanliError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.mark.django_db(transaction=True)
def test_eight_issues_signed_at_once_take_neighbouring_numbers(
    editor: Actor, checker: Actor, signer: Actor
) -> None:
    moment = clock.now() + timedelta(days=60)
    with clock.at(moment):
        set_up()
        ready = []
        for weeks in range(WRITERS):
            issue = open_issue(by=editor, week_start=MONDAY - timedelta(weeks=weeks))
            issue = collect(by=editor, issue_id=issue.pk, version=issue.version)
            ready.append(checked(issue, editor, checker))
        made = at_once([partial(sign_off, by=signer, issue_id=one.pk, version=one.version) for one in ready])
    numbers = sorted((one.number_in_year, one.number_in_all) for one in made if isinstance(one, Issue))
    assert numbers == [(35 + n, 410 + n) for n in range(WRITERS)]


@pytest.mark.django_db(transaction=True)
def test_two_signers_at_once_give_one_number(editor: Actor, checker: Actor, signer: Actor) -> None:
    other = Actor(name="方正行", roles=signer.roles, id=99)
    with clock.at(clock.now() + timedelta(days=60)):
        set_up()
        issue = open_issue(by=editor, week_start=MONDAY)
        issue = checked(collect(by=editor, issue_id=issue.pk, version=issue.version), editor, checker)
        made = at_once(
            [partial(sign_off, by=by, issue_id=issue.pk, version=issue.version) for by in (signer, other)]
        )
        following = open_issue(by=editor, week_start=MONDAY - timedelta(weeks=1))
        following = checked(
            collect(by=editor, issue_id=following.pk, version=following.version), editor, checker
        )
        following = sign_off(by=signer, issue_id=following.pk, version=following.version)
    assert [type(one) for one in made if not isinstance(one, Issue)] == [Stale]
    assert [one.number_in_all for one in made if isinstance(one, Issue)] == [410]
    assert following.number_in_all == 411
