"""A consultation's meeting takes its room from the one calendar: nothing is held twice, whoever books first."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.consultations.asking import asked, police, reviewer
from tests.desk.officers import browser_of
from tests.trading.trades import faults, keeper, load_rooms

from banli.consultations.models import Consultation
from banli.consultations.service import call_off
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.ledger.service import events, version_of
from banli.trading.models import RoomBooking
from banli.trading.service import (
    RoomRecord,
    SessionRecord,
    book_meeting_room,
    book_room,
    bookings,
    cancel_meeting_room,
    cancel_room,
    meeting_room,
)

DAY = date(2022, 10, 18)


@pytest.fixture
def made(db: None) -> Consultation:
    """A consultation that was asked for today, in a house with rooms."""
    from tests.house import open_house

    open_house()
    load_rooms()
    return asked()


def when(**changes: Any) -> SessionRecord:
    values: dict[str, Any] = {"room": "meeting", "day": DAY, "start": time(10), "finish": time(11), **changes}
    return SessionRecord(**values)


def book(made: Consultation, **changes: Any) -> RoomBooking:
    return book_meeting_room(consultation=made.public_id, record=when(**changes), by=reviewer())


def test_whoever_asked_holds_a_room_and_all_see_for_what(made: Consultation) -> None:
    held = book(made)
    assert [one.purpose for one in bookings(DAY, DAY)] == [made.matter]
    assert meeting_room(made.public_id) == held
    assert [one.name for one in events("trading_room", held.public_id)] == ["trading_session_booked"]
    with pytest.raises(Denied):
        book_meeting_room(consultation=made.public_id, record=when(), by=police())


def test_no_room_is_held_twice_whoever_books_second(made: Consultation) -> None:
    other = RoomRecord(
        public_id="CD-OTHER-1",
        held_for="培训",
        room="meeting",
        day=DAY,
        start=time(10, 30),
        finish=time(12),
    )
    book_room(record=other, by=keeper())
    with pytest.raises(Invalid) as taken:
        book(made)
    assert "培训" in faults(taken)["room"]
    assert meeting_room(made.public_id) is None
    held = book(made, start=time(9), finish=time(10, 30))
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomBooking.objects.filter(pk=held.pk).update(ends_at=held.ends_at.replace(hour=11))


def test_one_meeting_holds_one_room_and_gives_it_back_with_a_reason(made: Consultation) -> None:
    held = book(made)
    with pytest.raises(Refused, match="已经预约"):
        book(made, room="review-1")
    with pytest.raises(Missing):
        cancel_room(booking=held.public_id, reason="改期", by=keeper())
    how: dict[str, Any] = {"consultation": made.public_id, "by": reviewer()}
    with pytest.raises(Invalid):
        cancel_meeting_room(reason=" ", **how)
    assert cancel_meeting_room(reason="改期", **how).reason == "改期"
    with pytest.raises(Refused):
        cancel_meeting_room(reason="改期", **how)
    assert book(made, room="review-1").room.key == "review-1"


def test_a_consultation_that_ended_books_none_and_can_still_give_its_room_back(made: Consultation) -> None:
    book(made)
    call_off(consultation=made.public_id, reason="申请已撤回。", by=reviewer())
    cancel_meeting_room(consultation=made.public_id, reason="会商终止", by=reviewer())
    with pytest.raises(Refused, match="已经结束"):
        book(made)


def test_the_past_and_hours_when_the_hall_is_closed_are_told_at_their_fields(made: Consultation) -> None:
    for wrong, field in (
        ({"day": date(2022, 10, 14)}, "day"),
        ({"start": time(8)}, "start"),
        ({"finish": time(9, 30)}, "finish"),
        ({"room": "cellar"}, "room"),
    ):
        with pytest.raises(Invalid) as error:
            book(made, **wrong)
        assert field in faults(error)


def test_a_page_that_is_older_than_the_consultation_books_nothing(made: Consultation) -> None:
    version = version_of("consultation", made.public_id)
    call_off(consultation=made.public_id, reason="申请已撤回。", by=reviewer())
    with pytest.raises(Stale):
        book_meeting_room(consultation=made.public_id, record=when(), by=reviewer(), version=version)


def test_the_room_is_booked_and_given_back_on_the_page_of_the_consultation(made: Consultation) -> None:
    page, client = f"/desk/consultations/{made.public_id}/", browser_of(reviewer())
    form = next(one for one in client.get(page).context["forms"] if one.name == "room")
    told = {"room": "meeting", "day": DAY.isoformat(), "start": "10:00", "finish": "11:00"}
    sent = {"version": form.version, **{f"{form.prefix}{name}": value for name, value in told.items()}}
    wrong = client.post(f"{page}room/", {**sent, f"{form.prefix}finish": "9"})
    assert wrong.status_code == 422
    assert "10:00" in wrong.content.decode(), "nothing typed is lost"
    assert client.post(f"{page}room/", sent).status_code == 302
    assert client.post(f"{page}room/", sent).status_code == 409, "a second click books nothing more"
    assert RoomBooking.objects.count() == 1
    shown = client.get(page)
    assert "会商室" in shown.content.decode()
    back = next(one for one in shown.context["forms"] if one.name == "room-back")
    sent = {"version": back.version, f"{back.prefix}reason": "改期"}
    assert client.post(f"{page}room-back/", sent).status_code == 302
    assert client.get(page).context["room"] is None
    assert [one.name for one in browser_of(police()).get(page).context["forms"]] == []
