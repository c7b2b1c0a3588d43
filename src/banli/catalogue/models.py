"""Items, their immutable revisions, the drafts of the next, and what stops an item."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from banli.catalogue.states import State


class Item(models.Model):
    """An item (事项). The columns repeat what lists and search need of its current revision."""

    slug = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=36)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    summary_zh = models.TextField()
    summary_en = models.TextField(blank=True)
    kind = models.CharField(max_length=2)
    case_type = models.CharField(max_length=10)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    server_types = ArrayField(models.CharField(max_length=1), default=list)
    themes = ArrayField(models.CharField(max_length=40), default=list)
    sort_key = models.CharField(max_length=400)
    """Pinyin of the Chinese name, for lists in the order a reader expects."""
    words = ArrayField(models.TextField(), default=list)
    """Names and keywords, as they are compared with a question."""
    sounds = ArrayField(models.TextField(), default=list)
    """The pinyin of each of ``words``."""
    changes = ArrayField(models.SlugField(max_length=60), default=list)
    """The other items whose certificates its applications name (``certificate.concerns.items``)."""
    cancelled_on = models.DateField(null=True)
    """The day of its retirement, repeated here for lists."""
    listed = models.BooleanField(default=True)
    current = models.OneToOneField("Revision", null=True, on_delete=models.PROTECT, related_name="+")
    search = SearchVectorField(default="", editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="item_kind_known",
                condition=models.Q(
                    kind__in=(
                        "01",
                        "02",
                        "03",
                        "04",
                        "05",
                        "06",
                        "07",
                        "08",
                        "09",
                        "10",
                        "20",
                    )
                ),
            ),
            models.CheckConstraint(
                name="item_case_type_known",
                condition=models.Q(case_type__in=("instant", "committed")),
            ),
            models.UniqueConstraint(
                name="item_code_once", fields=["code"], condition=models.Q(cancelled_on=None)
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="item_search_gin", fastupdate=False),
            models.Index(fields=["kind", "sort_key"], name="item_kind_sort"),
            GinIndex(fields=["changes"], name="item_changes_gin"),
        ]

    def __str__(self) -> str:
        return self.slug


class Synonym(models.Model):
    """A word that people say for one of the catalogue's, from the pack."""

    said = models.CharField(max_length=20, unique=True)
    meant = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.said} → {self.meant}"


class Revision(models.Model):
    """A published revision (实施清单版本) of an item. Never updated and never deleted: the database refuses both."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the definition in its canonical form."""
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=100)
    """The label of the actor, as the ledger names it."""
    effective_from = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "number"], name="revision_number_once"),
            models.CheckConstraint(name="revision_number_from_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"


class Draft(models.Model):
    """The definition of an item that is being prepared: at most one for each item. Publishing it uses it up."""

    slug = models.CharField(max_length=60, unique=True)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=State.DRAFT.value)
    faults = models.JSONField(default=list)
    """What the check found, each as file, line, rule and message; with a fault it is not reviewed."""
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=100)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=100, blank=True)
    returned_because = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="draft_reviewed_whole",
                condition=models.Q(state=State.DRAFT.value, reviewed_at__isnull=True, reviewed_by="")
                | (
                    models.Q(state=State.REVIEWED.value, reviewed_at__isnull=False)
                    & ~models.Q(reviewed_by="")
                ),
            ),
            models.CheckConstraint(
                name="draft_four_eyes", condition=~models.Q(reviewed_by=models.F("drafted_by"))
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Suspension(models.Model):
    """Days on which an item takes no applications: from ``starts_on`` to the day before ``ends_on``."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="suspensions")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    because_zh = models.TextField()
    because_en = models.TextField(blank=True)
    law_zh = models.TextField()
    law_en = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="suspension_days_in_order",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                name="suspension_open_once", fields=["item"], condition=models.Q(ends_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.starts_on}"


class Retirement(models.Model):
    """The end of an item: from the day ``on``, that day included, nobody can apply any more."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="retirement")
    on = models.DateField()
    because_zh = models.TextField()
    because_en = models.TextField(blank=True)
    law_zh = models.TextField()
    law_en = models.TextField(blank=True)
    open_cases = models.CharField(max_length=10)
    branch_to = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="retirement_open_cases_known",
                condition=models.Q(open_cases__in=("finish", "close"), branch_to="")
                | (models.Q(open_cases="branch") & ~models.Q(branch_to="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.on}"
