"""How long a device opens with the password alone, without having met the server. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

OPENS_FOR = timedelta(hours=72)
"""From Friday evening until Monday morning, or a line that is cut for three days; a lost device opens no longer. The
platform's own figure: no rule of law says one."""


def opens_until(met: datetime) -> datetime:
    """Until when a device that met the server at ``met`` opens without it."""
    return met + OPENS_FOR
