"""The reference week as a pack file tells it, six counts, and the people who make the report.

Django is set up after this file is read, so whatever needs it is imported where it is used.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.yamlfile import read

if TYPE_CHECKING:
    from banli.weekly.service import Issue

PACK = Path(__file__).resolve().parents[2] / "src" / "banli" / "packs" / "sichuan"
MONDAY = date(2022, 10, 17)
PUBLISHED = {
    "01": (672349, 664964),
    "20": (20162750, 7934183),
    "06": (52840, 53447),
}
"""Accepted and completed in the reference report: licences, public services, and the other nine as one."""


@pytest.fixture
def editor() -> Actor:
    return Actor(name="林知远", roles=frozenset({Role.EDITOR}), id=11)


@pytest.fixture
def checker() -> Actor:
    return Actor(name="许清和", roles=frozenset({Role.CHECKER}), id=13)


@pytest.fixture
def signer() -> Actor:
    return Actor(name="顾明川", roles=frozenset({Role.SIGNER}), id=12)


def set_up() -> None:
    """The house, the frame and the numbering of the pack, the reference week, the published counts."""
    from tests.authorities.people import live
    from tests.daily_facts import count_in
    from tests.plans import patrols

    from banli.fieldwork.service import FieldworkWeek
    from banli.fieldwork.service import load_week as load_fieldwork
    from banli.hall.service import HallWeek
    from banli.hall.service import load_week as load_hall
    from banli.people.service import load_house, load_keepers
    from banli.province.load import keepers_of
    from banli.weekly.service import load_frame, load_numbering, read_frame

    rows = {name: read(PACK / f"{name}.yaml").data for name in ("regions", "departments", "windows")}
    load_house(by=SYSTEM, **rows)
    load_keepers(by=SYSTEM, keepers=keepers_of(PACK))
    patrols()
    week = read(PACK / "weeks" / "2022-10-17.yaml")
    load_hall(data=week.validated(HallWeek, "hall"), by=SYSTEM)
    live()  # one authority, one batch of one: the training of the week is counted from it
    load_fieldwork(data=week.validated(FieldworkWeek, "fieldwork"), by=SYSTEM)
    frame = read_frame(PACK / "weekly.yaml")
    load_frame(by=SYSTEM, frame=frame)
    load_numbering(by=SYSTEM, frame=frame)
    day = date(2022, 6, 1)
    for kind, (accepted, completed) in PUBLISHED.items():
        count_in(
            {(day, "commerce", kind, "accepted"): accepted, (day, "commerce", kind, "granted"): completed}
        )


@pytest.fixture
def week(db: None, clock: object) -> None:
    """Everything the report of the reference week is made from; it is the day the report was signed."""
    clock.set(date(2022, 11, 15))  # type: ignore[attr-defined]
    set_up()


@pytest.fixture
def draft(week: None, editor: Actor) -> Issue:
    """The issue of the reference week, collected."""
    from banli.weekly.service import collect, open_issue

    issue = open_issue(by=editor, week_start=MONDAY)
    return collect(by=editor, issue_id=issue.pk, version=issue.version)


def checked(issue: Issue, editor: Actor, checker: Actor) -> Issue:
    """The issue, sent by the editor and passed on by the checker."""
    from banli.weekly.service import pass_review, send_for_review

    sent = send_for_review(by=editor, issue_id=issue.pk, version=issue.version)
    return pass_review(by=checker, issue_id=sent.pk, version=sent.version)


@pytest.fixture
def to_sign(draft: Issue, editor: Actor, checker: Actor) -> Issue:
    """The same, checked."""
    return checked(draft, editor, checker)


@pytest.fixture
def signed(to_sign: Issue, signer: Actor) -> Issue:
    """The same, signed off."""
    from banli.weekly.service import sign_off

    return sign_off(by=signer, issue_id=to_sign.pk, version=to_sign.version)
