"""Posts, leave with who stands in, and badges. A post that is over, a leave and a badge are never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from banli.roster.states.badges import BadgeState
from banli.roster.states.corrections import CorrectionState
from banli.roster.states.leaves import STANDING, LeaveState

if TYPE_CHECKING:
    from banli.people.service import User


def _person() -> models.ForeignKey[User, User]:
    return models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")


def _somebody() -> models.ForeignKey[User | None, User | None]:
    """A person; None where there is none."""
    return models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")


class RosterBook(models.Model):
    """What a pack says of shifts, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"roster {self.pk}"


class Shift(models.Model):
    """Somebody at a window in one shift of a day, with its hours as they were when it was planned."""

    day = models.DateField(db_index=True)
    window = models.ForeignKey("people.Window", on_delete=models.PROTECT, related_name="+")
    person = _person()
    kind = models.CharField(max_length=20)
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day", "kind"], name="roster_shift_no_double_post"),
            models.CheckConstraint(condition=Q(begins__lt=F("ends")), name="roster_shift_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.window_id} {self.kind}"


def _one_person() -> Func:
    """The person as a range of one number: plain GiST compares ranges and no numbers."""
    return Func(
        F("person_id"),
        F("person_id"),
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


class Leave(models.Model):
    """A leave that somebody asked for. ``ends_at`` is not included; it moves when the person comes back early."""

    public_id = models.CharField(max_length=40, unique=True)
    person = _person()
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    first = models.DateField()
    last = models.DateField()
    shift = models.CharField(max_length=20, blank=True)
    """The one shift of a single day; '' for whole days."""
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    days = models.DecimalField(max_digits=4, decimal_places=1)
    """Working days that were asked for."""
    reason = models.TextField()
    officer = _somebody()
    """Who stands in (B角); None where nobody does."""
    state = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()
    """When it was asked for."""
    decided_by = _somebody()
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)
    """What the head said with the decision; a refusal says why."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, LeaveState))), name="roster_leave_known_state"
            ),
            models.CheckConstraint(
                condition=Q(first__lte=F("last"), begins_at__lte=F("ends_at")), name="roster_leave_in_order"
            ),
            models.CheckConstraint(condition=~Q(officer=F("person")), name="roster_leave_by_another"),
            models.CheckConstraint(
                condition=~Q(state=str(LeaveState.REFUSED), remark=""),
                name="roster_leave_refused_with_reason",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="roster_leave_has_reason"),
            ExclusionConstraint(
                name="roster_leave_no_day_twice",
                expressions=[(_one_person(), RangeOperators.OVERLAPS), (_term(), RangeOperators.OVERLAPS)],
                condition=Q(state__in=sorted(map(str, STANDING))),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["officer", "state"], name="roster_leave_officer")]

    def __str__(self) -> str:
        return self.public_id


class Pair(models.Model):
    """Who usually stands in for somebody (AB角); each leave names its own."""

    person = models.OneToOneField("people.User", on_delete=models.PROTECT, related_name="+")
    officer = _person()
    since = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(officer=F("person")), name="roster_pair_of_two")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.officer_id}"


class Badge(models.Model):
    """A badge in somebody's hand, and what became of it."""

    public_id = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=20)
    person = _person()
    state = models.CharField(max_length=20)
    given_on = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=str(BadgeState.GIVEN), ended_on__isnull=True)
                | Q(state__in=[str(BadgeState.RETURNED), str(BadgeState.LOST)], ended_on__isnull=False),
                name="roster_badge_ended_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(state__in=[str(BadgeState.GIVEN), str(BadgeState.LOST)]),
                name="roster_badge_number_once",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=str(BadgeState.GIVEN)), name="roster_badge_one_each"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Stamp(models.Model):
    """Somebody was at the attendance terminal, from its file."""

    person = _person()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "at"], name="roster_stamp_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="roster_stamp_at")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"


class Correction(models.Model):
    """What somebody says of a shift of theirs against what was recorded; what was recorded stays beside it."""

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="corrections")
    arrived = models.TimeField(null=True)
    left = models.TimeField(null=True)
    reason = models.TextField()
    state = models.CharField(max_length=20)
    asked_by = _person()
    asked_at = models.DateTimeField()
    decided_by = _somebody()
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, CorrectionState))), name="roster_correction_known_state"
            ),
            models.CheckConstraint(
                condition=Q(arrived__isnull=False) | Q(left__isnull=False),
                name="roster_correction_says_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="roster_correction_has_reason"),
            models.CheckConstraint(
                condition=~Q(state=str(CorrectionState.REFUSED), remark=""),
                name="roster_correction_refused_with_reason",
            ),
            models.UniqueConstraint(
                fields=["shift"],
                condition=Q(state=str(CorrectionState.ASKED)),
                name="roster_correction_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shift_id} {self.state}"
