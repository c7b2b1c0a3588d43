"""The shifts now in force, and the days that are worked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.roster.models import RosterBook
from banli.roster.rules.plan import RosterFile
from banli.worktime.service import calendar

TOPIC = "roster"


def last_book() -> RosterBook | None:
    """What was loaded last; None where no pack says anything."""
    return RosterBook.objects.order_by("-id").first()


def plans() -> list[tuple[datetime, RosterFile]]:
    """Every plan that was loaded, with the moment from which it holds."""
    rows = RosterBook.objects.order_by("id")
    return [(one.loaded_at, _read(json.dumps(one.said, sort_keys=True))) for one in rows]


def plan_at(known: Sequence[tuple[datetime, RosterFile]], moment: datetime) -> RosterFile | None:
    """The plan in force at ``moment``; the first one for what was before it."""
    held = [plan for since, plan in known if since <= moment]
    return held[-1] if held else known[0][1] if known else None


def roster_plan() -> RosterFile | None:
    """What the pack says of shifts; None where it says nothing."""
    found = last_book()
    return _read(json.dumps(found.said, sort_keys=True)) if found else None


def required_plan() -> RosterFile:
    """What the pack says of shifts. Raises :class:`Refused` where it says nothing."""
    found = roster_plan()
    if found is None:
        raise Refused(gettext_noop("The pack has no roster.yaml: there are no shifts."))
    return found


@lru_cache(maxsize=8)
def _read(said: str) -> RosterFile:
    return RosterFile.model_validate_json(said)


def working(days: Iterable[date]) -> list[date]:
    """Those of ``days`` that are worked; days of a year whose public holidays are not on record are none."""
    known = calendar()
    return [day for day in days if known.covers(day) and known.is_working(day)]
