"""What a pack says of patrols: half days, routes, dimensions with sub-items and phrases, points and grades. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from enum import StrEnum
from typing import Annotated, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from banli.kernel.records import Line
from banli.kernel.text import Words, gettext_noop
from banli.roster.states.presence import Claim

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,38}$")]
"""A short name in the files and in the database; never shown."""
Points = Annotated[int, Field(ge=1, le=100)]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Grade(StrEnum):
    """What a dimension earns in a period."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    UNSEEN = "unseen"
    """No patrol in the period, so nothing can be said."""


class Slot(Strict):
    """A part of the day in which a round is made; the form proposes the first that has not ended."""

    key: Key
    name: Words
    ends: time


class Route(Strict):
    """A way through the hall, as the round's record says it."""

    name: Words


class Severity(Strict):
    """How much a finding weighs; ``poor_while_open``: one of it that is open makes its dimension poor."""

    key: Key
    name: Words
    points: Points
    poor_while_open: bool = False


class SubItem(Strict):
    """What is looked at in a dimension; its own ``points`` go before those of its severity."""

    key: Key
    name: Words
    severity: Key
    points: Points | None = None
    phrases: tuple[Line, ...] = ()
    """Ready words for what was found, in the language of the record."""
    claims: Claim | None = None
    """What it says of somebody's punctuality, which is compared with roster and attendance; None for anything else."""


class Dimension(Strict):
    """One heading of the report; ``photograph``: a window proves with a photograph that it mended a finding."""

    key: Key
    name: Words
    photograph: bool = False
    items: tuple[SubItem, ...] = ()

    def item(self, key: str) -> SubItem | None:
        """The sub-item of that key."""
        return next((one for one in self.items if one.key == key), None)


class Earned(Strict):
    """A grade: its name, and the most points a round, on average, with which it is earned."""

    name: Words
    most: float | None = Field(default=None, ge=0)


class Grades(Strict):
    """The four grades; an open finding counts ``open_counts`` times."""

    good: Earned
    fair: Earned
    poor: Earned
    unseen: Earned
    open_counts: int = Field(default=2, ge=1, le=10)

    def named(self, grade: Grade) -> Words:
        """What the grade is called."""
        earned: Earned = getattr(self, grade)
        return earned.name


class Plan(Strict):
    """The whole of ``patrol.yaml``."""

    slots: Annotated[tuple[Slot, ...], Field(min_length=1)]
    routes: Annotated[tuple[Route, ...], Field(min_length=1)]
    severities: Annotated[tuple[Severity, ...], Field(min_length=1)]
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1, max_length=10)]
    grades: Grades

    @model_validator(mode="after")
    def _grades_in_order(self) -> Plan:
        good, fair = self.grades.good.most, self.grades.fair.most
        if good is None or fair is None or good >= fair:
            raise ValueError("grades: good and fair need “most”, and fair allows more than good")
        return self

    def slot(self, key: str) -> Slot | None:
        """The part of the day of that key."""
        return _of(self.slots, key)

    def severity(self, key: str) -> Severity | None:
        """The severity of that key."""
        return _of(self.severities, key)

    def dimension(self, key: str) -> Dimension | None:
        """The dimension of that key."""
        return _of(self.dimensions, key)

    def slot_at(self, hour: time) -> Slot:
        """The part of the day in which a round of that hour is made; the last one after all have ended."""
        return next((one for one in self.slots if hour < one.ends), self.slots[-1])

    def weighed(self, dimension: str, sub_item: str, severity: str) -> tuple[Severity, int] | None:
        """Severity and points of such a finding: what somebody chose goes before what the sub-item says.

        Where neither says one it is the first of the plan. None for a severity that the plan does not know.
        """
        looked_at = self.dimension(dimension)
        item = looked_at.item(sub_item) if looked_at else None
        found = self.severity(severity or (item.severity if item else self.severities[0].key))
        if found is None:
            return None
        own = item is not None and item.points is not None and found.key == item.severity
        return found, item.points if own and item and item.points else found.points


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


One = TypeVar("One", bound=_Keyed)


def _of(rows: tuple[One, ...], key: str) -> One | None:
    return next((one for one in rows if one.key == key), None)


TWICE = gettext_noop("“%(code)s” stands here twice.")
UNKNOWN = gettext_noop("the sub-item names the severity “%(code)s”, which the file does not have.")


def plan_faults(plan: Plan) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """What a plan says twice or names without having it: place in the file, words, and the key they are about."""
    lists: list[tuple[tuple[str | int, ...], tuple[_Keyed, ...]]] = [
        (("slots",), plan.slots),
        (("severities",), plan.severities),
        (("dimensions",), plan.dimensions),
        *((("dimensions", at, "items"), one.items) for at, one in enumerate(plan.dimensions)),
    ]
    for where, rows in lists:
        seen: set[str] = set()
        for at, row in enumerate(rows):
            if row.key in seen:
                yield (*where, at, "key"), TWICE, row.key
            seen.add(row.key)
    for at, dimension in enumerate(plan.dimensions):
        for place, item in enumerate(dimension.items):
            if plan.severity(item.severity) is None:
                yield ("dimensions", at, "items", place, "severity"), UNKNOWN, item.severity
