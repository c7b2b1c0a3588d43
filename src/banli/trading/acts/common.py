"""What every act on a project begins and ends with."""

from __future__ import annotations

from typing import Any

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.trading.models import RoomBooking, TradingProject
from banli.trading.permissions import GRANTS, TradingPermission
from banli.trading.rules.moves import why_not
from banli.trading.selectors.book import TOPIC
from banli.trading.selectors.projects import booking_of, facts_of, find_project
from banli.trading.states import BookingState, TradingMove


def number(series: str) -> str:
    """The next number of a series in this year."""
    year = clock.today().year
    return f"{series}-{year}-{take(f'trading:{series}:{year}'):04d}"


def opened(
    public_id: str, by: Actor, move: TradingMove | None = None, version: int | None = None
) -> TradingProject:
    """The project, locked, where ``by`` keeps it and ``move`` can be done: whoever acts at the same time waits.

    :raises Overtaken: where something about the project was written after ``version``; None does not ask.
    """
    seen = find_project(public_id, by)
    GRANTS.require(by, TradingPermission.KEEP, department=seen.department_id)
    TradingProject.objects.select_for_update().get(pk=seen.pk)
    check_unchanged(topic=TOPIC, subject=public_id, version=version)
    found = find_project(public_id, by)
    if move is not None and (error := why_not(move, facts_of(found))):
        raise error
    return found


def note(row: TradingProject, move: TradingMove, by: Actor, **body: Any) -> None:
    """Leave the event of ``move``."""
    append(topic=TOPIC, subject=row.public_id, name=move.event, by=by, scope=row.department_id, body=body)


def moved(row: TradingProject, move: TradingMove, by: Actor, *fields: str, **body: Any) -> TradingProject:
    """Save the target of ``move`` with ``fields``, and leave its event."""
    if move.target is not None:
        row.state = str(move.target)
    row.save(update_fields=["state", *fields])
    note(row, move, by, **body)
    return row


def free_room(row: TradingProject, reason: str) -> RoomBooking | None:
    """Give the room back that is held for the project's session; None where none was."""
    booking = booking_of(row)
    if booking is not None:
        booking.state, booking.reason = str(BookingState.CANCELLED), reason
        booking.save(update_fields=["state", "reason"])
    return booking
