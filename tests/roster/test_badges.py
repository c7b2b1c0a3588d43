"""Badges: one number with one person, one badge each, and a lost number stays lost."""

from __future__ import annotations

from itertools import count

import pytest
from tests.house import clerk
from tests.roster.hall import colleague, manager

from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Refused, Stale
from banli.ledger.service import version_of
from banli.roster.service import (
    Badge,
    BadgeRecord,
    badges,
    give_badge,
    report_badge_lost,
    take_back_badge,
)
from banli.roster.states.badges import BadgeState

TOKENS = count(1)
pytestmark = pytest.mark.usefixtures("house")


def given(number: str, who: Actor, by: Actor | None = None) -> Badge:
    """Somebody got a badge."""
    record = BadgeRecord(public_id=f"GP-20221017-t{next(TOKENS)}", number=number, officer=str(who.id))
    return give_badge(record=record, by=by or manager())


def test_a_badge_is_given_and_returned_and_its_number_given_again() -> None:
    row = given("0301", clerk())
    with pytest.raises(Refused, match="正在使用"):
        given("0301", colleague())
    assert take_back_badge(badge=row.public_id, by=manager()).state == BadgeState.RETURNED
    assert given("0301", colleague()).number == "0301"
    assert [one.state for one in badges()] == [BadgeState.GIVEN, BadgeState.RETURNED]


def test_nobody_has_two() -> None:
    given("0301", clerk())
    with pytest.raises(Refused, match="0301"):
        given("0302", clerk())


def test_a_lost_number_is_never_given_again() -> None:
    row = given("0301", clerk())
    report_badge_lost(badge=row.public_id, by=manager())
    with pytest.raises(Refused, match="挂失"):
        given("0301", colleague())
    given("0302", clerk())


def test_two_at_once_end_in_one_result() -> None:
    row = given("0301", clerk())
    seen = version_of("roster", row.public_id)
    take_back_badge(badge=row.public_id, by=manager(), version=seen)
    with pytest.raises(Stale):
        report_badge_lost(badge=row.public_id, by=manager(), version=seen)
    with pytest.raises(Refused):
        report_badge_lost(badge=row.public_id, by=manager())


def test_the_hall_keeps_them_and_nobody_else() -> None:
    with pytest.raises(Denied):
        given("0301", clerk(), by=clerk())
    with pytest.raises(Invalid):
        give_badge(record=BadgeRecord(public_id="GP-1", number="0301", officer="0"), by=manager())
