"""Suggestions with what became of them, clocks that ran out, and what a pack says of terms. Nothing is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from banli.suggestions.states import (
    OUTCOMES,
    SuggestionKind,
    SuggestionSource,
    SuggestionState,
)

if TYPE_CHECKING:
    from banli.people.service import User

ANSWERED = [str(SuggestionState.ANSWERED), str(SuggestionState.PUBLISHED)]


def _by() -> models.ForeignKey[User | None, User | None]:
    """Who did something; None where nobody did it yet."""
    return models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


class Suggestion(models.Model):
    """One suggestion, or one thing that could not be done. What was said never changes; the rest is what followed."""

    number = models.CharField(max_length=20, unique=True)
    """编号: JY, the year, a serial without gaps."""
    code = models.CharField(max_length=12, unique=True)
    """By which whoever gave it reads what became of it; nobody can guess it."""
    kind = models.CharField(max_length=12)
    source = models.CharField(max_length=8)
    order_number = models.CharField(max_length=40, default="")
    """The hotline's own number (工单编号); '' for all others."""
    occasion = models.CharField(max_length=200, default="")
    """On which visit it was collected: the number of an activity, or a place."""
    text = models.TextField()
    name = models.CharField(max_length=100, default="")
    contact = models.CharField(max_length=100, default="")
    item = models.ForeignKey(
        "catalogue.Item", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        "cases.Case", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    said_on = models.DateField()
    given_at = models.DateTimeField()
    """When it was on record here: its clocks begin that day."""
    origin = models.CharField(max_length=64, default="")
    """Keyed digest of the network it came from; '' once its term is over."""
    said = models.CharField(max_length=64, null=True, unique=True)
    """Keyed digest of what one sending said, so that a second click is the same; None once its term is over."""
    written_by = _by()
    """The officer who wrote it down; None for what came by itself."""
    state = models.CharField(max_length=12)
    department = models.ForeignKey(
        "people.Department", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    begin_by = models.DateField()
    """Last day to assign it, or to take it up."""
    answer_by = models.DateField()
    begun_at = models.DateTimeField(null=True)
    begun_by = _by()
    given_back = models.TextField(default="")
    """Why the department last said that it is not its matter."""
    outcome = models.CharField(max_length=16, default="")
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = _by()
    public_text = models.TextField(default="")
    public_answer = models.TextField(default="")
    published_at = models.DateTimeField(null=True)
    published_by = _by()
    unpublished = models.TextField(default="")
    """Why it was last taken off the public page."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order_number"], condition=~Q(order_number=""), name="suggestions_hotline_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, SuggestionKind))), name="suggestions_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(source__in=sorted(map(str, SuggestionSource))), name="suggestions_known_source"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, SuggestionState))), name="suggestions_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="assigned", kind="suggestion", department__isnull=False)
                | Q(state="taken_up", kind="obstacle")
                | ~Q(state__in=["assigned", "taken_up"]),
                name="suggestions_state_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(outcome="")
                | Q(kind="suggestion", outcome__in=sorted(OUTCOMES[SuggestionKind.SUGGESTION]))
                | Q(kind="obstacle", outcome__in=sorted(OUTCOMES[SuggestionKind.OBSTACLE])),
                name="suggestions_known_outcome",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=ANSWERED) & ~Q(outcome="") & ~Q(answer=""))
                | (~Q(state__in=ANSWERED) & Q(outcome="")),
                name="suggestions_answered_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(answer=""), name="suggestions_set_aside_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(public_text="") & ~Q(public_answer=""),
                name="suggestions_published_with_words",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-given_at", "-id"], name="suggestions_latest"),
            models.Index(fields=["department", "-given_at", "-id"], name="suggestions_of_department"),
            models.Index(
                fields=["answer_by", "id"],
                condition=Q(state__in=["received", "assigned", "taken_up"]),
                name="suggestions_open_by_due",
            ),
            models.Index(
                fields=["-published_at", "-id"], condition=Q(state="published"), name="suggestions_public"
            ),
            models.Index(
                fields=["origin", "given_at"], condition=~Q(origin=""), name="suggestions_of_origin"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class LateSuggestion(models.Model):
    """A clock of a suggestion ran out (监察信号). It stays on record, whatever was done afterwards."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, related_name="late")
    clock = models.CharField(max_length=8)
    """``begin``: assigning or taking up; ``answer``: the answer."""
    due = models.DateField()
    department = models.ForeignKey(
        "people.Department", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """Who owed it then; None for the centre."""
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["suggestion", "clock", "due"], name="suggestions_late_once"),
            models.CheckConstraint(
                condition=Q(clock__in=["begin", "answer"]), name="suggestions_late_known_clock"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id} {self.clock} {self.due}"


class SuggestionBook(models.Model):
    """What a pack says of terms and of the desk, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"suggestions {self.pk}"
