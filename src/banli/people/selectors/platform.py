"""Whose platform this is: what public pages call it, and who runs it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from banli.kernel.text import Words
from banli.people.models import Platform

LOOK_AGAIN = 60.0
"""Seconds for which a process goes on saying what it last read."""


@dataclass(frozen=True)
class Naming:
    """Names in both languages; empty ones where no pack was loaded."""

    name: Words
    centre: Words


@dataclass
class _Kept:
    naming: Naming | None = None
    read_at: float = 0.0


_kept = _Kept()


def platform() -> Naming:
    """What the pack calls the platform; asks the database once a minute."""
    now = time.monotonic()
    if _kept.naming is None or now - _kept.read_at > LOOK_AGAIN:
        row = Platform.objects.first() or Platform(name="", name_en="", centre="", centre_en="")
        _kept.naming = Naming(Words(zh=row.name, en=row.name_en), Words(zh=row.centre, en=row.centre_en))
        _kept.read_at = now
    return _kept.naming


def forget_platform() -> None:
    """Make the next :func:`platform` ask the database again."""
    _kept.naming = None
