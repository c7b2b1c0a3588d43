"""One-time codes: five tries, five minutes, used once, ten a day, and nobody learns anything by them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from banli.accounts.models import Code
from banli.accounts.rules import A_DAY, TRIES, Address, TooMany, code_text, is_code
from banli.accounts.service import ask_code, remove_codes, use_code
from banli.accounts.states import ContactKind, Purpose
from banli.kernel import clock as now_of
from banli.kernel.actors import SYSTEM, VISITOR
from banli.kernel.errors import Denied
from banli.kernel.text import Words
from banli.notices.models import Dispatch
from banli.notices.rules import parts_of
from tests.held_clock import HeldClock
from tests.patience import EXAMPLES_UNDO

MOBILE = Address(ContactKind.MOBILE, "13800001234")
Sent = Callable[[str], list[str]]


def ask(
    address: Address = MOBILE, network: str = "10.0.0.1", purpose: Purpose = Purpose.SIGN_IN, **more: bool
) -> None:
    """Ask for a code."""
    ask_code(by=VISITOR, purpose=purpose, address=address, network=network, **more)


def use(code: str, address: Address = MOBILE, purpose: Purpose = Purpose.SIGN_IN) -> bool:
    """Try a code."""
    return use_code(by=VISITOR, purpose=purpose, address=address, code=code)


def other(code: str) -> str:
    """Six digits that are not these."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_code_opens_once(sent: Sent) -> None:
    ask()
    (code,) = sent(MOBILE.value)
    assert is_code(code)
    assert use(code)
    assert not use(code)


def test_a_code_is_read_however_it_is_typed(sent: Sent) -> None:
    ask()
    (code,) = sent(MOBILE.value)
    assert use(f" {code[:3]} {code[3:]}　")


def test_after_five_wrong_tries_the_right_one_opens_nothing(sent: Sent) -> None:
    ask()
    (code,) = sent(MOBILE.value)
    assert [use(other(code)) for _ in range(TRIES)] == [False] * TRIES
    assert not use(code)


def test_four_wrong_tries_leave_one(sent: Sent) -> None:
    ask()
    (code,) = sent(MOBILE.value)
    assert not any(use(wrong) for wrong in ("", "x", "1" * 40, other(code)))
    assert use(code)


def test_a_code_ends_after_five_minutes(sent: Sent, clock: HeldClock) -> None:
    ask()
    (code,) = sent(MOBILE.value)
    clock.move(minutes=5)
    assert not use(code)


def test_a_new_code_takes_the_place_of_the_one_before(sent: Sent, clock: HeldClock) -> None:
    ask()
    clock.move(seconds=30)
    ask()
    first, second = sent(MOBILE.value)
    assert first == second or not use(first)
    assert use(second)


def test_a_code_is_good_for_its_purpose_and_its_number_alone(sent: Sent) -> None:
    ask()
    (code,) = sent(MOBILE.value)
    assert not use(code, purpose=Purpose.CLOSE)
    assert not use(code, address=Address(ContactKind.MOBILE, "13800001235"))
    assert use(code)


def test_nobody_gets_an_eleventh_in_a_day(sent: Sent, clock: HeldClock) -> None:
    for place in range(A_DAY):
        ask(network=f"10.0.1.{place}", send=place % 2 == 0)
        clock.move(minutes=1)
    for place in range(2):
        with pytest.raises(TooMany):
            ask(network=f"10.0.2.{place}", send=False)
    clock.move(days=1)
    ask()


def test_a_network_that_pesters_is_refused_and_a_busy_hall_is_not(sent: Sent) -> None:
    def number(place: int) -> Address:
        return Address(ContactKind.MOBILE, f"138000{place:05d}")

    for place in range(3 * A_DAY):
        ask(number(place))
        assert use(sent(number(place).value)[-1], number(place))
    for place in range(A_DAY):
        ask(number(100 + place))
    with pytest.raises(TooMany):
        ask(number(200))
    ask(number(200), network="10.0.0.2")


def test_where_nobody_is_to_get_one_everything_else_is_the_same(sent: Sent) -> None:
    ask(send=False)
    assert sent(MOBILE.value) == []
    assert Code.objects.count() == 1
    assert not use("123456")
    assert Code.objects.get().tries == 1


def test_neither_code_nor_number_can_be_read_in_the_table(sent: Sent) -> None:
    ask()
    (code,) = sent(MOBILE.value)
    row = Code.objects.values().get()
    text = " ".join(str(value) for value in row.values())
    assert MOBILE.value not in text
    assert code not in {row["digest"], row["target"]}
    assert len(row["digest"]) == len(row["target"]) == len(row["network"]) == 64


@pytest.mark.django_db(transaction=True)
def test_of_twenty_tries_at_once_five_count(sent: Sent) -> None:
    ask()
    (code,) = sent(MOBILE.value)

    def one(_place: int) -> bool:
        try:
            return use(other(code))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(20))) == [False] * 20
    assert Code.objects.get().tries == TRIES
    assert not use(code)


OPERATIONS = st.lists(st.sampled_from(("ask", "right", "wrong", "stale", "minute", "later")), max_size=14)


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=EXAMPLES_UNDO)
@given(operations=OPERATIONS)
def test_whatever_happens_only_the_last_open_code_opens(
    operations: list[str], sent: Sent, clock: HeldClock
) -> None:
    """A model beside the acts: the last code, its tries, its end."""
    Dispatch.objects.all().delete()
    Code.objects.all().delete()
    code, stale, tries, until, used, made = "", "", 0, now_of.now(), True, 0
    for operation in operations:
        if operation == "ask":
            clock.move(seconds=1)
            if made < A_DAY:
                ask(network=f"10.1.{made}.1")
                stale, code = code, sent(MOBILE.value)[-1]
                tries, until, used, made = 0, now_of.now() + timedelta(minutes=5), False, made + 1
        elif operation in ("minute", "later"):
            clock.move(minutes=1 if operation == "minute" else 6)
        else:
            typed = {"right": code, "wrong": other(code or "0"), "stale": stale}[operation]
            good = not used and tries < TRIES and now_of.now() < until
            right = good and typed == code and code != ""
            assert use(typed) == right
            used, tries = used or right, tries + (good and not right)


def test_codes_go_after_two_days(sent: Sent, clock: HeldClock) -> None:
    ask()
    with pytest.raises(Denied):
        remove_codes(by=VISITOR, before=now_of.now())
    clock.move(days=3)
    assert remove_codes(by=SYSTEM, before=now_of.now()) == 1


def test_the_words_of_a_code_are_one_short_message() -> None:
    sign = Words(zh="四川省一体化政务服务平台", en="Sichuan")
    assert parts_of(code_text("123456", sign=sign, english=False)) == 1
    assert "123456" in code_text("123456", sign=sign, english=True)
