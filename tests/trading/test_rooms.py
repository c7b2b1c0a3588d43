"""The calendar of the rooms: nothing twice, moved, cancelled, and two at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.trading.trades import CLOSES, announced, booked, faults, keeper, open_centre, session

from banli.kernel.errors import BanliError, Denied, Invalid, Refused
from banli.ledger.service import events
from banli.trading.models import RoomBooking
from banli.trading.service import (
    RoomRecord,
    book_room,
    book_session,
    bookings,
    cancel_room,
    cancel_session,
    move_session,
)

OTHER: dict[str, Any] = {"title": "另一个标段", "public_id": "JY-t2"}


@pytest.mark.usefixtures("house")
class TestBooking:
    def test_a_room_is_held_once_and_the_next_session_may_begin_when_it_ends(self) -> None:
        first, second = announced(), announced(**OTHER)
        booked(first)
        with pytest.raises(Invalid) as wrong:
            booked(second, start=time(10, 30), finish=time(11, 30))
        assert "绵阳至广元" in faults(wrong)["room"]
        assert booked(second, start=time(11), finish=time(12)).room.key == "opening-1"

    def test_another_room_at_the_same_time_is_free(self) -> None:
        booked(announced())
        assert booked(announced(**OTHER), room="opening-2").room.key == "opening-2"

    def test_a_project_has_one_session_which_is_moved(self) -> None:
        row = announced()
        booked(row)
        with pytest.raises(Refused, match="已预约场地"):
            booked(row, room="auction")
        later = session(room="auction", day=date(2022, 11, 8))
        move_session(project=row.public_id, record=later, by=keeper())
        assert [one.room.key for one in bookings(CLOSES, date(2022, 11, 8))] == ["auction"]
        assert events("trading", row.public_id)[-1].name == "trading_session_moved"
        booked(announced(**OTHER))

    def test_a_session_moved_into_a_taken_room_stays_where_it_was(self) -> None:
        first, second = announced(), announced(**OTHER)
        booked(first)
        booked(second, room="opening-2")
        with pytest.raises(Invalid):
            move_session(project=second.public_id, record=session(), by=keeper())
        assert {one.room.key for one in bookings(CLOSES, CLOSES)} == {"opening-1", "opening-2"}

    def test_a_cancelled_room_is_free_and_says_why(self) -> None:
        row = announced()
        booked(row)
        freed = cancel_session(project=row.public_id, reason="延期开标。", by=keeper())
        assert freed is not None
        assert freed.reason == "延期开标。"
        booked(row)

    @pytest.mark.parametrize(
        ("changes", "where"),
        [
            ({"day": date(2022, 11, 6)}, "day"),
            ({"start": time(8)}, "start"),
            ({"finish": time(9)}, "finish"),
            ({"room": "attic"}, "room"),
        ],
    )
    def test_what_cannot_be_booked_is_told_at_its_field(self, changes: dict[str, Any], where: str) -> None:
        with pytest.raises(Invalid) as wrong:
            booked(announced(), **changes)
        assert list(faults(wrong)) == [where]

    def test_a_meeting_of_a_consultation_stands_in_the_same_calendar(self) -> None:
        record = RoomRecord(
            public_id="CD-t1", held_for="大件运输会商会", **session(room="meeting").model_dump()
        )
        how: dict[str, Any] = {"record": record, "by": keeper()}
        made = book_room(**how)
        assert book_room(**how).pk == made.pk
        with pytest.raises(Invalid) as wrong:
            booked(announced(), room="meeting")
        assert "大件运输会商会" in faults(wrong)["room"]
        cancel_room(booking=made.public_id, reason="改期。", by=keeper())
        with pytest.raises(Refused, match="已取消"):
            cancel_room(booking=made.public_id, reason="改期。", by=keeper())
        booked(announced(**OTHER), room="meeting")

    def test_only_who_keeps_the_rooms_books_them(self) -> None:
        from tests.house import clerk

        with pytest.raises(Denied):
            book_room(record=RoomRecord(held_for="开会", **session().model_dump()), by=clerk())

    def test_the_database_itself_keeps_a_room_from_being_held_twice(self) -> None:
        made = booked(announced())
        twin = RoomBooking(
            public_id="CD-twin",
            room=made.room,
            purpose="会议",
            begins_at=made.begins_at,
            ends_at=made.ends_at,
            state=made.state,
            recorded_at=made.recorded_at,
        )
        with pytest.raises(IntegrityError, match="trading_booking_no_room_twice"), transaction.atomic():
            twin.save()


@pytest.mark.django_db(transaction=True)
def test_of_four_who_book_a_room_at_once_one_has_it_and_three_are_told_whose_it_is() -> None:
    open_centre()
    rows = [announced(public_id=f"JY-r{n}", title=f"第{n}标段") for n in range(4)]
    by = keeper()

    def one(n: int) -> str:
        try:
            book_session(project=rows[n].public_id, record=session(), by=by)
        except BanliError as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as hands:
        told = sorted(hands.map(one, range(4)))
    assert told == ["Invalid", "Invalid", "Invalid", "done"]
    assert len(bookings(CLOSES, CLOSES)) == 1
