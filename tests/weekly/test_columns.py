"""An issue of two columns: each has its people and its own way to its sign-off, and the issue waits for all of them."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.desk.officers import browser_of
from tests.house import person
from tests.weekly.conftest import MONDAY, PACK
from tests.weekly.paper import POPPLER, tagged, word_paragraphs
from tests.weekly.test_sign_off import at_once

from banli.documents.service import weekly_docx, weekly_pdf
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import BanliError, Denied, Refused, Stale
from banli.ledger.service import events
from banli.weekly.rules.frame import Column
from banli.weekly.service import (
    Issue,
    PackFrame,
    Section,
    add_line,
    collect,
    edit_line,
    export,
    find_issue,
    leave_out_column,
    lines,
    load_frame,
    move_line,
    open_issue,
    pass_column,
    read_frame,
    return_column,
    return_issue,
    send_column,
    send_for_review,
    set_mode,
    sheet,
    sign_column,
    sign_off,
    standings,
    take_up_column,
    why_not_together,
)
from banli.weekly.states import ColumnState

FIRST, TRADING = "first", "trading"
RESULTS, WORK = Section.TRADING_RESULTS, Section.TRADING_WORK
COLUMN: dict[str, Any] = {
    "key": TRADING,
    "title": "公共资源交易工作",
    "since": MONDAY,
    "outline": [
        {"section": "trading_summary", "heading": "公共资源交易情况"},
        {"section": "trading_results", "heading": "项目成交情况"},
        {"section": "trading_work", "heading": "交易服务工作动态"},
    ],
    "editors": ["trading-editor"],
    "reviewers": ["trading-reviewer"],
    "signers": ["trading-signer"],
}
RESULT = "10月19日，青竹河大桥工程公示结果，节约预算12万元。"
HOUR = "10月20日，开标区启用新的专家抽取终端。"


def framed(column: dict[str, Any]) -> PackFrame:
    """The frame of the pack with one further column."""
    return read_frame(PACK / "weekly.yaml").model_copy(update={"columns": (Column.model_validate(column),)})


class People:
    """Those of the first column and those of the trading column."""

    def __init__(self) -> None:
        house = partial(person, department="service-centre")
        self.editor, self.checker, self.signer = (
            house(role, name=str(role)) for role in (Role.EDITOR, Role.CHECKER, Role.SIGNER)
        )
        self.trading_editor = house(Role.EDITOR, name="trading-editor")
        self.trading_reviewer = house(Role.CHECKER, name="trading-reviewer")
        self.trading_signer = house(Role.SIGNER, name="trading-signer")

    def of(self, key: str) -> tuple[Actor, Actor, Actor]:
        """Editor, reviewer and signer of a column."""
        if key == FIRST:
            return self.editor, self.checker, self.signer
        return self.trading_editor, self.trading_reviewer, self.trading_signer


@pytest.fixture
def people(week: None) -> People:
    return People()


@pytest.fixture
def two(people: People) -> Issue:
    """The issue of the reference week with two columns: the first collected, two lines in the other."""
    load_frame(by=SYSTEM, frame=framed(COLUMN))
    issue = open_issue(by=people.editor, week_start=MONDAY)
    issue = collect(by=people.editor, issue_id=issue.pk, version=issue.version)
    add_line(by=people.trading_editor, issue_id=issue.pk, section=RESULTS, text=RESULT)
    return add_line(by=people.trading_editor, issue_id=issue.pk, section=WORK, text=HOUR)


def state(issue: Issue, key: str) -> ColumnState:
    return next(one.state for one in standings(issue) if one.column.key == key)


def seen(issue: Issue, key: str) -> dict[str, Any]:
    """The arguments of an act on that column as it stands now."""
    row = issue.columns.get(key=key)
    return {"issue_id": issue.pk, "key": key, "version": row.version}


def settle(issue: Issue, people: People, key: str) -> Issue:
    """Send a column, review it and sign it off."""
    editor, reviewer, signer = people.of(key)
    send_column(by=editor, **seen(issue, key))
    pass_column(by=reviewer, **seen(issue, key))
    sign_column(by=signer, **seen(issue, key))
    return find_issue(issue.pk)


def put_together(issue: Issue, people: People) -> Issue:
    settle(issue, people, TRADING)
    issue = settle(issue, people, FIRST)
    return send_for_review(by=people.editor, issue_id=issue.pk, version=issue.version)


def test_an_issue_from_before_the_column_has_one_column(people: People) -> None:
    load_frame(by=SYSTEM, frame=framed({**COLUMN, "since": date(2022, 10, 24)}))
    issue = open_issue(by=people.editor, week_start=MONDAY)
    issue = collect(by=people.editor, issue_id=issue.pk, version=issue.version)
    assert standings(issue) == []
    with pytest.raises(Refused, match="没有"):
        add_line(by=people.trading_editor, issue_id=issue.pk, section=RESULTS, text=RESULT)


def test_the_issue_is_numbered_once_each_column_is_signed_off(two: Issue, people: People) -> None:
    with pytest.raises(Refused, match="政务服务工作"):
        send_for_review(by=people.editor, issue_id=two.pk, version=two.version)
    issue = settle(two, people, FIRST)
    with pytest.raises(Refused, match="公共资源交易工作"):
        send_for_review(by=people.editor, issue_id=issue.pk, version=issue.version)
    issue = settle(issue, people, TRADING)
    issue = send_for_review(by=people.editor, issue_id=issue.pk, version=issue.version)
    signed = sign_off(by=people.signer, issue_id=issue.pk, version=issue.version)
    assert (signed.number_in_year, signed.number_in_all) == (35, 410)
    told = [one.name for one in events("weekly", "2022-10-17")]
    assert told[-3:] == ["column_signed", "put_together", "signed"]


def test_a_column_of_this_week_that_says_nothing_is_left_out_with_a_reason(people: People) -> None:
    load_frame(by=SYSTEM, frame=framed(COLUMN))
    issue = open_issue(by=people.editor, week_start=MONDAY)
    issue = collect(by=people.editor, issue_id=issue.pk, version=issue.version)
    with pytest.raises(Refused, match="公共资源交易工作"):
        send_column(by=people.trading_editor, **seen(issue, TRADING))
    leave_out_column(by=people.trading_editor, reason="本周无交易项目。", **seen(issue, TRADING))
    settle(issue, people, FIRST)
    assert why_not_together(issue) is None
    assert not [one for one in sheet(issue).blocks if one.kind == "column"]
    take_up_column(by=people.trading_editor, **seen(issue, TRADING))
    assert "公共资源交易工作" in str(why_not_together(issue))


def test_a_column_with_lines_and_the_first_one_are_not_left_out(two: Issue, people: People) -> None:
    with pytest.raises(Refused, match="2"):
        leave_out_column(by=people.trading_editor, reason="本周无交易项目。", **seen(two, TRADING))
    with pytest.raises(Refused, match="政务服务工作"):
        leave_out_column(by=people.editor, reason="无", **seen(two, FIRST))


def test_a_change_takes_the_sign_off_of_its_own_column_back(two: Issue, people: People) -> None:
    settle(two, people, FIRST)
    issue = settle(two, people, TRADING)
    line = next(one for one in lines(issue) if one.section == WORK)
    edit_line(
        by=people.trading_editor, issue_id=issue.pk, version=issue.version, line_id=line.pk, text="改写。"
    )
    assert (state(issue, FIRST), state(issue, TRADING)) == (ColumnState.SIGNED_OFF, ColumnState.COLLECTING)
    assert events("weekly", "2022-10-17")[-2].name == "column_reopened"
    with pytest.raises(Refused, match="公共资源交易工作"):
        send_for_review(by=people.editor, issue_id=issue.pk, version=issue.version + 1)


def test_another_way_of_printing_takes_every_sign_off_back(two: Issue, people: People) -> None:
    from banli.weekly.service import Mode

    settle(two, people, FIRST)
    issue = settle(two, people, TRADING)
    set_mode(by=people.editor, issue_id=issue.pk, mode=Mode.FAITHFUL)
    assert {one.state for one in standings(issue)} == {ColumnState.COLLECTING}


def test_editors_change_no_line_of_another_column(two: Issue, people: People) -> None:
    theirs = next(one for one in lines(two) if one.section == RESULTS)
    ours = next(one for one in lines(two) if one.section == Section.SERVICE_QUALITY)
    with pytest.raises(Denied, match="公共资源交易工作"):
        edit_line(by=people.editor, issue_id=two.pk, version=two.version, line_id=theirs.pk, text="改。")
    with pytest.raises(Denied, match="政务服务工作"):
        edit_line(
            by=people.trading_editor, issue_id=two.pk, version=two.version, line_id=ours.pk, text="改。"
        )
    with pytest.raises(Denied):
        move_line(by=people.editor, issue_id=two.pk, line_id=ours.pk, section=WORK, place=1)
    with pytest.raises(Denied, match="政务服务工作"):
        collect(by=people.trading_editor, issue_id=two.pk, version=two.version)
    assert find_issue(two.pk).version == two.version


def test_collecting_again_leaves_the_other_column_as_it_is(two: Issue, people: People) -> None:
    issue = settle(two, people, TRADING)
    issue = collect(by=people.editor, issue_id=issue.pk, version=issue.version)
    assert [one.text for one in lines(issue) if one.section in {RESULTS, WORK}] == [RESULT, HOUR]
    assert state(issue, TRADING) is ColumnState.SIGNED_OFF


@pytest.mark.parametrize("key", [FIRST, TRADING])
def test_a_column_is_reviewed_and_signed_by_its_own_people(two: Issue, people: People, key: str) -> None:
    other = TRADING if key == FIRST else FIRST
    editor, reviewer, signer = people.of(key)
    for wrong in {*people.of(other), reviewer, signer}:
        with pytest.raises(Denied):
            send_column(by=wrong, **seen(two, key))
    send_column(by=editor, **seen(two, key))
    for wrong in {*people.of(other), editor, signer}:
        with pytest.raises(Denied):
            pass_column(by=wrong, **seen(two, key))
    pass_column(by=reviewer, **seen(two, key))
    for wrong in {*people.of(other), editor, reviewer}:
        with pytest.raises(Denied):
            sign_column(by=wrong, **seen(two, key))
    sign_column(by=signer, **seen(two, key))
    assert state(two, key) is ColumnState.SIGNED_OFF


def test_a_column_goes_back_with_a_reason_and_another_one_stays(two: Issue, people: People) -> None:
    settle(two, people, FIRST)
    send_column(by=people.trading_editor, **seen(two, TRADING))
    return_column(by=people.trading_reviewer, reason="请补充成交金额。", **seen(two, TRADING))
    row = two.columns.get(key=TRADING)
    assert (row.state, row.remark) == (ColumnState.COLLECTING, "请补充成交金额。")
    assert state(two, FIRST) is ColumnState.SIGNED_OFF


def test_a_stale_form_signs_nothing(two: Issue, people: People) -> None:
    send_column(by=people.trading_editor, **seen(two, TRADING))
    read = seen(two, TRADING)
    return_column(by=people.trading_reviewer, reason="请补充。", **read)
    send_column(by=people.trading_editor, **seen(two, TRADING))
    with pytest.raises(Stale, match="公共资源交易工作"):
        pass_column(by=people.trading_reviewer, **read)


def test_the_signer_gives_the_whole_issue_back_and_the_sign_offs_stay(two: Issue, people: People) -> None:
    issue = put_together(two, people)
    with pytest.raises(Denied, match="政务服务工作"):
        sign_off(by=people.trading_signer, issue_id=issue.pk, version=issue.version)
    issue = return_issue(by=people.signer, issue_id=issue.pk, version=issue.version, reason="日期有误。")
    assert why_not_together(issue) is None


def test_an_issue_of_two_columns_is_not_written_as_a_week_file(
    two: Issue, people: People, tmp_path: Path
) -> None:
    issue = put_together(two, people)
    signed = sign_off(by=people.signer, issue_id=issue.pk, version=issue.version)
    with pytest.raises(Refused, match="栏目"):
        export(by=people.editor, issue=signed, folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@POPPLER
def test_every_edition_says_the_same_under_one_masthead(two: Issue, people: People, tmp_path: Path) -> None:
    page = sheet(two)
    told = [one.text for one in page.blocks]
    begins = told.index("公共资源交易工作")
    assert told[begins:] == [
        "公共资源交易工作",
        "一、项目成交情况",
        f"（一）{RESULT}",
        "二、交易服务工作动态",
        f"（一）{HOUR}",
    ]
    pdf = tmp_path / "two.pdf"
    pdf.write_bytes(weekly_pdf(page))
    printed, word = tagged(pdf), word_paragraphs(weekly_docx(page))
    assert printed[printed.index("公共资源交易工作") :][:5] == told[begins:]
    assert word[word.index("公共资源交易工作") :][:5] == told[begins:]
    assert sum(page.masthead in one for one in printed) == sum(page.masthead in one for one in word) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_a_column_at_once_one_does(clock: Any) -> None:
    from tests.weekly.conftest import set_up

    clock.set(date(2022, 11, 15))
    set_up()
    people = People()
    load_frame(by=SYSTEM, frame=framed({**COLUMN, "signers": ["trading-signer", "second-signer"]}))
    second = person(Role.SIGNER, department="service-centre", name="second-signer")
    issue = open_issue(by=people.editor, week_start=MONDAY)
    issue = collect(by=people.editor, issue_id=issue.pk, version=issue.version)
    issue = add_line(by=people.trading_editor, issue_id=issue.pk, section=RESULTS, text=RESULT)
    send_column(by=people.trading_editor, **seen(issue, TRADING))
    pass_column(by=people.trading_reviewer, **seen(issue, TRADING))
    at = seen(issue, TRADING)
    done = at_once([partial(sign_column, by=one, **at) for one in (people.trading_signer, second)])
    connection.close()
    refused = [one for one in done if isinstance(one, BanliError)]
    assert len(refused) == 1
    assert "公共资源交易工作" in str(refused[0])
    assert [one.name for one in events("weekly", "2022-10-17")].count("column_signed") == 1


def studio(who: Actor, issue: Issue, **asked: Any) -> str:
    """The words of the studio as ``who`` sees it."""
    return browser_of(who).get(f"/desk/weekly/{issue.subject}/", asked).content.decode()


def press(who: Actor, issue: Issue, act: str, key: str, **sent: Any) -> Any:
    """Press the button of an act on a column."""
    told = {"column": key, "version": issue.columns.get(key=key).version, **sent}
    return browser_of(who).post(f"/desk/weekly/{issue.subject}/acts/{act}/", told)


def test_the_studio_leads_each_column_through_its_people(two: Issue, people: People) -> None:
    for key in (TRADING, FIRST):
        for who, act in zip(people.of(key), ("column-send", "column-pass", "column-sign"), strict=True):
            assert f"acts/{act}/" in studio(who, two)
            assert press(who, two, act, key).status_code == 302
    assert "acts/send/" in studio(people.editor, two)
    assert "acts/send/" not in studio(people.trading_editor, two)


def test_the_studio_says_what_the_issue_waits_for(two: Issue, people: People) -> None:
    settle(two, people, FIRST)
    shown = studio(people.editor, two)
    assert "acts/send/" not in shown
    assert "栏目“公共资源交易工作”尚未签署，也未说明理由设为本期不设。" in shown


def test_an_editor_finds_no_button_at_the_lines_of_another_column(two: Issue, people: People) -> None:
    theirs = next(one for one in lines(two) if one.section == RESULTS)
    assert "acts/edit/" in studio(people.trading_editor, two, line=theirs.pk)
    shown = studio(people.editor, two, line=theirs.pk)
    assert "acts/edit/" not in shown
    assert f"?add={RESULTS}" not in shown


def test_a_reason_that_is_missing_and_a_stale_button_are_told_in_a_sentence(
    two: Issue, people: People
) -> None:
    press(people.trading_editor, two, "column-send", TRADING)
    assert press(people.trading_reviewer, two, "column-return", TRADING, reason=" ").status_code == 422
    stale = press(people.trading_reviewer, two, "column-pass", TRADING, version=0)
    assert stale.status_code == 409
    assert "栏目“公共资源交易工作”刚刚被他人改动" in stale.content.decode()
    assert (
        browser_of(people.trading_reviewer)
        .post(f"/desk/weekly/{two.subject}/acts/column-pass/", {"column": "nowhere", "version": 0})
        .status_code
        == 404
    )


def test_the_studio_prints_the_title_of_the_column_above_its_sections(two: Issue, people: People) -> None:
    shown = studio(people.editor, two)
    sheet_of = shown[shown.index('id="sheet"') :]
    assert sheet_of.index("公共资源交易工作") < sheet_of.index("项目成交情况") < sheet_of.index(RESULT)
