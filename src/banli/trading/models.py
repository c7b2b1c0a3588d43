"""Projects of public resource trading, rooms and their bookings, objections. Nothing here is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from banli.trading.states import BookingState, ObjectionAbout, TradingFailure, TradingKind, TradingState

if TYPE_CHECKING:
    from banli.people.service import User

BOOKED = str(BookingState.BOOKED)
TOLD = [str(TradingState.RESULT), str(TradingState.CLOSED)]


def _somebody() -> models.ForeignKey[User | None, User | None]:
    """A person; None where there is none."""
    return models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")


class TradingBook(models.Model):
    """What a pack says of days and hours, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.loaded_at}"


class Room(models.Model):
    """A room of the hall. One that the pack no longer names takes no further booking."""

    key = models.CharField(max_length=30, unique=True)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    seats = models.PositiveSmallIntegerField()
    in_use = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class TradingProject(models.Model):
    """A project from its registration to its end."""

    public_id = models.CharField(max_length=40, unique=True)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    """The centre that keeps it."""
    kind = models.CharField(max_length=30)
    title = models.TextField()
    party = models.TextField()
    """Who tenders, buys or sells."""
    party_code = models.CharField(max_length=18)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    """Yuan: the budget, or the starting price of what is sold."""
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=30)
    suspended_in = models.CharField(max_length=30, blank=True)
    """Where it stood when it was suspended; '' while it is not."""
    registered_by = _somebody()
    recorded_at = models.DateTimeField()
    notice = models.TextField(blank=True)
    announced_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    """The last day of registration, or of handing in bids."""
    bidders = models.PositiveSmallIntegerField(null=True)
    held_at = models.DateTimeField(null=True)
    winner = models.TextField(blank=True)
    winner_code = models.CharField(max_length=18, blank=True)
    result = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    """Yuan."""
    result_at = models.DateTimeField(null=True)
    result_on = models.DateField(null=True)
    result_until = models.DateField(null=True)
    """The last day on which the result is put up."""
    failure = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    """Why it failed, is suspended or was terminated."""
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, TradingState))), name="trading_project_known_state"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, TradingKind))), name="trading_project_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(failure__in=["", *sorted(map(str, TradingFailure))]),
                name="trading_project_known_failure",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="trading_project_has_amount"),
            models.CheckConstraint(
                condition=Q(failure="") ^ Q(state=str(TradingState.FAILED)), name="trading_project_fails_so"
            ),
            models.CheckConstraint(
                condition=Q(suspended_in="") ^ Q(state=str(TradingState.SUSPENDED)),
                name="trading_project_suspended_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=TOLD)
                | (Q(result__gt=0, result_on__isnull=False, result_until__isnull=False) & ~Q(winner="")),
                name="trading_project_result_is_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "state"], name="trading_project_listed")]

    def __str__(self) -> str:
        return self.public_id


def _one_room() -> Func:
    """The room as a range of one number: plain GiST compares ranges and no numbers."""
    return Func(
        F("room_id"),
        F("room_id"),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )


def _term() -> Func:
    return Func(
        F("begins_at"),
        F("ends_at"),
        Value("[)"),
        function="tstzrange",
        output_field=DateTimeRangeField(),
    )


class RoomBooking(models.Model):
    """A room held for a session, or for what else the hall does (``project`` is None then)."""

    public_id = models.CharField(max_length=40, unique=True)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="bookings")
    project = models.ForeignKey(TradingProject, null=True, on_delete=models.PROTECT, related_name="bookings")
    consultation = models.CharField(max_length=40, blank=True)
    """The consultation whose meeting it is held for; '' for none."""
    purpose = models.TextField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=20)
    booked_by = _somebody()
    recorded_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    """Why it was cancelled."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, BookingState))), name="trading_booking_known_state"
            ),
            models.CheckConstraint(condition=Q(begins_at__lt=F("ends_at")), name="trading_booking_in_order"),
            models.CheckConstraint(
                condition=Q(reason="") ^ Q(state=str(BookingState.CANCELLED)),
                name="trading_booking_cancelled_with_reason",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state=BOOKED), name="trading_booking_one_of_project"
            ),
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(state=BOOKED) & ~Q(consultation=""),
                name="trading_booking_one_of_meeting",
            ),
            ExclusionConstraint(
                name="trading_booking_no_room_twice",
                expressions=[(_one_room(), RangeOperators.OVERLAPS), (_term(), RangeOperators.OVERLAPS)],
                condition=Q(state=BOOKED),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Objection(models.Model):
    """An objection to a project, and its answer."""

    public_id = models.CharField(max_length=40, unique=True)
    project = models.ForeignKey(TradingProject, on_delete=models.PROTECT, related_name="objections")
    who = models.TextField()
    about = models.CharField(max_length=30)
    text = models.TextField()
    received_on = models.DateField()
    answer_by = models.DateField(null=True)
    """None where the law of its kind names no number of days."""
    recorded_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    upheld = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="", upheld__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(upheld__isnull=False, answered_at__isnull=False)),
                name="trading_objection_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(about__in=sorted(map(str, ObjectionAbout))), name="trading_objection_known_about"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
