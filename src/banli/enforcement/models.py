"""The file of a case that the organ began by itself (案卷): what each act left, in the order it was done."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """What one act left: what was answered and what followed from it. Written once, never changed.

    The public record holds the act, its days and the digest of this entry; what people said stands here alone.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="enforcement_file")
    seq = models.IntegerField()
    """Number of the event in the record of the case."""
    act = models.CharField(max_length=30)
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    """SHA-256 over the content as compact JSON."""
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="enforcement_entry_once"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="enforcement_entry_has_event"),
        ]

    def __str__(self) -> str:
        return f"{self.act}#{self.seq}"


class Attachment(models.Model):
    """A file that came with an act, as a party hands it in; the content names it by its digest."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "file"], name="enforcement_attachment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.file}"
