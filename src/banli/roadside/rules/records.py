"""A check as it is handed in at the station."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Annotated

from pydantic import Field, field_validator

from banli.kernel.errors import Invalid, Problem
from banli.kernel.folding import folded_number
from banli.kernel.records import Code, Line, Record
from banli.kernel.text import gettext_noop
from banli.roads.rules import Network
from banli.roadside.states import Direction

SHANGHAI = timezone(timedelta(hours=8))
Metres = Annotated[float, Field(gt=0, le=500)]
Figure = Metres | None


class CheckRecord(Record):
    """What was seen at a toll station; figures only where they were measured."""

    department: Code
    station: Line
    direction: Direction
    at: datetime
    permit: Annotated[str, Field(max_length=80)] = ""
    """Number on the permit, or its verification code; empty where none was shown."""
    tractor: Annotated[str, Field(min_length=5, max_length=12)]
    trailer: Annotated[str, Field(max_length=12)] = ""
    height_m: Figure = None
    width_m: Figure = None
    length_m: Figure = None
    mass_kg: Annotated[float, Field(gt=0, le=5_000_000)] | None = None
    carrier: Annotated[str, Field(max_length=200)] = ""
    carrier_code: Annotated[str, Field(max_length=40)] = ""
    """Whose vehicle it is, where no permit says it."""
    note: Annotated[str, Field(max_length=2_000)] = ""

    @field_validator("at")
    @classmethod
    def _of_shanghai(cls, value: datetime) -> datetime:
        """A moment without a zone is Shanghai's."""
        return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)


def plate(text: str) -> str:
    """A plate in half-width capitals, without dots, spaces and marks nobody sees."""
    return folded_number(text)


def check_record(record: CheckRecord, network: Network, now: datetime) -> None:
    """Raise :class:`Invalid` with every fault at its field."""
    problems = []
    if network.sections and not network.has(record.station):
        problems.append(Problem("station", gettext_noop("The network has no such station.")))
    if record.at > now:
        problems.append(Problem("at", gettext_noop("This moment is still to come.")))
    if problems:
        raise Invalid(problems)
