"""Decisions as they are made public: a row for each, from the day of the decision on. No row is deleted."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from banli.disclosure.states import GROUNDS, PublicationKind, PublicationState
from banli.kernel.bigrams import Bigrams

ONLINE = Q(state__in=[PublicationState.PUBLIC.value, PublicationState.TAKEN_BACK.value])


class Publication(models.Model):
    """One decision. What strangers read stands here masked already: the name of a person is never kept whole."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=10)
    revision = models.ForeignKey(
        "catalogue.Revision", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    department = models.ForeignKey(
        "people.Department", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.TextField()
    """文号, as it stands on the decision."""
    holder = models.TextField()
    """Whom it is addressed to; a person's name in part."""
    found_by = models.TextField()
    """Number, holder and item, folded, for the search."""
    decided_on = models.DateField()
    content = models.JSONField(default=list)
    """Of a penalty: each penalty as the paper lists it."""
    due_on = models.DateField()
    published_at = models.DateTimeField(null=True)
    place = models.TextField(default="")
    """Of a penalty: where else it is public, as its own act says."""
    ground = models.CharField(max_length=20, default="")
    reason = models.TextField(default="")
    """Why it is kept back, or was taken back."""
    taken_back_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    """The day on which the decision itself was revoked or annulled."""
    take_back_by = models.DateField(null=True)
    """The last day to take back what was annulled (行政处罚法 48)."""
    by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, PublicationKind))),
                name="disclosure_publication_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, PublicationState))),
                name="disclosure_publication_known_state",
            ),
            models.CheckConstraint(
                condition=(ONLINE & Q(published_at__isnull=False)) | (~ONLINE & Q(published_at__isnull=True)),
                name="disclosure_publication_since",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept_back") | (Q(ground__in=sorted(GROUNDS)) & ~Q(reason="")),
                name="disclosure_kept_back_with_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_back") | (Q(taken_back_on__isnull=False) & ~Q(reason="")),
                name="disclosure_taken_back_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-decided_on", "-id"], condition=ONLINE, name="disclosure_online_latest"),
            models.Index(
                fields=["department", "-decided_on", "-id"],
                condition=ONLINE,
                name="disclosure_online_of_dept",
            ),
            models.Index(
                fields=["department", "due_on", "id"], condition=Q(state="due"), name="disclosure_due"
            ),
            GinIndex(Bigrams("found_by"), name="disclosure_found_by_says"),
        ]

    def __str__(self) -> str:
        return self.number


class Noted(models.Model):
    """Up to which decision the record was looked through: those from before this app were in no outbox any more."""

    one = models.BooleanField(primary_key=True, default=True)
    decision = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(one=True), name="disclosure_noted_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.decision)


class PublicFile(models.Model):
    """A file that strangers read while a case is put up for comment: without what is secret or private."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.TextField()
    put_up_at = models.DateTimeField()
    by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    taken_down_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Comment(models.Model):
    """What somebody said of a case that was put up for comment. Written once, never changed."""

    number = models.CharField(max_length=20, unique=True)
    """意见编号: YJ, the year, a serial without gaps."""
    task = models.ForeignKey("cases.Task", on_delete=models.PROTECT, related_name="+")
    name = models.TextField(default="")
    contact = models.TextField()
    text = models.TextField()
    origin = models.CharField(max_length=64, default="")
    """Keyed digest of where it came from, for counting alone."""
    said = models.CharField(max_length=64)
    """Keyed digest of text and contact: the same sent twice is one comment."""
    given_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "said"], name="disclosure_comment_once"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(contact=""), name="disclosure_comment_says"),
        ]
        indexes: ClassVar = [models.Index(fields=["origin", "given_at"], name="disclosure_comment_origin")]

    def __str__(self) -> str:
        return self.number


class CommentFile(models.Model):
    """A file that came with a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return str(self.file)


class CommentAnswer(models.Model):
    """Whether a comment was taken up, and why or why not. Written once."""

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="answer")
    adopted = models.BooleanField()
    text = models.TextField()
    answered_at = models.DateTimeField()
    by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="disclosure_answer_says"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.adopted}"
