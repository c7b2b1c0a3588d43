"""Messages to the applicant of a case, and their sending. What the platform shows is worded when it is read, in the
reader's language; what leaves it is worded once, and kept as it was sent."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.notices.states import TO_SEND, Channel, DispatchState


class Message(models.Model):
    event = models.BigIntegerField(unique=True)
    """The ledger event it tells of: the same news never makes two messages."""
    topic = models.TextField()
    subject = models.TextField()
    name = models.TextField()
    made_at = models.DateTimeField()
    addressed = models.BooleanField(default=False)
    """True once it has its dispatches."""

    class Meta:
        indexes = [
            models.Index(fields=["topic", "subject", "id"], name="notices_by_subject"),
            models.Index(fields=["id"], name="notices_to_address", condition=Q(addressed=False)),
        ]

    def __str__(self) -> str:
        return f"{self.topic}/{self.subject} {self.name}"


class Dispatch(models.Model):
    """One message over one channel. Its id is what a gateway knows it by, and drops doubles by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, db_index=False)
    """None for what belongs to no message, such as a code."""
    round = models.SmallIntegerField(default=1)
    """One more each time an officer sends the message again."""
    name = models.TextField()
    """As of the message."""
    channel = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    scope = models.CharField(max_length=40, default="")
    """The department whose case it is about."""
    reference = models.TextField(default="")
    """The number of the case, the certificate or the proposal."""
    to = models.TextField(default="")
    """Mobile or address; '' in the platform itself."""
    subject = models.TextField(default="")
    text = models.TextField(default="")
    """What is said; '' in the platform itself, and of a secret once it was sent."""
    secret = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    """Sent at night as well."""
    tries = models.IntegerField(default=0)
    why = models.TextField(default="")
    """Why the last try failed: for whoever keeps the platform; it names no person."""
    gateway_reference = models.TextField(default="")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """When it is tried next; of one being sent, when another job may take it."""
    until = models.DateTimeField()
    """When it is given up."""
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    """When it was delivered, failed or was given up."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, DispatchState))), name="notices_dispatch_known_state"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=sorted(map(str, Channel))), name="notices_dispatch_known_channel"
            ),
            models.CheckConstraint(
                condition=Q(channel="site") | ~Q(to=""), name="notices_dispatch_has_address"
            ),
            models.UniqueConstraint(
                fields=["message", "channel", "round"],
                condition=Q(message__isnull=False),
                name="notices_dispatch_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["channel", "due_at"],
                condition=Q(state__in=sorted(map(str, TO_SEND))),
                name="notices_dispatch_due",
            ),
            models.Index(fields=["-made_at", "id"], name="notices_dispatch_newest"),
            models.Index(fields=["reference"], name="notices_dispatch_about"),
        ]

    def __str__(self) -> str:
        return f"{self.id} by {self.channel}: {self.state}"


class MessageRules(models.Model):
    """What a pack says of messages: one row."""

    said = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pk=1), name="notices_rules_one")]

    def __str__(self) -> str:
        return "rules of messages"


class Shown(models.Model):
    """What reached the mobile of a demo, which is a page: nobody is sent anything."""

    id = models.UUIDField(primary_key=True, editable=False)
    """That of the dispatch: a double is dropped, as a gateway drops it."""
    channel = models.CharField(max_length=10)
    to = models.TextField()
    subject = models.TextField(default="")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-at", "id"], name="notices_shown_newest")]

    def __str__(self) -> str:
        return f"{self.to}: {self.text}"
