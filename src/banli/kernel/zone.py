"""The one time zone of the house. Pure: no clock, so that rules and typesetting may know it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Every day in the system is a day of this zone, whatever the machine's own zone is."""
