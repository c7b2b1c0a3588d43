"""Months and years by the same engine; corrections of what changed since; errata."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from tests.daily_facts import count_in
from tests.weekly.conftest import MONDAY, checked

from banli.documents.service import BlockKind, weekly_docx, weekly_pdf
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.weekly.rules.periods import Span, around, named, period_words
from banli.weekly.rules.printed_issue import Mode
from banli.weekly.service import (
    Issue,
    Section,
    add_line,
    changed_figures,
    collect,
    corrected_figures,
    errata,
    figures,
    find_issue,
    issue_called,
    lines,
    open_erratum,
    open_issue,
    open_period,
    parts,
    publish,
    sheet,
    sign_off,
    stored_files,
)

NEXT = MONDAY + timedelta(weeks=1)


def late(count: int = 2, day: date = date(2022, 6, 2)) -> None:
    """Licences accepted on that day that were reported only now."""
    count_in({(day, "commerce", "01", "accepted"): count})


def test_periods_are_named_and_printed() -> None:
    day = date(2022, 2, 9)
    assert around(Span.WEEK, day) == (date(2022, 2, 7), date(2022, 2, 11))
    assert around(Span.MONTH, day) == (date(2022, 2, 1), date(2022, 2, 28))
    assert around(Span.YEAR, day) == (date(2022, 1, 1), date(2022, 12, 31))
    assert [named(span, around(span, day)[0]) for span in Span] == ["2022-02-07", "2022-02", "2022"]
    assert [period_words(span, *around(span, day)) for span in Span] == [
        "（2月7日—2月11日）",
        "（2022年2月）",
        "（2022年）",
    ]


@pytest.mark.usefixtures("week")
def test_a_month_counts_itself_and_has_its_own_numbers(
    editor: Actor, checker: Actor, signer: Actor, signed: Issue
) -> None:
    issue = open_period(by=editor, kind=Span.MONTH, day=MONDAY)
    assert open_period(by=editor, kind=Span.MONTH, day=MONDAY + timedelta(days=3)) == issue
    issue = collect(by=editor, issue_id=issue.pk, version=issue.version)
    assert {(one.from_day, one.to_day) for one in figures(issue)} == {(date(2022, 10, 1), date(2022, 10, 31))}
    issue = checked(issue, editor, checker)
    issue = sign_off(by=signer, issue_id=issue.pk, version=issue.version)
    page = sheet(issue)
    assert (page.masthead, page.issue_line, page.period) == (
        "窗口工作月报",
        "2022年第1期（总第1期）",
        "（2022年10月）",
    )
    assert [block.kind for block in page.blocks].count(BlockKind.TABLE) == 1
    assert issue_called("2022-10") == issue


@pytest.mark.usefixtures("week")
def test_a_year_shows_a_table_and_bars(editor: Actor, checker: Actor, signer: Actor, clock: object) -> None:
    clock.set(date(2023, 1, 10))  # type: ignore[attr-defined]
    issue = open_period(by=editor, kind=Span.YEAR, day=MONDAY)
    issue = checked(collect(by=editor, issue_id=issue.pk, version=issue.version), editor, checker)
    issue = sign_off(by=signer, issue_id=issue.pk, version=issue.version)
    bars = next(block for block in sheet(issue).blocks if block.kind is BlockKind.BARS)
    assert bars.rows == (("行政许可事项", "98.9"), ("公共服务事项", "39.4"), ("其他九类行权事项", "101.1"))
    assert weekly_pdf(sheet(issue)).startswith(b"%PDF")
    assert weekly_docx(sheet(issue)).startswith(b"PK")
    publish(by=editor, issue_id=issue.pk)
    assert set(stored_files(find_issue(issue.pk))) == {"weekly.docx", "weekly.pdf", "weekly.json"}


def test_a_figure_that_changed_since_is_told_and_never_changed(draft: Issue) -> None:
    assert changed_figures(draft) == []
    late()
    assert [(one.figure.value, one.now) for one in changed_figures(draft)] == [(672349, 672351)]
    assert figures(draft)[0].value == 672349


def test_what_changed_after_signing_is_listed_in_the_next_issue(
    signed: Issue, editor: Actor, checker: Actor, signer: Actor
) -> None:
    before = [line.text for line in lines(signed)]
    late()
    issue = open_issue(by=editor, week_start=NEXT)
    issue = collect(by=editor, issue_id=issue.pk, version=issue.version)
    found = [line.text for line in lines(issue) if line.section == Section.CORRECTIONS]
    assert found == [
        "2022年第35期（总第410期）所载行政许可事项受理672349件，截至本期冻结时台账记为672351件（补录2件）。"
    ]
    assert [one.value for one in corrected_figures(issue)] == [672351]
    assert [line.text for line in lines(signed)] == before
    assert figures(signed)[0].value == 672349
    issue = sign_off(by=signer, **_of(checked(issue, editor, checker)))
    following = open_issue(by=editor, week_start=NEXT + timedelta(weeks=1))
    following = collect(by=editor, issue_id=following.pk, version=following.version)
    assert Section.CORRECTIONS not in {part.section for part in parts(following)}


def _of(issue: Issue) -> dict[str, Any]:
    return {"issue_id": issue.pk, "version": issue.version}


def test_an_erratum_puts_a_signed_issue_right(
    signed: Issue, editor: Actor, checker: Actor, signer: Actor
) -> None:
    issue = open_erratum(by=editor, issue_id=signed.pk)
    assert (issue.subject, issue.mends) == ("2022-10-17-e1", signed)
    with pytest.raises(Refused):
        checked(issue, editor, checker)
    with pytest.raises(Refused):
        collect(by=editor, **_of(issue))
    issue = add_line(
        by=editor, issue_id=issue.pk, section=Section.CORRECTIONS, text="“煤田地址局”应为“煤田地质局”。"
    )
    issue = sign_off(by=signer, **_of(checked(issue, editor, checker)))
    assert (issue.number_in_year, issue.number_in_all) == (36, 411)
    assert errata(signed) == [issue]
    published = publish(by=editor, issue_id=issue.pk)
    assert '"mends": "2022年第35期（总第410期）"' in stored_files(published)["weekly.json"].decode()
    assert open_erratum(by=editor, issue_id=signed.pk).subject == "2022-10-17-e2"
    with pytest.raises(Refused):
        open_erratum(by=editor, issue_id=issue.pk)


def test_a_draft_is_mended_itself(draft: Issue, editor: Actor) -> None:
    with pytest.raises(Refused):
        open_erratum(by=editor, issue_id=draft.pk)


def test_the_template_of_the_pack_gives_order_headings_and_faithful_headings(draft: Issue) -> None:
    frame = draft.frame
    frame.outline = [
        {"section": "patrol", "heading": "大厅巡查情况", "printed": "一、大厅巡查情况"},
        {"section": "activity", "heading": "窗口动态"},
        {"section": "leader_visits", "heading": "厅（局）长进大厅", "printed": "(三) 厅（局）长进大厅"},
        {"section": "statement", "heading": "办理情况", "shows": "table"},
    ]
    frame.save()
    issue = find_issue(draft.pk)
    titles = [part.number + part.heading for part in parts(issue)]
    assert titles[:4] == ["一、大厅巡查情况", "二、窗口动态", "（一）厅（局）长进大厅", "三、办理情况"]
    faithful = [part.number + part.heading for part in parts(issue, Mode.FAITHFUL)]
    assert faithful[:3] == ["一、大厅巡查情况", "二、窗口动态", "(三) 厅（局）长进大厅"]
    assert len(re.findall("本期|办理情况", "".join(titles))) >= 1
