"""What a limit is counted in."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """What a limit is counted in, as the item states it; never inferred."""

    WORKING = "working"
    """工作日."""
    CALENDAR = "calendar"
    """自然日."""
    HOUR = "hour"
    """小时; counted from a moment by ``due_moment``."""
    MONTH = "month"
    """月."""
