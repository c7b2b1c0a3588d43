"""Daily facts and frozen figures. Facts can always be made again from the record; figures are never changed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class DayKind(models.Model):
    """How many events of one name happened on one day, by kind of power; events of cases only."""

    pk = models.CompositePrimaryKey("name", "day", "facet")
    name = models.TextField()
    day = models.DateField()
    facet = models.TextField()
    """Code of the kind of power, 01 … 20."""
    n = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(n__gte=0), name="statistics_daykind_not_negative")]

    def __str__(self) -> str:
        return f"{self.day} {self.facet} {self.name}: {self.n}"


class DayDepartment(models.Model):
    """The same by department and kind."""

    pk = models.CompositePrimaryKey("name", "day", "scope", "facet")
    name = models.TextField()
    day = models.DateField()
    scope = models.TextField()
    """Code of the department."""
    facet = models.TextField()
    n = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(n__gte=0), name="statistics_daydepartment_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.scope} {self.facet} {self.name}: {self.n}"


class Figure(models.Model):
    """A published number with everything needed to find it again. Never changed: the database refuses it.

    Definition, scope and the lists counted by are copied in, so that a later wording changes no older figure.
    """

    indicator = models.TextField()
    definition = models.TextField()
    definition_version = models.PositiveIntegerField()
    names = ArrayField(models.TextField())
    """Names of the events that count."""
    group = models.TextField()
    facets = ArrayField(models.TextField())
    """Codes of the kinds of power in the group."""
    scope = models.TextField()
    from_day = models.DateField()
    to_day = models.DateField()
    value = models.BigIntegerField()
    ledger_position = models.BigIntegerField()
    """The highest event that could count; what was recorded later belongs to later figures."""
    digest = models.CharField(max_length=64)
    """SHA-256 in hex over all of the above in canonical form."""
    frozen_at = models.DateTimeField()
    frozen_by = models.TextField()
    """The label of the actor, as the ledger names it."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_day__gte=F("from_day")), name="statistics_figure_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, ledger_position__gte=0), name="statistics_figure_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(names=[]) & ~Q(facets=[]), name="statistics_figure_counts_something"
            ),
        ]

    def __str__(self) -> str:
        return f"figure {self.pk}: {self.group} {self.indicator} {self.value}"
