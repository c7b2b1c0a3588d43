"""Papers seen at the counter: the account of whoever holds the mobile is known to be theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.held_clock import HeldClock
from tests.portal.test_accounts import MOBILE, NEW, code_for, registered, signed_in

from banli.accounts.models import Contact, IdentityCheck
from banli.accounts.service import level_of
from banli.accounts.states import IdentityLevel
from banli.kernel.actors import Role
from banli.ledger.models import Event
from banli.people.models import User
from banli.people.service import identity_of

pytestmark = pytest.mark.django_db
NUMBER, ANOTHER = "11010519491231002X", "510104199003152010"


@pytest.fixture(autouse=True)
def _demo(db: None, settings: Any) -> None:
    from tests.house import open_house

    open_house()
    settings.DEMO = True


def shown(officer: Client, mobile: str, number: str = NUMBER, name: str = "李明", **more: str) -> Any:
    """An officer sends a code, sees the papers, and types what they say."""
    assert officer.post("/desk/identity/", {"contact": mobile}).status_code == 302
    sent = {"name": name, "number": number, "paper": "identity_card", "code": code_for(mobile), **more}
    return officer.post("/desk/identity/", sent)


def test_a_registered_applicants_papers_are_seen(clock: HeldClock) -> None:
    client = registered(name="小李")
    assert level_of(signed_in(client)) == IdentityLevel.CODE
    clock.move(minutes=1)
    assert shown(clerk(), MOBILE, f" {NUMBER[:6]} {NUMBER[6:].lower()}").status_code == 302
    user = signed_in(client)
    found = identity_of(user.pk)
    assert found is not None
    assert (found.name, found.number, level_of(user)) == ("李明", NUMBER, IdentityLevel.CHECKED)
    check = IdentityCheck.objects.get()
    assert (check.paper, check.window_id) == ("identity_card", "transport-03")
    event = Event.objects.get(name="identity_checked")
    assert NUMBER not in str(event.body)
    assert "已查验证件" in client.get("/my/account/").content.decode()


def test_who_has_no_account_gets_one_at_the_counter() -> None:
    assert shown(clerk(), MOBILE).status_code == 302
    user = User.objects.get(identity=NUMBER)
    assert (user.display_name, Contact.objects.get(user=user).value) == ("李明", MOBILE)


def test_a_lost_mobile_is_replaced_for_whoever_was_checked_before(clock: HeldClock) -> None:
    shown(clerk(), MOBILE)
    clock.move(minutes=1)
    assert shown(clerk(), NEW).status_code == 302
    assert Contact.objects.get().value == NEW
    assert IdentityCheck.objects.count() == 2
    assert User.objects.filter(identity=NUMBER).count() == 1


def test_two_accounts_and_two_people_are_not_mixed(clock: HeldClock) -> None:
    shown(clerk(), MOBILE)
    registered(NEW, "王芳")
    clock.move(minutes=1)
    assert shown(clerk(), NEW).status_code == 422, "the number is another account's"
    clock.move(minutes=1)
    assert shown(clerk(), MOBILE, ANOTHER, "王芳").status_code == 422, "the mobile is somebody else's"
    assert User.objects.get(identity=NUMBER).display_name == "李明"


def test_what_no_papers_say_uses_no_code_up() -> None:
    officer = clerk()
    officer.post("/desk/identity/", {"contact": MOBILE})
    sent = {"name": "李明", "number": NUMBER, "paper": "identity_card", "code": code_for(MOBILE)}
    for wrong in (
        {"number": "110105194912310021"},
        {"number": ""},
        {"name": "\u200b"},
        {"paper": "library_card"},
    ):
        assert officer.post("/desk/identity/", {**sent, **wrong}).status_code == 422
    assert officer.post("/desk/identity/", {**sent, "code": "000000"}).status_code == 422
    assert not User.objects.filter(identity=NUMBER).exists()
    assert officer.post("/desk/identity/", sent).status_code == 302
    assert officer.get("/desk/identity/?new=1").status_code == 200


def test_the_counter_alone_sees_papers() -> None:
    assert at_desk(Role.REVIEWER).get("/desk/identity/").status_code == 403
    assert Client().get("/desk/identity/").status_code == 302
