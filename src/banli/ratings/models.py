"""Visits that can be rated, screens of windows, ratings and what was done about them. No rating is deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.ratings.states import BAD, Grade, RatingChannel, RatingState


class Visit(models.Model):
    """The applicant of a case was served at a window: the ``ordinal``-th time of this case."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    ordinal = models.SmallIntegerField()
    window = models.ForeignKey("people.Window", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="ratings_visit_once"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="ratings_visit_counts_from_one"),
        ]
        indexes: ClassVar = [models.Index(fields=["window", "-at"], name="ratings_visit_of_window")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.ordinal}"


class Screen(models.Model):
    """The second screen of a window (评价屏): whoever has its code shows it, and nothing else opens with that."""

    window = models.OneToOneField("people.Window", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=16, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.window_id


class Rating(models.Model):
    """One rating. Grade, reasons, text and origin never change; the rest is what was done about it."""

    number = models.CharField(max_length=20, unique=True)
    """评价编号: PJ, the year, a serial without gaps."""
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    occasion = models.SmallIntegerField()
    """0: the case as a whole (一事一评); n: its n-th visit (一次一评)."""
    department = models.ForeignKey(
        "people.Department", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    window = models.ForeignKey(
        "people.Window", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=8)
    grade = models.SmallIntegerField()
    reasons = models.JSONField(default=list)
    """Keys of the pack's reasons."""
    text = models.TextField(default="")
    given_at = models.DateTimeField()
    served_at = models.DateTimeField()
    """When the visit was, or the case ended."""
    device = models.CharField(max_length=64, default="")
    network = models.CharField(max_length=64, default="")
    """Keyed digests, to find induced ratings; '' once their term is over."""
    state = models.CharField(max_length=12)

    call_by = models.DateField(null=True)
    mend_by = models.DateField(null=True)
    """Last days of the two clocks of a bad one."""
    called_at = models.DateTimeField(null=True)
    called_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reached = models.BooleanField(null=True)
    matter = models.TextField(default="")
    """What the department is to mend, in the centre's words: nobody can be recognised by it."""
    mended_at = models.DateTimeField(null=True)
    mended_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    mended = models.TextField(default="")
    appealed_at = models.DateTimeField(null=True)
    appealed_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    appeal = models.TextField(default="")
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    judgement = models.TextField(default="")
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reply = models.TextField(default="")
    second_at = models.DateTimeField(null=True)
    second_grade = models.SmallIntegerField(null=True)
    second_text = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "occasion"], name="ratings_rating_once"),
            models.CheckConstraint(condition=Q(grade__in=sorted(Grade)), name="ratings_rating_known_grade"),
            models.CheckConstraint(
                condition=Q(second_grade__isnull=True, second_at__isnull=True)
                | Q(second_grade__in=sorted(Grade), second_at__isnull=False),
                name="ratings_rating_known_second",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=sorted(map(str, RatingChannel))), name="ratings_rating_known_channel"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, RatingState))), name="ratings_rating_known_state"
            ),
            models.CheckConstraint(
                condition=Q(grade__in=sorted(BAD), call_by__isnull=False, mend_by__isnull=False)
                | (~Q(grade__in=sorted(BAD)) & Q(call_by__isnull=True, mend_by__isnull=True)),
                name="ratings_rating_bad_has_clocks",
            ),
            models.CheckConstraint(
                condition=Q(grade__in=sorted(BAD)) ^ Q(state="recorded"), name="ratings_rating_bad_is_handled"
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | (Q(judged_at__isnull=False) & ~Q(judgement="")),
                name="ratings_rating_void_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-given_at", "-id"], name="ratings_rating_latest"),
            models.Index(fields=["department", "-given_at", "-id"], name="ratings_rating_of_dept"),
        ]

    def __str__(self) -> str:
        return self.number


class Late(models.Model):
    """A clock of a bad rating ran out (评价监察信号). It stays on record, whatever was done afterwards."""

    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="late")
    clock = models.CharField(max_length=8)
    """``call``: the call-back, which the centre owes; ``mend``: mending and reply."""
    due = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rating", "clock", "due"], name="ratings_late_once"),
            models.CheckConstraint(condition=Q(clock__in=["call", "mend"]), name="ratings_late_known_clock"),
        ]

    def __str__(self) -> str:
        return f"{self.rating_id} {self.clock} {self.due}"


class RatingBook(models.Model):
    """What a pack says of reasons and terms, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"ratings {self.pk}"
