"""Activities outside the window: as planned, as recorded, what came up at them, and what those visited say."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from banli.fieldwork.rules.facts import Kind
from banli.fieldwork.rules.records import Group
from banli.fieldwork.states import (
    ActivityState,
    MatterKind,
    MatterState,
    OpinionChannel,
    OpinionState,
    OutingState,
)
from banli.ratings.states import Grade


class Activity(models.Model):
    """A training, talk, green channel, outreach or visit of a department."""

    public_id = models.CharField(max_length=40, unique=True)
    kind = models.TextField()
    group = models.TextField()
    day = models.DateField(null=True, blank=True)
    day_text = models.TextField(blank=True)
    reported_on = models.DateField()
    """A day of the period in whose report it stands."""
    order = models.IntegerField(default=0)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    matter = models.TextField()
    partners = models.JSONField(default=list)
    targets = models.JSONField(default=list)
    facts = models.JSONField()
    """The kind's own facts; see ``rules.facts``."""
    requirements = models.JSONField(default=list)
    """Headings with their items."""
    outcomes = models.JSONField(default=list)
    items = models.JSONField(default=list)
    """Slugs of the items it was about."""
    cases = models.JSONField(default=list)
    """Numbers of the cases it was about."""
    report_text = models.TextField()
    state = models.TextField()
    follow_up_on = models.DateField(null=True, blank=True)
    followed_up_on = models.DateField(null=True, blank=True)
    follow_up_result = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(one) for one in Kind]), name="fieldwork_activity_kind"
            ),
            models.CheckConstraint(
                condition=Q(group__in=[str(one) for one in Group]), name="fieldwork_activity_group"
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=False) | ~Q(day_text=""), name="fieldwork_activity_has_a_time"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=ActivityState.AWAITING.value, follow_up_on__isnull=False, followed_up_on=None)
                    | Q(state=ActivityState.DONE.value, follow_up_on=None, followed_up_on=None)
                    | Q(
                        state=ActivityState.DONE.value,
                        follow_up_on__isnull=False,
                        followed_up_on__isnull=False,
                    )
                ),
                name="fieldwork_state_and_follow_up_agree",
            ),
            models.CheckConstraint(
                condition=Q(day=None) | Q(followed_up_on=None) | Q(followed_up_on__gte=F("day")),
                name="fieldwork_follow_up_after_the_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-reported_on", "-id"], name="fieldwork_activity_latest"),
            models.Index(
                fields=["follow_up_on"],
                condition=Q(state=ActivityState.AWAITING.value),
                name="fieldwork_follow_ups_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.kind}"


class Outing(models.Model):
    """An activity that is to be held on a day: where, by which team, for whom."""

    public_id = models.CharField(max_length=40, unique=True)
    kind = models.TextField()
    day = models.DateField()
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    matter = models.TextField()
    place = models.TextField()
    team = models.JSONField()
    """Who goes: lines of text."""
    targets = models.JSONField()
    """For whom, or with whom."""
    state = models.CharField(max_length=10, default=OutingState.PLANNED.value)
    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, null=True, related_name="plan")
    reason = models.TextField(blank=True)
    """Why it was called off."""
    recorded_at = models.DateTimeField()
    listed = models.PositiveSmallIntegerField(null=True)
    """How many were on its list, and how many came, once the names were deleted; None before."""
    came = models.PositiveSmallIntegerField(null=True)
    names_removed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(one) for one in Kind]), name="fieldwork_outing_kind"
            ),
            models.CheckConstraint(
                condition=Q(state=OutingState.PLANNED.value, activity=None, reason="")
                | Q(state=OutingState.HELD.value, activity__isnull=False, reason="")
                | (Q(state=OutingState.CANCELLED.value, activity=None) & ~Q(reason="")),
                name="fieldwork_outing_state",
            ),
            models.CheckConstraint(
                condition=Q(listed=None, came=None, names_removed_on=None)
                | Q(listed__gte=F("came"), came__isnull=False, names_removed_on__isnull=False),
                name="fieldwork_outing_names_gone",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["day", "id"],
                condition=Q(state=OutingState.PLANNED.value),
                name="fieldwork_outing_planned",
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.day}"


class Attendee(models.Model):
    """Somebody who is on the list of a course or meeting, and who signed them in; None for who did not come."""

    outing = models.ForeignKey(Outing, on_delete=models.PROTECT, related_name="attendees")
    place = models.SmallIntegerField()
    """From 1, in the order in which they were put on the list."""
    name = models.TextField()
    unit = models.TextField(blank=True)
    """Where they come from."""
    signed_in_at = models.DateTimeField(null=True)
    signed_in_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["outing", "place"], name="fieldwork_attendee_place"),
            models.UniqueConstraint(fields=["outing", "name", "unit"], name="fieldwork_attendee_once"),
            models.CheckConstraint(
                condition=Q(signed_in_at=None) | Q(signed_in_by__isnull=False),
                name="fieldwork_attendee_signed_in_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outing_id}-{self.place}"


class FieldworkBook(models.Model):
    """What a pack says of terms, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"fieldwork {self.pk}"


class Matter(models.Model):
    """A question that was asked at an activity, or what a talk demanded; a task once somebody has to settle it."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="matters")
    place = models.SmallIntegerField()
    """From 1, in the order in which they were noted."""
    kind = models.CharField(max_length=10)
    text = models.TextField()
    answer = models.TextField(blank=True)
    """What was answered on the spot."""
    state = models.CharField(max_length=10, default=MatterState.NOTED.value)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, null=True, related_name="+")
    """Who has to settle it."""
    due_on = models.DateField(null=True)
    proof = models.TextField(blank=True)
    """What was done, in the words of who did it."""
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    rechecked_on = models.DateField(null=True)
    found = models.TextField(blank=True)
    """What the second look found."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "place"], name="fieldwork_matter_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[str(one) for one in MatterKind]), name="fieldwork_matter_kind"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=MatterState.NOTED.value, department=None, due_on=None, closed_on=None, proof="")
                    | Q(
                        state=MatterState.ASSIGNED.value,
                        department__isnull=False,
                        due_on__isnull=False,
                        closed_on=None,
                        rechecked_on=None,
                    )
                    | Q(state=MatterState.CLOSED.value, closed_on__isnull=False, rechecked_on=None)
                    & ~Q(proof="")
                    | Q(
                        state=MatterState.RECHECKED.value,
                        closed_on__isnull=False,
                        rechecked_on__gte=F("closed_on"),
                    )
                    & ~Q(found="")
                ),
                name="fieldwork_matter_state_and_proof_agree",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(state=MatterState.ASSIGNED.value),
                name="fieldwork_matter_assigned",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"

    @property
    def subject(self) -> str:
        """Its name in the record: that of the activity and its place there."""
        return f"{self.activity.public_id}-{self.place}"


class Opinion(models.Model):
    """What somebody who was visited says of it: asked with a code, given by that code or on paper, once."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="opinions")
    target = models.TextField()
    code = models.CharField(max_length=16, unique=True)
    state = models.CharField(max_length=10, default=OpinionState.ASKED.value)
    grade = models.SmallIntegerField(null=True)
    text = models.TextField(blank=True)
    channel = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "target"], name="fieldwork_opinion_once"),
            models.CheckConstraint(
                condition=Q(state=OpinionState.ASKED.value, grade=None, given_at=None, channel="", text="")
                | Q(
                    state=OpinionState.GIVEN.value,
                    grade__in=sorted(Grade),
                    given_at__isnull=False,
                    channel__in=[str(one) for one in OpinionChannel],
                ),
                name="fieldwork_opinion_given_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.state}"
