"""What the gateway reports is believed where it signed it lately, and counts once."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from banli.cases import service as cases
from banli.cases.models import Case
from banli.notices.acts.channels.sms_gateway import signed
from banli.notices.models import Dispatch
from banli.notices.states import Channel, DispatchState
from banli.site import jobs
from tests.held_clock import HeldClock
from tests.house import clerk
from tests.notices.gateway import SECRET, Gateway

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(case: Case, gateway: Gateway) -> Dispatch:
    """A short message that the gateway took."""
    cases.accept(by=clerk(), number=case.number)
    jobs.drain_outbox()
    jobs.send_messages()
    return Dispatch.objects.get(channel=Channel.SMS)


def reported(clock: HeldClock, *rows: dict[str, Any], secret: str = SECRET, at: str = "") -> Any:
    """A report as the gateway sends it."""
    body = json.dumps({"reports": rows})
    at = at or str(int(clock.now.timestamp()))
    headers = {"X-At": at, "X-Signature": signed(secret, at, body)}
    return Client(enforce_csrf_checks=True).post(
        "/api/v1/messages/reports", body, content_type="application/json", headers=headers
    )


def test_a_message_that_arrived_is_noted_once(sent: Dispatch, clock: HeldClock) -> None:
    row = {"id": str(sent.pk), "state": "delivered"}
    assert reported(clock, row).json() == {"noted": 1}
    assert reported(clock, row, {"id": str(uuid4()), "state": "failed"}).json() == {"noted": 0}
    sent.refresh_from_db()
    assert sent.state == DispatchState.DELIVERED


def test_one_that_did_not_arrive_says_why(sent: Dispatch, clock: HeldClock) -> None:
    answer = reported(clock, {"id": str(sent.pk), "state": "failed", "why": "空号"})
    assert answer.json() == {"noted": 1}
    sent.refresh_from_db()
    assert (sent.state, sent.why) == (DispatchState.FAILED, "空号")


def test_a_report_may_come_before_the_answer_is_written_down(sent: Dispatch, clock: HeldClock) -> None:
    Dispatch.objects.filter(pk=sent.pk).update(state=DispatchState.SENDING, sent_at=None)
    assert reported(clock, {"id": str(sent.pk), "state": "delivered"}).json() == {"noted": 1}
    sent.refresh_from_db()
    assert sent.sent_at is not None
    clock.move(minutes=10)
    assert jobs.send_messages() == 0


def test_a_stranger_reports_nothing(sent: Dispatch, clock: HeldClock, settings: Any) -> None:
    row = {"id": str(sent.pk), "state": "failed"}
    old = str(int(clock.now.timestamp()) - 301)
    for wrong in ({"secret": "another"}, {"at": old}, {"at": "now"}, {"at": "1" * 40}, {"at": "²"}):
        assert reported(clock, row, **wrong).status_code == 401
    settings.SMS_SECRET = ""
    assert reported(clock, row, secret="").status_code == 401
    assert Client().post("/api/v1/messages/reports").status_code == 401
    sent.refresh_from_db()
    assert sent.state == DispatchState.SENT


@pytest.mark.parametrize(
    "row", [{}, {"id": "1", "state": "delivered"}, {"id": str(uuid4()), "state": "lost"}]
)
def test_what_is_no_report_is_refused_in_words(sent: Dispatch, clock: HeldClock, row: dict[str, Any]) -> None:
    assert reported(clock, row).status_code == 422
