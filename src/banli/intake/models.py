"""What was delivered: files with their digest, the parts of them that were taken in, the rows that were not."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from banli.intake.states import UploadState


class Delivery(models.Model):
    """One file of one source. The same bytes are the same delivery, under whatever name they come."""

    source = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    """SHA-256 of the file, in hex."""
    name = models.TextField()
    table = models.CharField(max_length=30)
    size = models.BigIntegerField()
    """Bytes."""
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    """When its last part was taken in; None while something is left to do."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "digest"], name="intake_delivery_once"),
            models.CheckConstraint(condition=Q(size__gte=0), name="intake_delivery_size"),
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.name}"


class Part(models.Model):
    """A run of rows of a delivery, taken in whole; its presence makes a second run skip it."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="parts")
    start = models.BigIntegerField()
    """Where it begins: the byte in a text file, the row in a Parquet file."""
    stop = models.BigIntegerField()
    next_line = models.BigIntegerField()
    """The line after its last one."""
    read = models.BigIntegerField()
    fresh = models.BigIntegerField()
    """Rows that brought something new."""
    same = models.BigIntegerField()
    """Rows that said what was held already."""
    corrected = models.BigIntegerField()
    """Rows that superseded what was held."""
    rejected = models.BigIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "start"], name="intake_part_once"),
            models.CheckConstraint(
                condition=Q(read=F("fresh") + F("same") + F("corrected") + F("rejected")),
                name="intake_part_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.start}-{self.stop}"


class Reject(models.Model):
    """A row that was not taken in, and why. Written with its part."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="rejects", db_index=False)
    line = models.BigIntegerField()
    """Line of a text file, row of a Parquet file, counted from 1."""
    field = models.TextField()
    value = models.TextField()
    """What stood there, cut to a readable length."""
    reason = models.TextField()
    """The catalogue key."""
    params = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["delivery", "line", "id"], name="intake_reject_by_line")]

    def __str__(self) -> str:
        return f"{self.delivery_id}:{self.line} {self.field}"


class SourceItem(models.Model):
    """An item that a source registered, under which it reports: not in our catalogue, booked in the kind's register."""

    source = models.CharField(max_length=40)
    task_code = models.CharField(max_length=36)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=2)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, db_index=False)
    revision = models.ForeignKey("catalogue.Revision", on_delete=models.PROTECT, db_index=False)
    """The register of its kind."""
    promised = models.IntegerField(null=True)
    statutory = models.IntegerField(null=True)
    """Limits in working days."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "task_code"], name="intake_item_once"),
            models.CheckConstraint(
                condition=Q(promised__isnull=True)
                | Q(statutory__isnull=True)
                | Q(promised__lte=F("statutory")),
                name="intake_item_promise_within_statute",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.task_code}"


class SourceToken(models.Model):
    """What a source's system shows to deliver over HTTP. Only its digest is kept; one is good at a time."""

    source = models.CharField(max_length=40)
    name = models.CharField(max_length=22, unique=True)
    """The part of the token that says which one it is."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the secret part, in hex: a random secret of 256 bits needs no slower digest."""
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(revoked_at__isnull=True), name="intake_one_good_token"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.name}"


class Upload(models.Model):
    """A file that a source's system delivers over HTTP, piece by piece. The same digest is the same upload."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    source = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    """SHA-256 the file must have, in hex."""
    name = models.CharField(max_length=80)
    size = models.BigIntegerField()
    """Bytes it must have."""
    encoding = models.CharField(max_length=10, default="")
    """The encoding its source tells; '' where it is told from the file."""
    offset = models.BigIntegerField(default=0)
    """Bytes that are on disk for good."""
    done = models.BigIntegerField(default=0)
    """Bytes of it that are taken in."""
    state = models.CharField(max_length=10, default=UploadState.OPEN)
    tries = models.IntegerField(default=0)
    """How often a job began to take it in."""
    faults: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Why it failed: pairs of a catalogue key and its values."""
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    """When something last came, or was last taken in."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "digest"], name="intake_upload_once"),
            models.CheckConstraint(
                condition=Q(offset__gte=0, offset__lte=F("size")), name="intake_upload_within_size"
            ),
        ]
        indexes = [
            models.Index(
                fields=["touched_at"],
                condition=Q(state__in=[UploadState.OPEN, UploadState.WAITING, UploadState.RUNNING]),
                name="intake_upload_unfinished",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.name}"

    def path(self, folder: Path) -> Path:
        """Where it lies in the folder of uploads."""
        return folder / str(self.pk) / self.name
