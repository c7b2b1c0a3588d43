"""The tables of the record. No foreign keys: an event must outlive whatever it speaks of."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing that happened. Never updated, never deleted: the database refuses both."""

    topic = models.TextField()
    """What kind of thing the event is about: ``case``, ``hall``, ``weekly`` …"""
    subject = models.TextField()
    """Which one: for cases the case's id, elsewhere the public id."""
    seq = models.IntegerField()
    """1, 2, 3 … within (topic, subject), without a gap."""
    name = models.TextField()
    scope = models.TextField()
    """Code of the department the event is counted for."""
    facet = models.TextField()
    """What it is counted by besides: for cases the kind of power, 01 … 20."""
    at = models.DateTimeField()
    """When it happened; counting goes by the Shanghai day of this moment."""
    day = models.DateField()
    recorded_at = models.DateTimeField()
    """When it was written down; later than ``at`` where a department reports afterwards."""
    actor = models.TextField()
    body = models.TextField()
    """Details as compact JSON; holds no personal data."""
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "subject", "seq"], name="ledger_event_once"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="ledger_event_seq_from_one"),
        ]
        indexes = [models.Index(fields=["day", "facet", "name", "id"], name="ledger_event_by_day")]

    def __str__(self) -> str:
        return f"{self.topic}/{self.subject}#{self.seq} {self.name}"


class Outbox(models.Model):
    """An event not yet folded into the daily facts nor announced; deleted by the one who takes it."""

    event = models.BigIntegerField(primary_key=True)
    topic = models.TextField()
    subject = models.TextField()
    name = models.TextField()
    scope = models.TextField()
    facet = models.TextField()
    day = models.DateField()

    def __str__(self) -> str:
        return f"outbox {self.event}"


class Seal(models.Model):
    """A signed Merkle root over all events recorded since the seal before it; each event lies in exactly one."""

    number = models.IntegerField(primary_key=True)
    day = models.DateField()
    """The Shanghai day on which its events were recorded; a day may have several seals."""
    first_event = models.BigIntegerField()
    last_event = models.BigIntegerField()
    events = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    """Over the roots of its blocks."""
    previous = models.BinaryField(max_length=32)
    """Digest of the text of the seal before it."""
    key = models.TextField()
    """SHA-256 of the public key that signed, in hex."""
    signature = models.BinaryField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_event__gte=models.F("first_event")), name="ledger_seal_range_in_order"
            ),
            models.UniqueConstraint(fields=["first_event"], name="ledger_seal_starts_once"),
        ]

    def __str__(self) -> str:
        return f"seal {self.number} of {self.day}"


class Block(models.Model):
    """Up to 4,096 events of a seal, with their Merkle root and two bytes of each."""

    pk = models.CompositePrimaryKey("seal", "number")
    seal = models.IntegerField()
    number = models.BigIntegerField()
    """The ids of its events divided by 4,096."""
    events = models.IntegerField()
    root = models.BinaryField(max_length=32)
    marks = models.BinaryField()
    """Two bytes of each event's leaf in order of ids, zeros for an id without an event."""

    def __str__(self) -> str:
        return f"block {self.number} of seal {self.seal}"


class Founding(models.Model):
    """One row: the digest this record is made with, from its first event on."""

    one = models.BooleanField(primary_key=True, default=True)
    digest = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(one=True), name="ledger_founding_once"),
            models.CheckConstraint(
                condition=models.Q(digest__in=["sha256", "sm3"]), name="ledger_founding_known_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"record with {self.digest}"
