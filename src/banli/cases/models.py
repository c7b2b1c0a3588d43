"""A case and what hangs on it. The record of what happened is the ledger; these are the present state."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from banli.cases.states import OPEN, State

ZERO_DIGEST = b"\x00" * 32


class Case(models.Model):
    """One application (办件). ``version`` is the number of its last event, ``head`` that event's digest."""

    number = models.CharField(max_length=50)
    """31 characters of the item's task code, the day, a serial; national limit 50."""
    revision = models.ForeignKey("catalogue.Revision", on_delete=models.PROTECT)
    kind = models.CharField(max_length=2)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, db_index=False)
    window = models.ForeignKey("people.Window", null=True, on_delete=models.PROTECT, db_index=False)
    channel = models.CharField(max_length=8, default="online")
    source = models.CharField(max_length=40, default="")
    """'' for cases handled here, else the system that reported the case."""
    state = models.CharField(max_length=16)
    version = models.IntegerField()
    head = models.BinaryField(max_length=32)

    applicant = models.TextField(default="")
    applicant_code = models.TextField(default="")
    contact = models.TextField(default="")
    mobile = models.TextField(default="")
    owner = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)
    """The signed-in applicant, where there is one."""
    form = models.JSONField(default=dict)

    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    """Last day of the clock that runs now: acceptance before acceptance, the promised limit after."""
    statutory_due_on = models.DateField(null=True)
    limits = models.JSONField(default=dict)
    """The limits pinned at acceptance: {"statutory": {days, unit, basis}, "promised": {…}}."""
    extended_days = models.IntegerField(default=0)
    paused_on = models.DateField(null=True)
    pauses = models.JSONField(default=list)
    """Ended pauses as [[start, end], …], ISO days."""
    reviewer = models.ForeignKey(
        "people.User",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    """Who examined it; may not be the one who decides."""
    completed_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=1, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, State))),
                name="cases_case_known_state",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=sorted(map(str, OPEN)),
                    completed_at__isnull=True,
                    result="",
                )
                | (~Q(state__in=sorted(map(str, OPEN))) & Q(completed_at__isnull=False) & ~Q(result="")),
                name="cases_case_ended_with_result",
            ),
            models.CheckConstraint(
                condition=Q(state="paused", paused_on__isnull=False)
                | (~Q(state="paused") & Q(paused_on__isnull=True)),
                name="cases_case_paused_since",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="cases_case_has_event"),
            # A constraint and not unique=True, which would add a second index for LIKE.
            models.UniqueConstraint(fields=["number"], name="cases_case_number_once"),
        ]
        # Cases that other systems report are many and lie still: the lists of the desk do not walk over them.
        indexes = [
            models.Index(
                fields=["department", "due_on", "id"],
                name="cases_open_by_due",
                condition=Q(completed_at__isnull=True, source=""),
            ),
            models.Index(fields=["id"], name="cases_own_by_id", condition=Q(source="")),
            models.Index(fields=["owner", "id"], name="cases_by_owner", condition=Q(owner__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.number


class Draft(models.Model):
    """An application not yet handed in: saved as it is typed, visible to nobody but the one who types."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey("catalogue.Item", on_delete=models.PROTECT)
    owner = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT)
    form = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT)
    """Set when it was handed in; handing in again leads to the same case."""

    def __str__(self) -> str:
        return f"draft {self.id}"


class Material(models.Model):
    """A file handed in for one material of the item, with a draft or with a case."""

    draft = models.ForeignKey(Draft, null=True, on_delete=models.CASCADE)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT)
    key = models.CharField(max_length=60)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT)
    """None where paper was handed in at the window."""
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=False) | Q(case__isnull=False),
                name="cases_material_belongs",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Notice(models.Model):
    """A written notice to the applicant, numbered: acceptance, correction, special procedure, decision …"""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    number = models.TextField(unique=True)
    body = models.JSONField(default=dict)
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class Opinion(models.Model):
    """What an officer thought of the case at one step."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    step = models.CharField(max_length=30)
    agrees = models.BooleanField()
    text = models.TextField()
    officers = ArrayField(models.TextField(), default=list)
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step}: {self.agrees}"


class Decision(models.Model):
    """The decision: granted, or refused with reasons and remedies (art. 38)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT)
    granted = models.BooleanField()
    number = models.TextField(unique=True)
    reasons = models.TextField(default="")
    remedies = models.TextField(default="")
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(granted=True) | (~Q(reasons="") & ~Q(remedies="")),
                name="cases_decision_refusal_reasoned",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Intake(models.Model):
    """A batch of cases reported by another system, taken in whole; its presence makes a second run skip it."""

    source = models.CharField(max_length=40)
    batch = models.CharField(max_length=60)
    cases = models.BigIntegerField(default=0)
    events = models.BigIntegerField(default=0)
    note = models.JSONField(default=dict)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "batch"], name="cases_intake_batch_once")]

    def __str__(self) -> str:
        return f"{self.source}/{self.batch}"
