"""Devices, the secrets that open what officers wrote on them, and what came in from them.

What is written on a device stays on it, encrypted, until it comes in; no row here knows of it before.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from banli.offline.states import LeaseState


class Device(models.Model):
    """A browser in which somebody of the house may work without a network."""

    public_id = models.UUIDField(unique=True)
    window = models.ForeignKey(
        "people.Window", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """The window it stands at; None for one that is carried about."""
    registered_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    registered_at = models.DateTimeField()
    struck_off_at = models.DateTimeField(null=True)
    """Since when it is lost, or taken out of use: it has no key any more and nothing that it sends is taken in."""

    def __str__(self) -> str:
        return str(self.public_id)


class DeviceKey(models.Model):
    """The secret that opens what one officer wrote on one device; given to nobody else, and after sign-in only."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="keys")
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    secret = models.BinaryField()
    """32 random bytes."""
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["device", "user"], name="offline_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.user_id}"


class Received(models.Model):
    """One thing written without a network that came in, and what became of it. Its name is given on the device."""

    public_id = models.UUIDField(unique=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    became = models.JSONField()
    """``{"url", "title", "notes"}``: told again word for word to a device that did not hear it."""
    visit = models.UUIDField(null=True)
    """The record of the ticket whose holder this was written for, which may come in before or after it."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["user", "-received_at"], name="offline_received_of_user"),
            models.Index(
                fields=["visit"], condition=models.Q(visit__isnull=False), name="offline_received_at_visit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.kind}"


class LeasedNumber(models.Model):
    """One number of a series that was given to a device for a day, so that it can be used without a network."""

    series = models.TextField()
    """As :mod:`banli.numbering` keeps it."""
    serial = models.BigIntegerField()
    query_number = models.CharField(max_length=12)
    """By which the applicant asks for the case that gets this number: it stands on the receipt. Nothing on a ticket."""
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    state = models.CharField(max_length=8)
    leased_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "serial"], name="offline_number_leased_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(map(str, LeaseState))), name="offline_number_known_state"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["device", "user", "day"], name="offline_number_of_device"),
            models.Index(
                fields=["day"],
                condition=models.Q(state=LeaseState.LEASED.value),
                name="offline_number_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}#{self.serial}"
