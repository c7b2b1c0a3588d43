"""Tickets of the hall's queue, and what a pack says of its lines. Rows stay after their day: figures are counted from
them and from their events."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.tickets.states import AT_WINDOW, Lane, TicketChannel, TicketState


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


class QueuePlan(models.Model):
    """What a pack says of lines and turns, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"queue {self.pk}"
