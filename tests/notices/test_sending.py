"""What applicants are told leaves the house: once for each channel, at least once, and never in the way of an act."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel.actors import SYSTEM, VISITOR
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Denied
from banli.kernel.text import Words
from banli.notices.acts import sending
from banli.notices.acts.channels import Letter, Silent
from banli.notices.models import Dispatch, Message
from banli.notices.selectors.addressees import SOURCES
from banli.notices.service import (
    Addressee,
    address_messages,
    oldest_unsent,
    register_addressees,
    remove_dispatches,
    send_due,
)
from banli.notices.states import Channel, DispatchState
from banli.site import jobs
from tests.held_clock import HeldClock
from tests.house import clerk
from tests.notices.gateway import Gateway, say

pytestmark = pytest.mark.django_db
POINT = {"where": "goods", "label": "货物", "problem": "请写明货物。"}
WAITS = {DispatchState.WAITING, DispatchState.SENDING, DispatchState.HELD}


def accepted(case: Case) -> Case:
    """The case is accepted, and the news of it made."""
    case = cases.accept(by=clerk(), number=case.number)
    jobs.drain_outbox()
    return case


def short() -> Dispatch:
    """The one short message there is."""
    return Dispatch.objects.get(channel=Channel.SMS)


def test_an_applicant_is_told_in_the_platform_and_by_short_message(case: Case, gateway: Gateway) -> None:
    accepted(case)
    assert jobs.send_messages() == 1
    site, sent = Dispatch.objects.get(channel=Channel.SITE), short()
    assert (site.state, site.to) == (DispatchState.DELIVERED, "")
    assert (sent.state, sent.to, sent.reference) == (DispatchState.SENT, case.mobile, case.number)
    assert sent.gateway_reference == "gw-1"
    (told,) = gateway.taken.values()
    assert told["text"] == sent.text
    assert told["text"].startswith("【政务服务】")
    assert "已受理" in told["text"]
    assert len(told["text"]) <= 70
    assert case.applicant not in told["text"]
    assert case.applicant_code not in told["text"]


def test_a_message_is_sent_once_however_often_the_job_runs(case: Case, gateway: Gateway) -> None:
    accepted(case)
    assert [jobs.send_messages() for _ in range(3)] == [1, 0, 0]
    assert gateway.asked == 1
    assert Message.objects.filter(addressed=False).count() == 0


def test_without_channels_the_platform_alone_tells(case: Case) -> None:
    accepted(case)
    assert jobs.send_messages() == 0
    assert list(Dispatch.objects.values_list("channel", flat=True)) == [Channel.SITE]


def test_a_gateway_that_is_down_delays_with_growing_pauses_and_loses_nothing(
    case: Case, gateway: Gateway, clock: HeldClock
) -> None:
    accepted(case)
    gateway.instead = lambda handler: say(handler, 503, {})
    asked = []
    for _minute in range(40):
        before = gateway.asked
        jobs.send_messages()
        asked.append(gateway.asked - before)
        clock.move(minutes=1)
    assert [minute for minute, times in enumerate(asked) if times] == [0, 1, 3, 8, 23]
    assert short().why == "HTTP 503"
    assert oldest_unsent() is not None
    gateway.instead = None
    clock.move(minutes=30)
    assert jobs.send_messages() == 1
    assert short().state == DispatchState.SENT
    assert oldest_unsent() is None


def test_a_process_killed_after_the_gateways_answer_sends_the_same_id_again(
    case: Case, gateway: Gateway, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(case)

    class Killed(BaseException):
        """The machine lost its power."""

    def killed(*_args: Any, **_more: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(sending, "_noted", killed)
        with pytest.raises(Killed):
            jobs.send_messages()
    assert short().state == DispatchState.SENDING
    assert jobs.send_messages() == 0, "another job may still be over it"
    clock.move(minutes=6)
    assert jobs.send_messages() == 1
    assert (gateway.asked, len(gateway.taken)) == (2, 1)
    assert short().state == DispatchState.SENT


def test_what_nobody_took_for_three_days_is_given_up_and_listed(
    case: Case, gateway: Gateway, clock: HeldClock
) -> None:
    accepted(case)
    gateway.instead = lambda handler: say(handler, 500, {})
    jobs.send_messages()
    clock.move(days=3, minutes=1)
    jobs.send_messages()
    assert short().state == DispatchState.GIVEN_UP
    assert short().why == "HTTP 500"


@pytest.mark.parametrize("answer", [(400, {}), (200, {"code": "refused"})])
def test_a_number_that_the_gateway_refuses_is_asked_about_once(
    case: Case, gateway: Gateway, answer: tuple[int, Any]
) -> None:
    accepted(case)
    gateway.instead = lambda handler: say(handler, *answer)
    assert jobs.send_messages() == 0
    assert short().state == DispatchState.FAILED


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b'{"code": 1}', b"[" * 9_000, b'"ok"'])
def test_rubbish_from_the_gateway_is_no_answer(case: Case, gateway: Gateway, content: bytes) -> None:
    accepted(case)
    gateway.instead = lambda handler: say(handler, 200, content)
    assert jobs.send_messages() == 0
    assert short().state == DispatchState.WAITING


def test_a_gateway_by_an_address_with_places_is_asked_by_get(
    case: Case, gateway: Gateway, settings: Any
) -> None:
    settings.SMS_GATEWAY += "?id={id}&mobile={mobile}&text={text}&at={at}&signature={signature}"
    accepted(case)
    assert jobs.send_messages() == 1
    assert next(iter(gateway.taken.values()))["mobile"] == case.mobile


def test_three_that_are_not_answered_leave_the_others_for_the_next_round(case: Case) -> None:
    asked: list[Letter] = []

    def silent(letter: Letter) -> str:
        asked.append(letter)
        raise Silent("timeout")

    _many(case, 30)
    assert send_due(by=SYSTEM, channels={Channel.SMS: silent}) == {Channel.SMS: 0}
    assert len(asked) == sending.DOWN_AFTER
    rows = Dispatch.objects.filter(channel=Channel.SMS)
    assert {one.state for one in rows} <= WAITS
    assert sum(one.tries for one in rows) == sending.DOWN_AFTER


def test_a_silent_channel_holds_up_no_other(case: Case) -> None:
    def silent(_letter: Letter) -> str:
        raise Silent("timeout")

    _many(case, 5)
    Dispatch.objects.filter(channel=Channel.SMS).update(due_at=case.submitted_at)
    taken: list[str] = []

    def takes(letter: Letter) -> str:
        taken.append(letter.to)
        return "1"

    one = Dispatch.objects.filter(channel=Channel.SMS).first()
    assert one is not None
    Dispatch.objects.filter(pk=one.pk).update(channel=Channel.MAIL, to="li@example.cn")
    assert send_due(by=SYSTEM, channels={Channel.SMS: silent, Channel.MAIL: takes})[Channel.MAIL] == 1
    assert taken == ["li@example.cn"]


def _many(case: Case, number: int) -> None:
    """So many short messages that are due."""
    now = case.submitted_at
    Dispatch.objects.bulk_create(
        Dispatch(
            name="accepted",
            channel=Channel.SMS,
            state=DispatchState.WAITING,
            to="13800000000",
            text="已受理",
            made_at=now,
            due_at=now,
            until=now.replace(year=now.year + 1),
        )
        for _ in range(number)
    )


@pytest.mark.parametrize(("hour", "held"), [(23, True), (7, True), (8, False), (21, False)])
def test_at_night_a_telephone_stays_silent_until_the_morning(
    case: Case, gateway: Gateway, clock: HeldClock, hour: int, held: bool
) -> None:
    clock.set(f"2022-10-17T{hour:02}:30")
    accepted(case)
    assert jobs.send_messages() == (0 if held else 1)
    assert (short().state == DispatchState.HELD) == held
    clock.set("2022-10-18T08:00")
    jobs.send_messages()
    assert short().state == DispatchState.SENT


def test_what_the_laws_clock_needs_is_sent_at_night(case: Case, gateway: Gateway, clock: HeldClock) -> None:
    clock.set("2022-10-17T23:30")
    cases.ask_correction(by=clerk(), number=case.number, points=[POINT])
    jobs.drain_outbox()
    assert jobs.send_messages() == 1


def test_one_that_waited_into_the_night_is_held(case: Case, gateway: Gateway, clock: HeldClock) -> None:
    clock.set("2022-10-17T21:59")
    accepted(case)
    gateway.instead = lambda handler: say(handler, 503, {})
    jobs.send_messages()
    assert short().state == DispatchState.HELD
    assert clock.now < short().due_at.astimezone(SHANGHAI) == clock.now.replace(day=18, hour=8, minute=0)


def test_e_mail_goes_out_with_an_id_of_its_own(case: Case, settings: Any) -> None:
    settings.EMAIL_HOST, settings.MAIL_FROM = "mail.example.cn", "banli@example.cn"
    before = SOURCES["case"]
    told = Addressee(case.number, "202210170001", Words(zh="大件运输"), mail="li@example.cn")
    register_addressees("case", lambda subjects: dict.fromkeys(subjects, told))
    try:
        accepted(case)
        assert jobs.send_messages() == 1
    finally:
        register_addressees("case", before)
    (letter,) = mail.outbox
    one = Dispatch.objects.get(channel=Channel.MAIL)
    assert letter.to == ["li@example.cn"]
    assert letter.extra_headers["Message-ID"] == f"<{one.pk}@example.cn>"
    assert "已受理" in letter.subject
    assert case.applicant not in letter.body


def test_an_act_that_is_undone_tells_nobody(case: Case, gateway: Gateway) -> None:
    class Undone(Exception):
        """Something failed after the act."""

    def act() -> None:
        with transaction.atomic():
            cases.accept(by=clerk(), number=case.number)
            raise Undone

    with pytest.raises(Undone):
        act()
    jobs.drain_outbox()
    assert jobs.send_messages() == 0


def test_a_secret_is_forgotten_once_it_was_sent(case: Case, gateway: Gateway) -> None:
    _many(case, 1)
    Dispatch.objects.update(secret=True, text="验证码 123456")
    send_due(by=SYSTEM)
    assert short().text == ""
    assert next(iter(gateway.taken.values()))["text"] == "验证码 123456"


def test_nobody_but_the_platform_sends(case: Case) -> None:
    for act in (address_messages, send_due):
        with pytest.raises(Denied):
            act(by=VISITOR)
    with pytest.raises(Denied):
        remove_dispatches(by=clerk(), before=case.submitted_at)


def test_the_database_knows_the_states_and_channels(case: Case) -> None:
    _many(case, 1)
    for wrong in ({"state": "lost"}, {"channel": "fax"}, {"to": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispatch.objects.update(**wrong)
    assert Dispatch.objects.count() == 1
