"""An appointment as a calendar entry that phones and mail programs read (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime

from icalendar import Calendar, Event

from banli.kernel import clock
from banli.kernel.text import gettext_noop
from banli.tickets.service import Booking
from banli.tickets.states.bookings import HELD

TITLE = gettext_noop("Appointment: %(line)s")


def entry(booking: Booking, *, title: str, place: str, words: str, address: str) -> bytes:
    """The entry in UTC, so that no reader needs our zone; one that moved has a higher number and replaces the old one.

    :param words: what to bring and when to come. :param address: where the appointment's page is.
    """
    event = Event()
    event.add("uid", f"appointment-{booking.pk}@banli")
    event.add("dtstamp", booking.ended_at or booking.made_at)
    event.add("sequence", booking.moves)
    for name, hour in (("dtstart", booking.begins), ("dtend", booking.ends)):
        event.add(name, datetime.combine(booking.day, hour, tzinfo=clock.now().tzinfo).astimezone(UTC))
    event.add("summary", title)
    event.add("location", place)
    event.add("description", words)
    event.add("url", address)
    event.add("status", "CONFIRMED" if booking.state in HELD else "CANCELLED")
    calendar = Calendar()
    calendar.add("prodid", "-//Banli//Appointments//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
