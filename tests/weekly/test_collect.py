"""Collecting: every line comes from a record, every number from a frozen figure."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import DatabaseError, transaction
from tests.weekly.conftest import MONDAY, PACK

from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Denied, Refused, Stale
from banli.ledger.service import events
from banli.weekly.models import Frame
from banli.weekly.service import (
    Issue,
    Section,
    add_line,
    collect,
    edit_line,
    figures,
    issue_for_week,
    lines,
    load_frame,
    open_issue,
    parts,
    read_frame,
    remove_line,
    sheet,
    start_numbering,
)
from banli.weekly.states import State


def test_the_reference_week_is_drawn_from_the_record(draft: Issue) -> None:
    found = Counter(line.section for line in lines(draft))
    assert found == {
        "statement": 1,
        "business_environment": 3,
        "service_quality": 3,
        "leader_visits": 4,
        "patrol": 7,
    }
    assert all(line.source_topic and line.source_subjects for line in lines(draft))
    assert [part.number + part.heading for part in parts(draft)] == [
        "一、省级政务服务事项受理办理情况",
        "二、窗口工作动态",
        "（一）优化营商环境工作开展情况",
        "（二）窗口服务效能提升工作情况",
        "（三）厅（局）长进大厅",
        "三、大厅巡查情况",
    ]


def test_the_statement_prints_its_six_figures(draft: Issue) -> None:
    assert [figure.value for figure in figures(draft)] == [672349, 664964, 20162750, 7934183, 52840, 53447]
    text = lines(draft)[0].text
    assert all(str(figure.value) in text for figure in figures(draft))
    assert lines(draft)[0].source_subjects == [str(figure.pk) for figure in figures(draft)]


def test_a_week_has_one_issue(draft: Issue, editor: Actor) -> None:
    assert open_issue(by=editor, week_start=MONDAY) == draft
    assert issue_for_week(MONDAY) == draft
    assert issue_for_week(MONDAY.replace(day=10)) is None


def test_collecting_again_keeps_what_the_editor_wrote(draft: Issue, editor: Actor) -> None:
    rewritten, gone = lines(draft)[1], lines(draft)[2]
    issue = edit_line(
        by=editor, issue_id=draft.pk, version=draft.version, line_id=rewritten.pk, text="（1）改写。"
    )
    issue = add_line(by=editor, issue_id=issue.pk, section=Section.PATROL, text="补充")
    issue = remove_line(by=editor, issue_id=issue.pk, version=issue.version, line_id=gone.pk)
    issue = collect(by=editor, issue_id=issue.pk, version=issue.version)
    after = lines(issue)
    assert after[1].text == "（1）改写。"
    assert parts(issue)[2].items[0].words == "改写。"
    assert after[1].source_subjects == rewritten.source_subjects
    assert after[2].text == gone.text
    assert after[-1].text == "补充"
    assert len(after) == 19


def test_the_statement_is_not_edited_by_hand(draft: Issue, editor: Actor) -> None:
    with pytest.raises(Refused, match="统计数"):
        edit_line(
            by=editor, issue_id=draft.pk, version=draft.version, line_id=lines(draft)[0].pk, text="受理1件。"
        )
    with pytest.raises(Refused):
        add_line(by=editor, issue_id=draft.pk, section=Section.STATEMENT, text="另")


def test_a_stale_edit_writes_nothing(draft: Issue, editor: Actor) -> None:
    line = lines(draft)[1]
    edit_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=line.pk, text="先到。")
    with pytest.raises(Stale):
        edit_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=line.pk, text="后到。")
    line.refresh_from_db()
    assert line.text == "先到。"


def test_the_editor_edits_and_the_signer_does_not(draft: Issue, signer: Actor) -> None:
    with pytest.raises(Denied):
        collect(by=signer, issue_id=draft.pk, version=draft.version)
    with pytest.raises(Denied):
        open_issue(by=signer, week_start=MONDAY)


def test_every_act_leaves_its_event(draft: Issue, editor: Actor) -> None:
    edit_line(by=editor, issue_id=draft.pk, version=draft.version, line_id=lines(draft)[1].pk, text="改。")
    assert [event.name for event in events("weekly", "2022-10-17")] == ["opened", "collected", "line_edited"]


def test_an_unsigned_issue_bears_no_number_and_no_date(draft: Issue) -> None:
    page = sheet(draft)
    assert page.date_text == ""
    assert "期" not in page.issue_line


@pytest.mark.usefixtures("week")
def test_a_week_nobody_recorded_has_its_statement_alone(editor: Actor) -> None:
    issue = open_issue(by=editor, week_start=MONDAY.replace(day=10))
    issue = collect(by=editor, issue_id=issue.pk, version=issue.version)
    assert [part.section for part in parts(issue)] == [Section.STATEMENT]
    assert issue.state == State.DRAFT


@pytest.mark.django_db
def test_nothing_is_opened_before_a_pack_was_read(editor: Actor) -> None:
    with pytest.raises(Refused):
        open_issue(by=editor, week_start=MONDAY)


@pytest.mark.usefixtures("week")
def test_the_frame_and_the_start_of_numbering_are_said_once() -> None:
    load_frame(by=SYSTEM, frame=read_frame(PACK / "weekly.yaml"))
    start_numbering(by=SYSTEM, year=2022, last_in_year=34, last_in_all=409)
    assert Frame.objects.count() == 3
    assert len(events("weekly", "numbering")) == 3
    with pytest.raises(Refused):
        start_numbering(by=SYSTEM, year=2022, last_in_year=7, last_in_all=7)


def test_numbering_does_not_start_anew_once_an_issue_is_signed(signed: Issue) -> None:
    with pytest.raises(Refused, match="已有周报"):
        start_numbering(by=SYSTEM, year=2021, last_in_year=1, last_in_all=1)


def test_the_database_keeps_a_signed_issue_as_it_is(signed: Issue) -> None:
    attempts = (
        lambda: signed.lines.update(text="改"),
        lambda: signed.lines.all().delete(),
        lambda: signed.figures.all().delete(),
        lambda: Issue.objects.filter(pk=signed.pk).update(number_in_all=1),
        lambda: Issue.objects.filter(pk=signed.pk).update(state=State.DRAFT),
    )
    for attempt in attempts:
        with pytest.raises(DatabaseError, match=r"never changed|numbered_when_signed"), transaction.atomic():
            attempt()
