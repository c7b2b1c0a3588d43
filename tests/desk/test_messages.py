"""Messages at the desk: what left the house, in part and in full, and sending one again."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.held_clock import HeldClock
from tests.house import clerk as of_transport
from tests.house import open_house, submitted
from tests.notices.gateway import SECRET, serving

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import Role
from banli.notices.models import Dispatch
from banli.notices.states import Channel, DispatchState
from banli.people.models import Look
from banli.site import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db: None, settings: Any) -> Case:
    """An accepted case whose applicant was told by short message."""
    open_house()
    case = cases.accept(by=of_transport(), number=submitted().number)
    jobs.drain_outbox()
    with serving() as gateway:
        settings.SMS_GATEWAY, settings.SMS_SECRET = gateway.address, SECRET
        jobs.send_messages()
    return case


def one() -> Dispatch:
    """The newest short message."""
    return Dispatch.objects.filter(channel=Channel.SMS).latest("round")


def text(answer: Any) -> str:
    """The page."""
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_list_shows_what_was_sent_with_numbers_in_part(case: Case) -> None:
    page = text(clerk().get("/desk/messages/"))
    assert "已受理" in page
    assert case.mobile not in page
    assert f"{case.mobile[:3]}****{case.mobile[-4:]}" in page
    assert "已受理" in text(clerk().get("/desk/messages/", {"q": case.number[-12:]}))
    assert "没有消息" in text(clerk().get("/desk/messages/", {"q": "209901010001"}))
    assert "没有消息" in text(clerk().get("/desk/messages/", {"view": "trouble"}))
    assert text(clerk().get("/desk/messages/", {"after": "rubbish~", "view": "no such"}))


def test_another_department_sees_none_of_it(case: Case) -> None:
    other = at_desk(Role.REVIEWER, "commerce")
    assert "没有消息" in text(other.get("/desk/messages/"))
    assert other.get(f"/desk/messages/{one().pk}/").status_code == 404
    assert clerk().get(f"/desk/messages/{uuid4()}/").status_code == 404
    assert "已受理" in text(at_desk(Role.SUPERVISOR).get("/desk/messages/"))


def test_a_number_in_full_wants_a_reason_that_is_kept(case: Case) -> None:
    officer, address = clerk(), f"/desk/messages/{one().pk}/look/"
    assert officer.post(address, {"reason": " "}).status_code == 422
    assert case.mobile in text(officer.post(address, {"reason": "电话核对"}))
    look = Look.objects.get()
    assert (look.what, look.subject, look.reason) == ("address", case.number, "电话核对")
    assert case.mobile not in text(officer.get(f"/desk/messages/{one().pk}/"))


def test_a_failed_message_is_sent_again_to_the_number_known_today(case: Case) -> None:
    first = one()
    Dispatch.objects.filter(pk=first.pk).update(state=DispatchState.FAILED)
    Case.objects.filter(pk=case.pk).update(mobile="13900009999")
    officer, address = clerk(), f"/desk/messages/{first.pk}/send-again/"
    assert officer.post(address).status_code == 302
    again = one()
    assert (again.round, again.to, again.state) == (2, "13900009999", DispatchState.WAITING)
    assert again.pk != first.pk
    assert officer.post(address).status_code == 409, "a second click sends no third"
    assert Dispatch.objects.filter(channel=Channel.SMS).count() == 2
    assert "重新发送" not in text(officer.get(f"/desk/messages/{first.pk}/"))


def test_a_message_is_not_sent_again_without_end(case: Case) -> None:
    officer = clerk()
    for _turn in range(4):
        Dispatch.objects.filter(channel=Channel.SMS).update(state=DispatchState.FAILED)
        assert officer.post(f"/desk/messages/{one().pk}/send-again/").status_code == 302
    Dispatch.objects.filter(channel=Channel.SMS).update(state=DispatchState.FAILED)
    assert officer.post(f"/desk/messages/{one().pk}/send-again/").status_code == 409


def test_a_supervisor_looks_and_sends_nothing(case: Case) -> None:
    supervisor = at_desk(Role.SUPERVISOR)
    assert supervisor.post(f"/desk/messages/{one().pk}/send-again/").status_code == 403
    assert Client().get("/desk/messages/").status_code == 302


def test_the_demos_mobile_is_there_in_a_demo_only(case: Case, settings: Any, clock: HeldClock) -> None:
    assert Client().get("/demo/mobile/").status_code == 404
    settings.DEMO, settings.SMS_GATEWAY = True, ""
    Dispatch.objects.filter(channel=Channel.SMS).update(state=DispatchState.WAITING, due_at=clock.now)
    assert jobs.send_messages() == 1
    page = text(Client().get("/demo/mobile/"))
    assert one().text in page
