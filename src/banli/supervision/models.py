"""Signals and what was pressed for; the agenda of cases to look at; the rules a pack changed. No signal is deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.supervision.states import LEVELS, STANDING, SignalState

STANDS = [str(state) for state in STANDING]


class Signal(models.Model):
    """A clock crossed a rule (监察信号). What it says never changes; only its state, reason and urgings do."""

    number = models.CharField(max_length=20, unique=True)
    """监察编号: JC, the year of the crossing, a serial without gaps."""
    rule = models.CharField(max_length=20)
    level = models.CharField(max_length=8)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=80)
    """The clock: a key of the table of clocks, ``step.<key>``, ``later_material.<key>``."""
    round = models.SmallIntegerField()
    department = models.ForeignKey(
        "people.Department", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    start = models.DateField()
    due = models.DateField()
    """The clock's day 0 and last day as they stood when the signal was raised."""
    at = models.DateTimeField()
    """The moment of the crossing; it follows from the clock."""
    recorded_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=SignalState.RAISED.value)
    explanation = models.TextField(default="")
    explained_at = models.DateTimeField(null=True)
    explained_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    cancelled_because = models.TextField(default="")
    """In the words of whoever cancelled; a catalogue key where the platform did."""
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """None where the platform cancelled by rule."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, SignalState))), name="supervision_signal_known_state"
            ),
            models.CheckConstraint(
                condition=Q(level__in=sorted(map(str, LEVELS))), name="supervision_signal_known_level"
            ),
            models.CheckConstraint(
                condition=Q(explained_at__isnull=True, explanation="", explained_by__isnull=True)
                | (Q(explained_at__isnull=False, explained_by__isnull=False) & ~Q(explanation="")),
                name="supervision_signal_explained_by_somebody",
            ),
            models.CheckConstraint(
                condition=(Q(state="cancelled", cancelled_at__isnull=False) & ~Q(cancelled_because=""))
                | (
                    ~Q(state="cancelled")
                    & Q(cancelled_at__isnull=True, cancelled_because="", cancelled_by__isnull=True)
                ),
                name="supervision_signal_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="explained") | Q(explained_at__isnull=False),
                name="supervision_signal_explained_state",
            ),
            models.CheckConstraint(
                condition=Q(recorded_at__gte=models.F("at")), name="supervision_signal_recorded_after"
            ),
            models.UniqueConstraint(
                fields=["case", "key", "round", "rule", "at"], name="supervision_signal_crossing_once"
            ),
            models.UniqueConstraint(
                fields=["case", "key", "round", "rule"],
                condition=Q(state__in=STANDS),
                name="supervision_signal_stands_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-at", "-id"], name="supervision_signal_latest"),
            models.Index(fields=["department", "-at", "-id"], name="supervision_signal_of_dept"),
        ]

    def __str__(self) -> str:
        return self.number


class Urging(models.Model):
    """督办: a department is pressed because of a signal, and answers once."""

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="urgings")
    content = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(content=""), name="supervision_urging_has_content"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="supervision_urging_answered_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], name="supervision_urging_open", condition=Q(answer=""))
        ]

    def __str__(self) -> str:
        return f"{self.signal_id}/{self.pk}"


class Agenda(models.Model):
    """When a case is to be looked at: at the next crossing of its clocks, or now, because something happened.

    A row may be early or be there twice as often as needed; what is recorded follows from the clocks.
    """

    case = models.OneToOneField("cases.Case", primary_key=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at", "case"], name="supervision_agenda_by_moment")]

    def __str__(self) -> str:
        return f"{self.case_id} at {self.at}"


class Round(models.Model):
    """The one row that says up to which moment signals are recorded, and on which calendar and rules."""

    one = models.BooleanField(primary_key=True, default=True)
    at = models.DateTimeField()
    stands_on = models.TextField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(one=True), name="supervision_round_one")]

    def __str__(self) -> str:
        return str(self.at)


class RuleBook(models.Model):
    """What a pack changes of the rules, from ``loaded_at`` on; a change makes a new row."""

    changes = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rules {self.pk}"
