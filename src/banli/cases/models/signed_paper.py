"""Notices and decisions as files: signed once, and given out as the same bytes ever after."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from banli.cases.models.case import Case


class SignedPaper(models.Model):
    """The signed file of one notice or decision. It waits from the act that gives the paper until it is signed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    """As of a notice; ``granted`` or ``refused``."""
    number = models.TextField(unique=True)
    """The number printed on the paper."""
    late = models.BooleanField(default=False)
    """The paper was given before papers were kept: its file was made when somebody first opened it, and says so."""
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="cases_paper_to_sign", condition=Q(file__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None, signed_at=None) | Q(file__isnull=False, signed_at__isnull=False),
                name="cases_paper_signed_or_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.number
