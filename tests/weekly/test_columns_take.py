"""What is on record of public trading stands in the column that takes it, whoever tells it."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from tests.held_clock import HeldClock
from tests.house import person
from tests.trading.trades import CENTRE, keeper, open_centre, registered, told
from tests.weekly.conftest import MONDAY
from tests.weekly.test_columns import COLUMN, framed

from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied
from banli.statistics.service import freeze
from banli.weekly.service import (
    Issue,
    Section,
    collect,
    lines,
    load_frame,
    open_issue,
    record_line,
    send_line,
    take_line,
    tell_figure,
)

TAKES = {"trading": "trading_results", "figure:trading": "trading_summary"}
FIRST, LAST = date(2022, 10, 1), date(2022, 12, 31)
at_centre = partial(person, department=CENTRE)


@pytest.fixture
def house(db: None) -> None:
    open_centre()


@pytest.fixture
def editor(house: None) -> Actor:
    """The editor of the trading column."""
    return at_centre(Role.EDITOR, name="trading-editor")


def opened(**column: object) -> Issue:
    load_frame(by=SYSTEM, frame=framed({**COLUMN, **column}))
    by = at_centre(Role.EDITOR, name="editor")
    issue = open_issue(by=by, week_start=MONDAY)
    return collect(by=by, issue_id=issue.pk, version=issue.version)


def sections(issue: Issue) -> list[str]:
    """Of the lines that tell trading."""
    found = [one for one in lines(issue) if one.source_topic in ("trading", "figure")]
    return [str(one.section) for one in found if one.section != Section.STATEMENT]


def test_a_figure_of_trading_stands_in_the_trading_column(editor: Actor) -> None:
    registered()
    counted = freeze(by=SYSTEM, from_=FIRST, to=LAST, key="registered", line="construction", topic="trading")
    issue = opened(takes=TAKES)
    with pytest.raises(Denied, match="公共资源交易工作"):
        tell_figure(by=at_centre(Role.EDITOR, name="editor"), issue_id=issue.pk, figure_id=counted.pk)
    issue = tell_figure(by=editor, issue_id=issue.pk, figure_id=counted.pk)
    assert sections(issue) == [Section.TRADING_SUMMARY]


def test_a_figure_of_a_topic_that_no_column_takes_stays_in_the_first(editor: Actor) -> None:
    registered()
    counted = freeze(by=SYSTEM, from_=FIRST, to=LAST, key="registered", line="construction", topic="trading")
    issue = opened(takes={"trading": "trading_results"})
    issue = tell_figure(by=at_centre(Role.EDITOR, name="editor"), issue_id=issue.pk, figure_id=counted.pk)
    assert sections(issue) == [Section.BUSINESS_ENVIRONMENT]


def test_a_result_that_is_sent_in_stands_in_the_trading_column(editor: Actor, clock: HeldClock) -> None:
    project = told(clock)
    issue, by = opened(takes=TAKES), keeper()
    drafted = record_line("trading", project.public_id, by)
    sent = send_line(
        by=by,
        issue_id=issue.pk,
        section=drafted.section,
        text=drafted.text,
        record=project.public_id,
        topic="trading",
    )
    assert sent.section == Section.TRADING_RESULTS
    with pytest.raises(Denied, match="公共资源交易工作"):
        take_line(by=at_centre(Role.EDITOR, name="editor"), contribution_id=sent.pk)
    issue = take_line(by=editor, contribution_id=sent.pk)
    assert sections(issue) == [Section.TRADING_RESULTS]
