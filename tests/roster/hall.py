"""People of the transport windows, their roster and their leave. Monday 17 October 2022 is a working day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from tests.house import clerk, person

from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.yamlfile import read
from banli.province.load import SICHUAN
from banli.roster.service import (
    Leave,
    LeaveRecord,
    PostRecord,
    RosterFile,
    Shift,
    ask_leave,
    grant_leave,
    load_roster_plan,
    put_on,
)

MONDAY = date(2022, 10, 17)
FRIDAY = date(2022, 10, 21)
TOKENS = count(1)


def pack_shifts() -> RosterFile:
    """What the Sichuan pack says."""
    return read(SICHUAN / "roster.yaml").validated(RosterFile)


def load_shifts() -> None:
    load_roster_plan(plan=pack_shifts(), by=SYSTEM)


def colleague() -> Actor:
    """The clerk at transport window 04: B角 of the clerk at 03."""
    return person(Role.CLERK, window="transport-04", name="clerk.transport4", shown="万里行")


def head() -> Actor:
    """The head of the transport windows."""
    return person(Role.APPROVER)


def manager() -> Actor:
    """The hall's manager."""
    return person(Role.HALL_MANAGER, "service-centre")


def post(day: date = MONDAY, who: Actor | None = None, window: str = "transport-03", **changes: Any) -> Shift:
    """Somebody on the morning shift."""
    told = {"day": day, "window": window, "kind": "morning", "officer": str((who or clerk()).id), **changes}
    return put_on(record=PostRecord(**told), by=head())


def asked(first: date = MONDAY, days: int = 1, by: Actor | None = None, **changes: Any) -> Leave:
    """The clerk at window 03 asked for leave in which the one at 04 stands in."""
    who = by or clerk()
    officer = changes.pop("officer", colleague())
    told: dict[str, Any] = {
        "public_id": f"QJ-20221017-t{next(TOKENS)}",
        "kind": "private",
        "first": first,
        "last": first + timedelta(days=days - 1),
        "officer": str(officer.id) if officer else "",
        "reason": "家中有事。",
        **changes,
    }
    return ask_leave(record=LeaveRecord(**told), by=who)


def granted(first: date = MONDAY, days: int = 1, **changes: Any) -> Leave:
    """… granted by the head."""
    return grant_leave(leave=asked(first, days, **changes).public_id, by=head())
