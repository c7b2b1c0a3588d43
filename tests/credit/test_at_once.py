"""Two officers at the same moment: one ban, one lifting, one subject."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from tests.house import open_house, person

from banli.credit.models import Ban, Subject
from banli.credit.service import BanRecord, impose, lift
from banli.kernel.actors import Role
from banli.kernel.errors import Refused
from banli.ledger.service import events

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[int], Any]) -> list[str]:
    """Do ``act`` from four hands; what became of each, in order of name."""

    def one(hand: int) -> str:
        try:
            act(hand)
        except Refused:
            return "Refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as hands:
        return sorted(hands.map(one, range(4)))


def test_four_bans_on_a_new_subject_make_one_subject(ban_of: Callable[..., BanRecord]) -> None:
    open_house()
    by = person(Role.APPROVER)
    assert at_once(lambda hand: impose(record=ban_of(source=f"案{hand}"), by=by)) == ["done"] * 4
    assert (Ban.objects.count(), Subject.objects.count()) == (4, 1)


def test_the_same_ban_at_once_is_one_ban_and_is_lifted_once(ban_of: Callable[..., BanRecord]) -> None:
    open_house()
    by = person(Role.APPROVER)
    assert at_once(lambda _hand: impose(record=ban_of(public_id="XZ-1"), by=by)) == ["done"] * 4
    told = at_once(lambda _hand: lift(ban="XZ-1", reason="认定有误", by=by))
    assert told == ["Refused", "Refused", "Refused", "done"]
    assert [one.name for one in events("credit", "XZ-1")] == ["ban_imposed", "ban_lifted"]
