"""The keys that sign papers: their certificates. The private halves lie in the data folder, never here."""

from __future__ import annotations

from django.db import models

from banli.signatures.states import KeyKind, KeyState


class SigningKey(models.Model):
    """A key by the certificate that says whose it is."""

    fingerprint = models.CharField(max_length=64, primary_key=True)
    """SHA-256 of the certificate (DER), in hex."""
    kind = models.CharField(max_length=8, choices=[(one, one) for one in KeyKind])
    subject = models.CharField(max_length=200)
    """Common name in the certificate: what a reader of PDFs shows as the signer."""
    chain = models.TextField()
    """PEM: the certificate, then those that vouch for it, the root last."""
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    state = models.CharField(max_length=16, choices=[(one, one) for one in KeyState])
    taken_up_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=list(KeyState)), name="signatures_key_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(KeyKind)), name="signatures_key_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=KeyState.ACTIVE, ended_at=None)
                | (~models.Q(state=KeyState.ACTIVE) & models.Q(ended_at__isnull=False)),
                name="signatures_key_ended_or_active",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=KeyState.ACTIVE),
                name="signatures_one_active_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.fingerprint[:16]}"


class TokenKey(models.Model):
    """A key that signs the short messages in QR codes (COSE, Ed25519), by its public half."""

    key_id = models.CharField(max_length=16, primary_key=True)
    """First eight bytes of the SHA-256 of the raw public key, in hex."""
    public = models.CharField(max_length=64)
    """The raw public key, 32 bytes in hex."""
    state = models.CharField(max_length=16, choices=[(one, one) for one in KeyState])
    taken_up_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=list(KeyState)), name="signatures_token_key_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=KeyState.ACTIVE, ended_at=None)
                | (~models.Q(state=KeyState.ACTIVE) & models.Q(ended_at__isnull=False)),
                name="signatures_token_key_ended_or_active",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=KeyState.ACTIVE),
                name="signatures_one_active_token_key",
            ),
        ]

    def __str__(self) -> str:
        return self.key_id
