"""Officers act with the enforcement certificate that their account names (行政处罚法 42, 55)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.enforcement.house import EVIDENCE, OFFICERS, done, filed, reviewer
from tests.enforcement.test_party import at_desk
from tests.house import person

from banli.enforcement import service as enforcement
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Invalid
from banli.people import service as people
from banli.people.models import User


def certified(name: str = "冉秋实", number: str = "川A0001") -> Any:
    """A reviewer of the department with a certificate on the account."""
    user, _secret = people.open_account(
        by=person(Role.ADMIN, None),
        username="officer",
        display_name=name,
        roles=["reviewer"],
        department="market",
        window="",
        certificate=number,
    )
    return people.actor_for(user)


def test_a_number_that_is_not_the_one_of_the_account_is_told_at_its_place() -> None:
    certified(number="川A0009")
    with pytest.raises(Invalid) as error:
        done(filed(), reviewer(), "record_evidence", **EVIDENCE)
    assert [one.where for one in error.value.problems] == ["officers"]
    assert "川A0009" in str(error.value.problems[0])


def test_an_officer_of_elsewhere_is_taken_as_named() -> None:
    certified("卫知衡")
    case = done(filed(), reviewer(), "record_evidence", **EVIDENCE)
    assert enforcement.entries_of(case)[-1].content["officers"] == OFFICERS


def test_who_acts_stands_in_the_form_with_the_certificate() -> None:
    by, case = reviewer(), filed()
    place: dict[str, Any] = {"roles": ["reviewer"], "department": "market", "window": ""}
    admin = person(Role.ADMIN, None)
    people.change_account(by=admin, person=by.id or 0, display_name="冉秋实", certificate="川A0001", **place)
    page = at_desk(by).get(f"/desk/enforcement/{case.number}/").content.decode()
    assert "冉秋实 川A0001" in page


def test_an_administrator_writes_the_number_down_and_takes_it_away_again() -> None:
    officer = User.objects.get(pk=certified(number="").id)
    client = at_desk(person(Role.ADMIN, None))
    page = f"/desk/people/{officer.pk}/"
    assert 'name="certificate"' in client.get(page).content.decode()
    sent = {"display_name": "冉秋实", "roles": ["reviewer"], "department": "market", "window": ""}
    for number, status, kept in (("川A 0001", 422, ""), ("川A0001", 302, "川A0001"), ("", 302, "")):
        officer.refresh_from_db()
        answer = client.post(f"{page}change/", {**sent, "certificate": number, "version": officer.version})
        assert answer.status_code == status
        officer.refresh_from_db()
        assert officer.certificate == kept
    assert people.certificates_of("market") == {}


def test_two_of_one_name_are_not_told_apart() -> None:
    certified()
    people.open_account(
        by=SYSTEM,
        username="officer2",
        display_name="冉秋实",
        roles=["reviewer"],
        department="market",
        window="",
        certificate="川A0007",
    )
    assert people.certificates_of("market") == {}
