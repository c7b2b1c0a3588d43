"""Tries, sessions, sign-ins and looks go when their rule says, and not before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import PASSWORD, person, submitted

from banli.cases.service import look_in_full
from banli.kernel import clock as now
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied
from banli.kernel.retention import term
from banli.people.models import Attempt, Look, Session, SignIn
from banli.people.service import (
    remove_attempts,
    remove_looks,
    remove_sessions,
    remove_sign_ins,
)
from banli.site.jobs import clean


def test_each_goes_with_its_rule_and_not_a_day_before(house: None, clock: HeldClock) -> None:
    reviewer = person(Role.REVIEWER, name="qin")
    Client().post("/login/", {"username": "qin", "password": "wrong"})
    look_in_full(by=reviewer, number=submitted().number, reason="核对身份证")
    terms: dict[str, type[Attempt] | type[SignIn] | type[Look]] = {
        "attempt": Attempt,
        "sign_in": SignIn,
        "look": Look,
    }
    begun = now.now()
    for key, model in sorted(terms.items(), key=lambda one: term(one[0])):
        clock.move(seconds=(begun + term(key) - now.now()).total_seconds())
        clean(timestamp=0)
        assert model.objects.exists(), key
        clock.move(seconds=1)
        clean(timestamp=0)
        assert not model.objects.exists(), key


def test_sign_ins_are_kept_for_half_a_year_at_least() -> None:
    assert term("sign_in") >= timedelta(days=184)


def test_a_session_that_ended_goes_and_one_that_is_open_stays(house: None) -> None:
    person(Role.REVIEWER, name="qin")
    Client().post("/login/", {"username": "qin", "password": PASSWORD})
    Client().post("/login/", {"username": "qin", "password": PASSWORD})
    over, _open = Session.objects.order_by("pk")
    Session.objects.filter(pk=over.pk).update(expire_date=now.now() - timedelta(days=2))
    assert remove_sessions(by=SYSTEM) == 1
    assert Session.objects.count() == 1


@pytest.mark.parametrize("remove", [remove_attempts, remove_looks, remove_sign_ins])
def test_nobody_removes_traces_by_hand(house: None, remove: object) -> None:
    for role in (Role.ADMIN, Role.SUPERVISOR):
        with pytest.raises(Denied):
            remove(by=person(role), before=now.now())  # type: ignore[operator]
    assert remove(by=SYSTEM, before=now.now()) == 0  # type: ignore[operator]
