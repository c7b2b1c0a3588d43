"""Facts and frozen figures. Facts can always be made again from the record; figures are never changed."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Measures(models.Model):
    """What is added up of events of one name. All but ``n`` are read from the bodies of events that end a case.

    A sum may be below nothing for a moment: where a correction is folded before the event it takes back. The reading
    adds what is not folded yet, and is right at any instant.
    """

    fold = models.BigIntegerField(db_default=0)
    """0, or the first event of the block that wrote the row: bulk intakes write beside each other, and rows are put
    together later. Readers add them up."""
    n = models.BigIntegerField(db_default=0)
    """Events."""
    begun = models.BigIntegerField(db_default=0)
    """… of cases that had been accepted (``accepted_on``)."""
    timed = models.BigIntegerField(db_default=0)
    """… whose promised limit is known as well (``promised_due``)."""
    on_time = models.BigIntegerField(db_default=0)
    early = models.BigIntegerField(db_default=0)
    overdue = models.BigIntegerField(db_default=0)
    lawful = models.BigIntegerField(db_default=0)
    """… whose statutory limit is known (``statutory_due``)."""
    beyond = models.BigIntegerField(db_default=0)
    """… that ended after it."""
    same_day = models.BigIntegerField(db_default=0)
    measured = models.BigIntegerField(db_default=0)
    """… that say both ``took_days`` and ``limit_days``; the next two are the sums of these, in working days."""
    took = models.BigIntegerField(db_default=0)
    allowed = models.BigIntegerField(db_default=0)
    visited = models.BigIntegerField(db_default=0)
    """… that say ``visits``; the next two are their sum, and the cases with more than one."""
    visits = models.BigIntegerField(db_default=0)
    revisited = models.BigIntegerField(db_default=0)
    declared = models.BigIntegerField(db_default=0)
    """… that say ``visits_declared`` as well, what the item declares; the next one is those with more visits."""
    exceeded = models.BigIntegerField(db_default=0)
    reused = models.BigIntegerField(db_default=0)
    """Answers of applications that were taken over and stood as they were (``reused``)."""
    followed = models.BigIntegerField(db_default=0)
    """Acceptances, and ends of accepted cases, of cases whose whole course is on record."""

    class Meta:
        abstract = True


class DayKind(Measures):
    """Events of one name on one day, by kind of power; events of cases only."""

    pk = models.CompositePrimaryKey("name", "day", "facet", "fold")
    name = models.TextField()
    day = models.DateField()
    facet = models.TextField()
    """Code of the kind of power, 01 … 20."""

    def __str__(self) -> str:
        return f"{self.day} {self.facet} {self.name}: {self.n}"


class DayDepartment(Measures):
    """The same by department and kind."""

    pk = models.CompositePrimaryKey("name", "day", "scope", "facet", "fold")
    name = models.TextField()
    day = models.DateField()
    scope = models.TextField()
    """Code of the department."""
    facet = models.TextField()

    def __str__(self) -> str:
        return f"{self.day} {self.scope} {self.facet} {self.name}: {self.n}"


class MonthKind(Measures):
    """Days of a month together, so that long periods are read from few rows."""

    pk = models.CompositePrimaryKey("name", "month", "facet", "fold")
    name = models.TextField()
    month = models.DateField()
    """Its first day."""
    facet = models.TextField()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.facet} {self.name}: {self.n}"


class MonthDepartment(Measures):
    """The same by department and kind."""

    pk = models.CompositePrimaryKey("name", "month", "scope", "facet", "fold")
    name = models.TextField()
    month = models.DateField()
    scope = models.TextField()
    facet = models.TextField()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.scope} {self.facet} {self.name}: {self.n}"


class DayChannel(Measures):
    """The same by kind and the channel the application came by."""

    pk = models.CompositePrimaryKey("name", "day", "facet", "channel", "fold")
    name = models.TextField()
    day = models.DateField()
    facet = models.TextField()
    channel = models.TextField()

    def __str__(self) -> str:
        return f"{self.day} {self.facet} {self.channel} {self.name}: {self.n}"


class MonthItem(Measures):
    """The same by month and item: by day it would have nearly as many rows as there are events."""

    pk = models.CompositePrimaryKey("name", "month", "item", "facet", "fold")
    name = models.TextField()
    month = models.DateField()
    """Its first day."""
    item = models.BigIntegerField()
    """Id of the item; no foreign key, facts stand by themselves."""
    facet = models.TextField()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.item} {self.name}: {self.n}"


class DayTook(models.Model):
    """How many cases ended on a day after so many working days: sums of these give exact percentiles."""

    pk = models.CompositePrimaryKey("day", "scope", "facet", "days", "fold")
    day = models.DateField()
    scope = models.TextField()
    facet = models.TextField()
    days = models.IntegerField()
    fold = models.BigIntegerField(db_default=0)
    n = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.day} {self.scope} {self.facet} {self.days} d: {self.n}"


class MonthTook(models.Model):
    """How many cases of an item were decided in a month after so many working days: what it usually takes."""

    pk = models.CompositePrimaryKey("month", "item", "days", "fold")
    month = models.DateField()
    """Its first day."""
    item = models.BigIntegerField()
    """Id of the item; no foreign key, facts stand by themselves."""
    days = models.IntegerField()
    fold = models.BigIntegerField(db_default=0)
    n = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.item} {self.days} d: {self.n}"


class DayDue(models.Model):
    """How events of a day moved the promised limits of open cases: the sum up to a day says which are open then."""

    pk = models.CompositePrimaryKey("day", "scope", "facet", "due", "fold")
    day = models.DateField()
    scope = models.TextField()
    facet = models.TextField()
    due = models.DateField()
    fold = models.BigIntegerField(db_default=0)
    n = models.BigIntegerField()
    followed = models.BigIntegerField(db_default=0)
    """… of cases whose whole course is on record."""

    def __str__(self) -> str:
        return f"{self.day} {self.scope} {self.facet} due {self.due}: {self.n}"


class ToCount(models.Model):
    """Days whose facts were counted before a measure was there: a job counts them again, once and all together."""

    from_day = models.DateField()
    to_day = models.DateField()

    def __str__(self) -> str:
        return f"{self.from_day} – {self.to_day}"


class Figure(models.Model):
    """A published number with everything needed to find it again. Never changed: the database refuses it.

    Definition, scope, formula and the lists counted by are copied in, so that a later wording changes no older figure.
    """

    topic = models.TextField(db_default="case")
    """What is counted: ``case``, or the topic of a tally (:class:`banli.kernel.tallies.Tally`)."""
    indicator = models.TextField()
    definition = models.TextField()
    definition_version = models.PositiveIntegerField()
    names = ArrayField(models.TextField())
    """Names of the events that count."""
    formula = models.TextField(db_default="count:n/n:0")
    """How the number is made from them, as :class:`banli.statistics.rules.formulas.Formula` writes it."""
    unit = models.TextField(db_default="cases")
    group = models.TextField()
    facets = ArrayField(models.TextField())
    """Codes of the kinds of power in the group; one empty code where no cases are counted."""
    by = models.TextField(db_default="")
    key = models.TextField(db_default="")
    """The line of a table it stands in, as ``department`` and ``transport``; '' for all."""
    scope = models.TextField()
    from_day = models.DateField()
    to_day = models.DateField()
    value = models.BigIntegerField()
    """The number, or the upper half of a share or mean; an amount in fen."""
    over = models.BigIntegerField(null=True)
    """The lower half, where it has one."""
    ledger_position = models.BigIntegerField()
    """The highest event that could count; what was recorded later belongs to later figures."""
    digest = models.CharField(max_length=64)
    """SHA-256 in hex over all of the above in canonical form."""
    digest_version = models.PositiveIntegerField(db_default=1)
    """Which fields the digest covers: 1 those of a count by kind, 2 all but ``topic``, 3 all."""
    frozen_at = models.DateTimeField()
    frozen_by = models.TextField()
    """The label of the actor, as the ledger names it."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_day__gte=F("from_day")), name="statistics_figure_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ledger_position__gte=0), name="statistics_figure_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(names=[]) & ~Q(facets=[]), name="statistics_figure_counts_something"
            ),
            models.CheckConstraint(
                condition=Q(over__isnull=True) | Q(over__gt=0), name="statistics_figure_over_something"
            ),
        ]

    def __str__(self) -> str:
        return f"figure {self.pk}: {self.group} {self.indicator} {self.value}"
