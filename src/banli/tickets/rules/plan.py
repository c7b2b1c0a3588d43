"""What a pack says of the hall's queue: services, who goes first and on which basis, and how calls take turns. Pure."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from banli.kernel.text import Words


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Service(Strict):
    """One line of the queue: its tickets begin with ``letter``; ``windows`` call them; ``minutes`` is how long one
    takes as long as the day has shown nothing else; ``booked`` is how many appointments a slot of it has, 0 for none.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{1,38}$")
    letter: str = Field(pattern=r"^[A-Z]$")
    name: Words
    windows: Annotated[tuple[str, ...], Field(min_length=1)]
    minutes: int = Field(default=10, ge=1, le=240)
    booked: int = Field(default=0, ge=0, le=200)


class Group(Strict):
    """People who go first, and the law or rule that says so."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{1,38}$")
    name: Words
    basis: Words
    """As everybody reads it."""
    unchecked: Words | None = None
    """What of the basis nobody looked up, for the hall's own staff; None where all of it was."""


class Turns(Strict):
    """How many of a priority group are called one after the other while somebody else waits, how often a ticket is
    called again before it is missed, and after how many others one that was missed is called when its holder is back.
    """

    first: int = Field(default=2, ge=1, le=20)
    calls: int = Field(default=3, ge=1, le=10)
    behind: int = Field(default=3, ge=0, le=20)
    take_within: int = Field(default=3, ge=1, le=60)
    """Minutes in which printer or phone says that the holder has the ticket."""
    told_at: int = Field(default=3, ge=1, le=20)
    """Somebody with so many before them is told to come near."""


class Hours(Strict):
    """A stretch of a working day in which the hall is open."""

    begins: time
    ends: time


class NoShow(Strict):
    """Whoever did not come ``after`` times within ``within`` days books again ``days`` days after the last of them."""

    after: int = Field(default=3, ge=1, le=20)
    within: int = Field(default=90, ge=1, le=730)
    days: int = Field(default=30, ge=1, le=365)


class Appointments(Strict):
    """How appointments are made: slots of ``slot`` minutes on so many working ``days`` from today on, booked up to
    ``notice`` minutes before they begin and moved at most ``moves`` times.

    Their holder comes from ``early`` minutes before the slot begins until ``late`` minutes after.
    """

    slot: int = Field(default=30, ge=5, le=240)
    days: int = Field(default=7, ge=1, le=60)
    notice: int = Field(default=30, ge=0, le=1440)
    early: int = Field(default=20, ge=0, le=240)
    late: int = Field(default=20, ge=0, le=240)
    moves: int = Field(default=2, ge=0, le=20)
    no_show: NoShow = NoShow()


class Limit(Strict):
    """How often tickets are drawn and times booked from one network outside the hall: ``times`` within ``minutes``."""

    times: int = Field(default=40, ge=1, le=10_000)
    minutes: int = Field(default=10, ge=1, le=1440)


class Plan(Strict):
    """The whole of ``queue.yaml``."""

    hours: tuple[Hours, ...] = ()
    services: tuple[Service, ...] = ()
    groups: tuple[Group, ...] = ()
    turns: Turns = Turns()
    appointments: Appointments = Appointments()
    limit: Limit = Limit()

    @model_validator(mode="after")
    def _each_once(self) -> Plan:
        for what, seen in (
            ("service", [one.key for one in self.services]),
            ("letter", [one.letter for one in self.services]),
            ("group", [one.key for one in self.groups]),
        ):
            if twice := next((one for one in seen if seen.count(one) > 1), None):
                raise ValueError(f"the {what} {twice} is there twice")
        return self

    def open_at(self, hour: time) -> bool:
        """True where the hall is open at that time of a working day; always where nothing is said."""
        return not self.hours or any(one.begins <= hour < one.ends for one in self.hours)

    def service(self, key: str) -> Service | None:
        """The service of that key."""
        return next((one for one in self.services if one.key == key), None)

    def group(self, key: str) -> Group | None:
        """The group of that key."""
        return next((one for one in self.groups if one.key == key), None)

    def bookable(self) -> tuple[Service, ...]:
        """The lines that take appointments."""
        return tuple(one for one in self.services if one.booked)

    def of_window(self, window: str) -> tuple[Service, ...]:
        """What a window calls, in the order of the file."""
        return tuple(one for one in self.services if window in one.windows)
