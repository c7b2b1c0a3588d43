"""Activities outside the window."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from banli.fieldwork.rules.facts import Kind
from banli.fieldwork.rules.records import Group
from banli.fieldwork.states import ActivityState


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
