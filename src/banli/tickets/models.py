"""Tickets of the hall's queue, appointments and closures, and what a pack says of its lines. Rows stay after their day:
figures are counted from them and from their events."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.tickets.states import AT_WINDOW, Lane, TicketChannel, TicketState
from banli.tickets.states.bookings import HELD, BookingState


class Ticket(models.Model):
    """One ticket. ``place`` is its order of arrival; a transfer keeps it."""

    day = models.DateField()
    number = models.CharField(max_length=8)
    """As it is called: the letter of the line, the serial of the day."""
    code = models.CharField(max_length=16, unique=True)
    """What the holder's page is opened by: random."""
    service = models.SlugField(max_length=40, db_index=False)
    group = models.CharField(max_length=40, default="")
    lane = models.CharField(max_length=10)
    channel = models.CharField(max_length=8)
    state = models.CharField(max_length=8)
    place = models.BigIntegerField()
    lets_go = models.SmallIntegerField(default=0)
    """How many others are called before one that was missed."""
    window = models.ForeignKey(
        "people.Window", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """Where it was called last."""
    calls = models.SmallIntegerField(default=0)
    matters = models.SmallIntegerField(default=0)
    drawn_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    """The call by which it came to its window last; earlier ones stand in the record."""
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    wait_least = models.IntegerField(null=True)
    wait_most = models.IntegerField(null=True)
    """What was said when it was taken, in seconds: compared with what came true."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "number"], name="tickets_ticket_once_a_day"),
            models.UniqueConstraint(
                fields=["window"], condition=Q(state__in=AT_WINDOW), name="tickets_ticket_one_at_a_window"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, TicketState))), name="tickets_ticket_known_state"
            ),
            models.CheckConstraint(
                condition=Q(lane__in=sorted(map(str, Lane))), name="tickets_ticket_known_lane"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=sorted(map(str, TicketChannel))), name="tickets_ticket_known_channel"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["day", "state", "service", "place"], name="tickets_ticket_in_line"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """How the record calls it: the day and the number."""
        return f"{self.day.isoformat()}/{self.number}"


class Handled(models.Model):
    """A case that was handled while its applicant stood at the window with a ticket."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="handled")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    matter = models.SmallIntegerField()
    """Which matter of the visit: 1, 2, 3 …; cases of a bundle are one."""
    asked = models.BooleanField(default=False)
    """Somebody came about it and nothing was done, so that the case itself did not count the visit."""
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ticket", "case"], name="tickets_handled_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.case_id}"


class QueuePlan(models.Model):
    """What a pack says of lines and turns, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"queue {self.pk}"


class Closure(models.Model):
    """A stretch of a day in which the hall, or one line, takes nobody by appointment."""

    day = models.DateField()
    service = models.SlugField(max_length=40, default="", db_index=False)
    """'' for every line."""
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    """Neither for the whole day."""
    reason = models.CharField(max_length=200)
    """Shown to everybody who would come then."""
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["day"], name="tickets_closure_day")]

    def __str__(self) -> str:
        return f"closure {self.pk}"


class Booking(models.Model):
    """One appointment: a seat in a slot of a line. Who holds it is asked of nobody: its code opens it."""

    day = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    service = models.SlugField(max_length=40, db_index=False)
    seat = models.SmallIntegerField()
    """Which of the slot's seats: two bookings of one seat cannot be."""
    group = models.CharField(max_length=40, default="")
    code = models.CharField(max_length=16, unique=True)
    holder = models.CharField(max_length=48, default="")
    """The account or the device that booked, or the form of the desk that did it for somebody."""
    contact = models.CharField(max_length=254, default="", blank=True)
    """A mobile number or e-mail address left to be told of changes; '' for none, and once its term is over."""
    state = models.CharField(max_length=10)
    moves = models.SmallIntegerField(default=0)
    ticket = models.OneToOneField(Ticket, null=True, on_delete=models.PROTECT, related_name="booking")
    closure = models.ForeignKey(Closure, null=True, on_delete=models.PROTECT, related_name="bookings")
    """What called it off."""
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "day", "begins", "seat"],
                condition=Q(state__in=HELD),
                name="tickets_booking_one_a_seat",
            ),
            models.UniqueConstraint(
                fields=["holder", "service"],
                condition=Q(state=BookingState.BOOKED) & ~Q(holder=""),
                name="tickets_booking_one_to_come",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, BookingState))), name="tickets_booking_known_state"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["day", "begins"], name="tickets_booking_on_a_day"),
            models.Index(fields=["holder", "day"], name="tickets_booking_of_holder"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """How the record calls it; its day may change, and its code is a secret."""
        return str(self.pk)
