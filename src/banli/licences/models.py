"""A certificate as it was issued. Its face never changes; only its status does."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from banli.licences.states import Status


class Certificate(models.Model):
    number = models.CharField(max_length=80, unique=True)
    code = models.CharField(max_length=16, unique=True)
    """What the QR code carries: random, so that nobody can count through the certificates."""
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT)
    revision = models.ForeignKey("catalogue.Revision", on_delete=models.PROTECT)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT)
    title = models.JSONField()
    """{"zh": …, "en": …}."""
    holder = models.TextField()
    holder_code = models.TextField()
    lines = models.JSONField(default=list)
    """The fields on its face: [{"key", "label": {"zh", "en"}, "value"}, …]."""
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    status = models.CharField(max_length=10, default="valid")
    ended_because = models.TextField(default="")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=sorted(map(str, Status))),
                name="licences_certificate_known_status",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="licences_certificate_term_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status="valid") | ~Q(ended_because=""),
                name="licences_certificate_end_has_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.number
