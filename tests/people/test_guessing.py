"""Guessing at what is secret: counted at the thing and at the network, before each try."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import PASSWORD, open_house, person, submitted

from banli.cases.service import query_password
from banli.kernel.actors import Role
from banli.people.models import Attempt
from banli.people.rules import ALLOWED_FROM, ALLOWED_OF, Door, network_of
from banli.people.service import Locked, guarded

HALL = "10.1.2.3"


def attempt(secret: str, right: bool = False, address: str = HALL) -> str:
    """What a try at a case's number comes to."""
    try:
        opened = guarded(door=Door.CASE, secret=secret, address=address, fits=lambda: right)
    except Locked:
        return "locked"
    return "open" if opened else "wrong"


@pytest.mark.django_db
def test_a_number_takes_five_wrong_tries_wherever_they_come_from() -> None:
    told = [attempt("A", address=f"10.0.0.{last}") for last in range(ALLOWED_OF + 1)]
    assert told == [*["wrong"] * ALLOWED_OF, "locked"]
    assert attempt("B") == "wrong"


@pytest.mark.django_db
def test_opening_ones_own_case_does_not_give_back_tries_at_others() -> None:
    """Four at each of twelve numbers with one's own in between: more than one network may try."""
    told = []
    for number in range(12):
        told += [attempt(f"foreign-{number}") for _try in range(ALLOWED_OF - 1)]
        told.append(attempt("own", right=True))
    assert told.count("wrong") == ALLOWED_FROM
    assert told[-1] == "locked"


@pytest.mark.django_db
def test_a_hall_where_everybody_types_rightly_is_never_closed() -> None:
    told = [attempt(f"case-{number}", right=True) for number in range(2 * ALLOWED_FROM)]
    assert set(told) == {"open"}


@pytest.mark.django_db
def test_a_right_try_clears_its_own_number_only() -> None:
    for number in ("A", "B"):
        assert [attempt(number) for _try in range(ALLOWED_OF - 1)] == ["wrong"] * (ALLOWED_OF - 1)
    assert attempt("A", right=True) == "open"
    assert [attempt("A") for _try in range(2)] == ["wrong", "wrong"]
    assert [attempt("B") for _try in range(2)] == ["wrong", "locked"]


@pytest.mark.django_db
def test_tries_that_are_refused_cost_nothing_and_end_after_a_quarter_of_an_hour(clock: HeldClock) -> None:
    for _try in range(ALLOWED_OF):
        attempt("A")
    clock.move(minutes=14)
    assert [attempt("A") for _try in range(3)] == ["locked"] * 3
    clock.move(minutes=2)
    assert attempt("A", right=True) == "open"


@pytest.mark.django_db
def test_a_hall_that_never_rests_is_not_counted_for_ever(clock: HeldClock) -> None:
    for day in range(3 * ALLOWED_FROM):
        assert attempt(f"case-{day}") == "wrong"
        clock.move(minutes=1)


@pytest.mark.django_db
def test_each_door_counts_by_itself() -> None:
    for _try in range(ALLOWED_OF):
        attempt("A")
    assert guarded(door=Door.SIGN_IN, secret="A", address=HALL, fits=lambda: True)


@pytest.mark.django_db
def test_no_number_name_or_address_is_kept() -> None:
    attempt("9" * 4000)
    assert Attempt.objects.count() == 2
    assert not Attempt.objects.filter(key__contains="9999").exists()
    assert not Attempt.objects.filter(key__contains=HALL).exists()


@pytest.mark.django_db(transaction=True)
def test_two_dozen_at_once_are_five_tries() -> None:
    def one(hand: int) -> str:
        try:
            return attempt("A", address=f"10.0.{hand}.1")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        told = list(hands.map(one, range(24)))
    assert (told.count("wrong"), told.count("locked")) == (ALLOWED_OF, 24 - ALLOWED_OF)


@pytest.mark.django_db(transaction=True)
def test_two_dozen_sign_ins_at_once_are_five_tries() -> None:
    open_house()
    person(Role.CLERK, name="lin")

    def one(_hand: int) -> str:
        try:
            return Client().post("/login/", {"username": "lin", "password": "wrong"}).content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        told = list(hands.map(one, range(24)))
    assert sum("请十五分钟后再试" in page for page in told) == 24 - ALLOWED_OF


@pytest.mark.parametrize("door", ["/login/", "/desk/sign-in/"])
def test_one_password_is_not_tried_on_everybody(house: None, door: str) -> None:
    person(Role.CLERK, name="lin")
    for number in range(ALLOWED_FROM):
        Client().post(door, {"username": f"name-{number}", "password": "Sommer2022!"})
    refused = Client().post(door, {"username": "lin", "password": PASSWORD})
    assert "请十五分钟后再试" in refused.content.decode()
    elsewhere = Client(REMOTE_ADDR="10.9.9.9").post(door, {"username": "lin", "password": PASSWORD})
    assert elsewhere.status_code == 302


def test_whether_a_number_or_a_name_exists_is_not_told(house: None) -> None:
    person(Role.CLERK, name="lin")
    case = submitted()
    for there, not_there in ((case.number, "1" * 43),):
        told = [
            [Client().post("/track/", {"number": one, "password": "x"}).status_code for _try in range(7)]
            for one in (there, not_there)
        ]
        assert told[0] == told[1] == [422] * ALLOWED_OF + [429] * 2
    pages = [
        Client().post("/login/", {"username": one, "password": "wrong"}).content.decode().count("不符")
        for one in ("lin", "nobody-of-that-name")
    ]
    assert pages[0] == pages[1]


def test_strangers_links_close_verification_for_nobody(house: None) -> None:
    """An image on any page makes a browser ask for it; a code has too many characters to be guessed."""
    for _image in range(2 * ALLOWED_FROM):
        assert Client().get("/verify/ABCDEFGHJKMN/").status_code == 404
    wrong = {"number": "川超限〔2022〕99999号", "holder": "某公司"}
    told = [Client().post("/verify/", wrong).status_code for _try in range(ALLOWED_OF + 1)]
    assert told == [404] * ALLOWED_OF + [429]
    other = {"number": "川超限〔2022〕00001号", "holder": "某公司"}
    assert Client().post("/verify/", other).status_code == 404


def test_what_no_page_of_ours_sends_counts_against_nobody(house: None) -> None:
    """Neither an address asked for without a token nor a form without its mark is a try."""
    for _image in range(2 * ALLOWED_FROM):
        assert Client().get("/api/v1/intakes/00000000-0000-4000-8000-000000000000").status_code == 401
    strict = Client(enforce_csrf_checks=True)
    for _form in range(2 * ALLOWED_FROM):
        assert strict.post("/track/", {"number": "1" * 43, "password": "x"}).status_code == 403
    case = submitted()
    password = query_password(case.number)
    assert Client().post("/track/", {"number": case.number, "password": password}).status_code == 302
    assert Attempt.objects.filter(failures__gt=0).count() == 0


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("", ""),
        ("unknown", "unknown"),
    ],
)
def test_an_address_counts_as_its_network(address: str, counts_as: str) -> None:
    assert network_of(address) == counts_as
