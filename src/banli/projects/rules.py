"""Plans, their progress, the green channel and the time it saves. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.records import Code, Line, Record, Text
from banli.kernel.text import gettext_noop
from banli.projects.states import ORDER, Priority, SpotKind, Stage

MEMBERS = 2
"""A task force has at least so many; who visits a site comes at least in twos (art. 34)."""


class PlanRecord(Record):
    """A company's plan of a year for one item of a department."""

    department: Code
    year: Annotated[int, Field(ge=2000, le=2199)]
    plan_owner: Line
    item: Code
    """The item's slug."""


class ProjectRecord(Record):
    """A project of a plan and the day by which its approval is planned."""

    plan: Code
    project: Line
    planned_for: date


class ChannelRecord(Record):
    """A case let into the green channel."""

    case: Annotated[str, Field(min_length=1, max_length=50)]
    reason: Text
    priority: Priority
    members: Annotated[list[Line], Field(min_length=1)]
    target_on: date


class LogRecord(Record):
    """提前介入: what was done for a project before it was handed in."""

    project: Code
    day: date
    people: Annotated[list[Line], Field(min_length=1)]
    matter: Text
    came_of_it: Text


class SpotRecord(Record):
    """A point or line to be looked at, when and by whom."""

    project: Code
    spot: SpotKind
    place: Line
    planned_on: date
    people: Annotated[list[Line], Field(min_length=1)]


class SectionRecord(Record):
    """A section of a line in one province, with the authority that handles it."""

    project: Code
    province: Line
    authority: Line
    leads: bool = False
    planned_on: date


def check_people(people: Sequence[str], where: str) -> None:
    """Raise :class:`Invalid` where there are fewer different people than two."""
    if len(set(people)) < MEMBERS:
        message = gettext_noop("Name at least two people.")
        raise Invalid([Problem(where, message)])


def check_target(target: date, today: date, earliest: date, promised: date | None) -> None:
    """Raise :class:`Invalid` for a target that cannot be met lawfully, or that is no faster than the promise.

    :param earliest: the first day on which every period that the law wants has run.
    """
    if target < today:
        raise Invalid([Problem("target_on", gettext_noop("The target day has passed."))])
    if target < earliest:
        message = gettext_noop(
            "No lawful decision is possible before %(day)s: the periods of publicity run until then."
        )
        raise Invalid([Problem("target_on", message, (("day", earliest.isoformat()),))])
    if promised is not None and target > promised:
        message = gettext_noop("The target is later than what is promised anyway, %(day)s.")
        raise Invalid([Problem("target_on", message, (("day", promised.isoformat()),))])


def check_stage(now: Stage, to: Stage) -> None:
    """Sections go forward, one stage after the other."""
    if ORDER.index(to) != ORDER.index(now) + 1:
        raise Refused(gettext_noop("A section goes forward by one stage at a time."))


@dataclass(frozen=True)
class Standing:
    """A project of the plan on a day: ``decided_on`` where it was approved; ``days`` ahead (+) or behind (-) its
    planned day in working days, None for an open project that is not late."""

    public_id: str
    name: str
    planned_for: date
    decided_on: date | None
    days: int | None


@dataclass(frozen=True)
class Progress:
    """How far a plan has come."""

    planned: int
    approved: int
    now: int
    """Approved in the period asked for."""
    late: int
    """Not approved though its planned day has passed."""

    @property
    def percent(self) -> int:
        """Approved of the plan, in percent, rounded to the nearest; 0 for an empty plan."""
        return (self.approved * 200 + self.planned) // (self.planned * 2) if self.planned else 0


def progress(standings: Iterable[Standing], first: date, last: date) -> Progress:
    """The progress on ``last``; what was decided after it does not count."""
    rows = list(standings)
    decided = [one.decided_on for one in rows if one.decided_on is not None and one.decided_on <= last]
    late = [
        one for one in rows if (one.decided_on is None or one.decided_on > last) and one.planned_for < last
    ]
    return Progress(len(rows), len(decided), sum(first <= day for day in decided), len(late))


@dataclass(frozen=True)
class Saved:
    """The limit set by law against the time taken, both in ``unit``; ``saved`` is what was left of it."""

    unit: str
    limit: int
    took: int

    @property
    def saved(self) -> int:
        """Days left; negative where the limit was passed."""
        return self.limit - self.took
