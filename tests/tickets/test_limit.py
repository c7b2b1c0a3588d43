"""Who draws without end is told to wait, and the kiosk opens in the hall alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.held_clock import HeldClock

from banli.kernel.actors import SYSTEM
from banli.runtime.environment import BadEnvironment, read
from banli.tickets import service as tickets
from banli.tickets.models import Booking, Ticket

FAR, NEAR = "203.0.113.7", "10.20.3.4"


@pytest.fixture(autouse=True)
def _hall(settings: Any) -> None:
    settings.HALL_NETWORKS = ("10.20.0.0/16", "2001:db8:1::/48")
    plan = tickets.plan().model_copy(update={"limit": tickets.plan().limit.model_copy(update={"times": 3})})
    tickets.load_queue_plan(plan=plan, by=SYSTEM)


def at(where: str) -> Client:
    """A browser at that address."""
    return Client(headers=None, REMOTE_ADDR=where)


def draw(where: str) -> int:
    return at(where).post("/queue/", {"service": "transport"}).status_code


def test_from_one_network_so_many_and_again_after_a_while(clock: HeldClock) -> None:
    assert [draw(FAR) for _one in range(4)] == [302, 302, 302, 409]
    page = at(FAR).post("/queue/", {"service": "transport"}).content.decode()
    assert "请过10分钟再试" in page
    assert at(FAR).post("/appointments/new/transport/", {"slot": "2022-10-18T10:00"}).status_code == 409
    assert draw("203.0.113.8") == 302
    clock.move(minutes=10)
    assert at(FAR).post("/appointments/new/transport/", {"slot": "2022-10-18T10:00"}).status_code == 302
    assert (Ticket.objects.count(), Booking.objects.count()) == (4, 1)


def test_of_ipv6_a_subscriber_counts_as_one() -> None:
    answers = [draw(f"2001:db8:9:1::{number}") for number in range(1, 5)]
    assert answers == [302, 302, 302, 409]


def test_in_the_hall_nothing_is_counted() -> None:
    assert [draw(NEAR) for _one in range(5)] == [302] * 5


@pytest.mark.parametrize("where", ["10.20.255.1", "::ffff:10.20.0.1", "2001:db8:1::5"])
def test_the_kiosk_opens_in_the_hall(where: str) -> None:
    assert at(where).get("/queue/kiosk/").status_code == 200


@pytest.mark.parametrize("where", ["203.0.113.7", "10.21.0.1", "", "unknown", "2001:db8:2::5"])
def test_elsewhere_the_kiosk_leads_to_the_page_for_phones(where: str) -> None:
    browser = at(where)
    answer = browser.get("/queue/kiosk/")
    assert (answer.status_code, 'href="/queue/"' in answer.content.decode()) == (403, True)
    assert browser.post("/queue/kiosk/", {"service": "transport"}).status_code == 403
    assert browser.post("/queue/kiosk/appointment/", {"code": "A"}).status_code == 403
    assert not Ticket.objects.exists()


def test_a_network_that_is_none_is_told_at_the_start() -> None:
    assert read({}).hall == ("127.0.0.0/8", "::1/128")
    assert read({"BANLI_HALL_NETWORKS": "10.20.0.0/16, 10.30.0.0/16"}).hall == (
        "10.20.0.0/16",
        "10.30.0.0/16",
    )
    with pytest.raises(BadEnvironment, match="BANLI_HALL_NETWORKS"):
        read({"BANLI_HALL_NETWORKS": "the hall"})
