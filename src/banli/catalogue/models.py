"""Items and their immutable revisions."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


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
    cancelled_on = models.DateField(null=True)
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
        ]
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="item_search_gin", fastupdate=False),
            models.Index(fields=["kind", "sort_key"], name="item_kind_sort"),
        ]

    def __str__(self) -> str:
        return self.slug


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
    cancelled_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "number"], name="revision_number_once"),
            models.CheckConstraint(name="revision_number_from_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"
