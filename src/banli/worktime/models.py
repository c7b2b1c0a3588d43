"""The editions in force and before, as they were loaded. A row is never changed: the database refuses it."""

from __future__ import annotations

from django.db import models


class CalendarEdition(models.Model):
    """What one notice of the State Council says of one year; see ``rules.edition.Edition``."""

    year = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField()
    notice_number = models.TextField()
    notice_date = models.DateField()
    notice_page = models.TextField(blank=True)
    """Address of the page the notice can be read on."""
    checked = models.TextField()
    off = models.JSONField()
    """ISO date -> the holiday's Chinese name."""
    worked = models.JSONField()
    """ISO dates of the weekend days worked."""
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "edition"], name="worktime_edition_once"),
            models.CheckConstraint(condition=models.Q(edition__gte=1), name="worktime_edition_from_one"),
            models.CheckConstraint(
                condition=models.Q(year__gte=1950, year__lt=2200), name="worktime_year_sensible"
            ),
            models.CheckConstraint(
                condition=~models.Q(notice_number=""), name="worktime_edition_has_its_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.edition} {self.notice_number}"
