"""The reference week: its records, and its report from collecting to the archive. Goes on where it was stopped."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from banli.kernel.actors import SYSTEM
from banli.province.weeks import record_week
from banli.province.worked.player import actor, at
from banli.weekly.service import (
    Issue,
    archive,
    collect,
    distribute,
    issue_for_week,
    open_issue,
    pass_review,
    publish,
    send_for_review,
    sign_off,
)
from banli.weekly.states import State

MONDAY = date(2022, 10, 17)
NEXT_MONDAY = date(2022, 10, 24)
FIRST_DAY = date(2022, 1, 1)
LAST_DAY = date(2022, 10, 21)
BEGINS = "2022-11-15 09:25"
"""What this morning brings before the demo begins at half past."""


def publish_week(pack: Path) -> Issue:
    """Record the week of the pack's file and publish its report, signed on 15 November 2022."""
    with at("2022-10-21 17:40"):
        record_week(pack / "weeks" / f"{MONDAY.isoformat()}.yaml", by=SYSTEM)
    issue = issue_for_week(MONDAY)
    if issue is None:
        with at("2022-11-14 09:30"):
            issue = open_issue(by=actor("editor"), week_start=MONDAY)
    if issue.state == State.COLLECTING:
        with at("2022-11-14 10:00"):
            issue = collect(by=actor("editor"), issue_id=issue.pk, version=issue.version)
    if issue.state == State.DRAFT:
        with at("2022-11-14 16:20"):
            issue = send_for_review(by=actor("editor"), issue_id=issue.pk, version=issue.version)
    if issue.state == State.IN_REVIEW:
        with at("2022-11-14 17:20"):
            issue = pass_review(by=actor("checker"), issue_id=issue.pk, version=issue.version)
    if issue.state == State.TO_SIGN:
        with at("2022-11-15 09:05"):
            issue = sign_off(by=actor("signer"), issue_id=issue.pk, version=issue.version)
    if issue.state == State.SIGNED:
        with at("2022-11-15 09:12"):
            issue = publish(by=actor("editor"), issue_id=issue.pk)
    with at("2022-11-15 09:20"):
        distribute(by=actor("editor"), issue_id=issue.pk)
        archive(by=actor("editor"), issue_id=issue.pk, retention="永久")
    return issue


def record_weeks_after(pack: Path) -> None:
    """Record what the pack tells of the weeks after the reference week, each at its end or this morning."""
    for path in sorted((pack / "weeks").glob("*.yaml")):
        if path.stem > MONDAY.isoformat():
            friday = date.fromisoformat(path.stem) + timedelta(4)
            with at(min(f"{friday} 17:40", BEGINS)):
                record_week(path, by=SYSTEM)


def begin_next_issue() -> None:
    """Open the next week's report and collect it: a draft on the editor's desk."""
    editor, issue = actor("editor"), issue_for_week(NEXT_MONDAY)
    if issue is None:
        with at("2022-11-14 10:30"):
            issue = open_issue(by=editor, week_start=NEXT_MONDAY)
    if issue.state == State.COLLECTING:
        with at("2022-11-14 11:00"):
            collect(by=editor, issue_id=issue.pk, version=issue.version)
