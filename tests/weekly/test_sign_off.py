"""Signing off: the number is allotted, nothing repeats or skips, nothing changes afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from tests.weekly.conftest import MONDAY, set_up

from banli.documents.service import MissingGlyph
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Refused, Stale
from banli.ledger.service import events
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


def test_only_a_signer_signs(draft: Issue, editor: Actor) -> None:
    with pytest.raises(Denied):
        sign_off(by=editor, issue_id=draft.pk, version=draft.version)


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
def test_a_week_that_is_not_over_is_not_signed(editor: Actor, signer: Actor) -> None:
    issue = open_issue(by=editor, week_start=date(2022, 11, 14))
    issue = collect(by=editor, issue_id=issue.pk, version=issue.version)
    with pytest.raises(Refused, match="尚未结束"):
        sign_off(by=signer, issue_id=issue.pk, version=issue.version)


@pytest.mark.usefixtures("week")
def test_an_issue_nothing_was_collected_for_is_not_signed(editor: Actor, signer: Actor) -> None:
    issue = open_issue(by=editor, week_start=MONDAY)
    with pytest.raises(Refused):
        sign_off(by=signer, issue_id=issue.pk, version=issue.version)


def test_a_line_that_cannot_be_printed_stops_the_signature(
    draft: Issue, editor: Actor, signer: Actor
) -> None:
    text = "开展活动\U0001f600"
    issue = add_line(
        by=editor, issue_id=draft.pk, version=draft.version, section=Section.SERVICE_QUALITY, text=text
    )
    with pytest.raises(MissingGlyph, match="U\\+1F600"):
        sign_off(by=signer, issue_id=issue.pk, version=issue.version)


def test_a_signature_that_is_rolled_back_leaves_no_gap(draft: Issue, signer: Actor) -> None:
    with transaction.atomic():
        taken = sign_off(by=signer, issue_id=draft.pk, version=draft.version)
        transaction.set_rollback(True)
    assert taken.number_in_all == 410
    assert find_issue(draft.pk).number_in_all is None
    assert sign_off(by=signer, issue_id=draft.pk, version=draft.version).number_in_all == 410


def test_the_ledger_keeps_number_and_date(signed: Issue) -> None:
    last = events("weekly", "2022-10-17")[-1]
    assert last.name == "signed"
    assert last.actor == "user:12"
    assert '"number_in_all":410' in last.body


@pytest.mark.django_db(transaction=True)
def test_issues_signed_at_once_take_neighbouring_numbers(editor: Actor, signer: Actor) -> None:
    moment = clock.now() + timedelta(days=60)
    with clock.at(moment):
        set_up()
        drafts = []
        for weeks in range(4):
            issue = open_issue(by=editor, week_start=MONDAY - timedelta(weeks=weeks))
            drafts.append(collect(by=editor, issue_id=issue.pk, version=issue.version))
    gate = Barrier(len(drafts))

    def sign(issue: Issue) -> tuple[int | None, int | None]:
        try:
            gate.wait(10)
            with clock.at(moment):
                made = sign_off(by=signer, issue_id=issue.pk, version=issue.version)
            return made.number_in_year, made.number_in_all
        finally:
            connection.close()

    with ThreadPoolExecutor(len(drafts)) as pool:
        numbers = sorted(pool.map(sign, drafts), key=lambda pair: pair[1] or 0)
    assert numbers == [(35, 410), (36, 411), (37, 412), (38, 413)]
