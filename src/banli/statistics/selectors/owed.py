"""What a migration wants counted again, and no job has come to yet."""

from __future__ import annotations

from banli.statistics.models import ToCount


def owed() -> ToCount | None:
    """The first note of days to be counted again."""
    return ToCount.objects.order_by("id").first()
