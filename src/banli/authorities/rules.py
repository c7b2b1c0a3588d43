"""When an authority may file, where it stands on a day, and which blank forms are missing. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from banli.authorities.states import GO_LIVE, MINISTRY, Level, Outcome, Point, Stage, Thing, Transition
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.records import Code, Line, Record
from banli.kernel.text import gettext_noop

Range = tuple[int, int]
"""First and last number, both included."""
Number = Annotated[int, Field(ge=1, le=99_999_999)]
Note = Annotated[str, Field(max_length=400)]


class AuthorityRecord(Record):
    """An authority as the ministry entrusts it."""

    name: Line
    level: Level
    region: Code
    letter: Line
    """Number of the ministry's letter."""
    entrusted_on: date
    entrusted_by: Line = MINISTRY


class ReviewRecord(Record):
    """What a look at premises, staff and equipment found."""

    day: date
    reviewers: Line
    passed: list[Point] = Field(default_factory=list)
    """The points that hold; every other one does not."""
    note: Note = ""


class Trainee(Record):
    """Somebody of an authority at a training."""

    name: Line
    authority: Code
    attended: bool = True


class TrainingRecord(Record):
    """One batch of a training."""

    matter: Line
    batch: Annotated[int, Field(ge=1, le=99)]
    day: date
    place: Line
    trainees: list[Trainee] = Field(min_length=1)


class HandOverRecord(Record):
    """One thing handed over: a seal or an account by its number, blank forms by their first and last number."""

    thing: Thing
    day: date
    number: Annotated[str, Field(max_length=60)] = ""
    first_number: Number | None = None
    last_number: Number | None = None
    custodian: Line
    receipt: Line


class FormsRecord(Record):
    """What became of blank forms."""

    outcome: Outcome
    day: date
    first_number: Number
    last_number: Number
    note: Note = ""


@dataclass(frozen=True)
class Life:
    """The days of an authority: ``suspensions`` from and (where it ended) until."""

    live_on: date | None
    ended_on: date | None
    withdrawn: bool
    suspensions: tuple[tuple[date, date | None], ...] = ()


def stage(life: Life, day: date) -> Stage:
    """Where the authority stands on ``day``. It does not file on the day it ends."""
    if life.ended_on is not None and day >= life.ended_on:
        return Stage.WITHDRAWN if life.withdrawn else Stage.ENDED
    if life.live_on is None or day < life.live_on:
        return Stage.PREPARING
    held = any(start <= day and (end is None or day < end) for start, end in life.suspensions)
    return Stage.SUSPENDED if held else Stage.FILING


def check_move(move: Transition, now: Stage) -> None:
    """Raise :class:`Refused` where the authority does not stand where the act begins."""
    if now not in move.sources:
        raise Refused(gettext_noop("The authority does not stand where this can be done."))


def check_entruster(record: AuthorityRecord) -> None:
    """Only the ministry entrusts; what was entrusted is not entrusted on."""
    if record.entrusted_by != MINISTRY:
        message = gettext_noop("Only the ministry entrusts: an authority may not entrust another.")
        raise Invalid([Problem("entrusted_by", message)])


def check_open(ends_on: date | None, day: date) -> None:
    """Raise :class:`Refused` where the network has ended: nobody is entrusted any more."""
    if ends_on is not None and day >= ends_on:
        message = gettext_noop("The network ended with its item on %(day)s; nobody is entrusted any more.")
        raise Refused(message, day=ends_on)


def check_reason(reason: str) -> None:
    """A suspension or withdrawal says why."""
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why, as the authority will read it."))])


def check_hand_over(record: HandOverRecord) -> Range | None:
    """The range of blank forms that is handed over; None for a seal or an account."""
    first, last = record.first_number, record.last_number
    if record.thing != Thing.FORMS:
        if not record.number:
            raise Invalid([Problem("number", gettext_noop("Enter the number of the seal or account."))])
        if first is not None or last is not None:
            raise Invalid(
                [Problem("first_number", gettext_noop("Only blank forms have a range of numbers."))]
            )
        return None
    if first is None or last is None:
        raise Invalid([Problem("first_number", gettext_noop("Enter first and last number of the forms."))])
    return checked_range(first, last)


def checked_range(first: int, last: int) -> Range:
    """The range, first number first."""
    if last < first:
        raise Invalid([Problem("last_number", gettext_noop("The last number is lower than the first."))])
    return first, last


def check_within(told: Range, held: Iterable[Range], gone: Iterable[Range]) -> None:
    """Raise where a number of ``told`` was never handed to the authority, or has gone already."""
    if subtract([told], held):
        message = gettext_noop("Not all of these forms were handed to this authority.")
        raise Invalid([Problem("first_number", message)])
    for other in gone:
        if overlaps(told, other):
            message = gettext_noop("Forms %(first)s to %(last)s are accounted for already.")
            raise Invalid([Problem("first_number", message, (("first", other[0]), ("last", other[1])))])


def overlaps(one: Range, other: Range) -> bool:
    """True where the ranges share a number."""
    return one[0] <= other[1] and other[0] <= one[1]


def subtract(ranges: Iterable[Range], away: Iterable[Range]) -> list[Range]:
    """The numbers of ``ranges`` that are in none of ``away``, as ranges in their order."""
    left = sorted(ranges)
    for first, last in away:
        parts = [
            part
            for start, end in left
            for part in ((start, min(end, first - 1)), (max(start, last + 1), end))
        ]
        left = sorted({(start, end) for start, end in parts if start <= end})
    return left


def gaps(held: Iterable[Range], gone: Iterable[Range], on_shelf: Iterable[Range]) -> list[Range]:
    """Forms that were handed over, went nowhere on record, and do not lie on the shelf."""
    return subtract(held, [*gone, *on_shelf])


def read_ranges(text: str) -> list[Range]:
    """Ranges as typed: ``27000001-27000050, 27000060``."""
    found: list[Range] = []
    for part in text.replace("，", ",").replace("、", ",").replace("—", "-").split(","):
        if not part.strip():
            continue
        first, _dash, last = (one.strip() for one in part.partition("-"))
        if not (first.isascii() and first.isdigit() and (not last or (last.isascii() and last.isdigit()))):
            message = gettext_noop("Write numbers and ranges, such as 1001-1050, 1060.")
            raise Invalid([Problem("on_shelf", message)])
        try:
            found.append(checked_range(int(first), int(last or first)))
        except Invalid as error:
            raise Invalid([Problem("on_shelf", error.problems[0].message)]) from None
    return found


def shown_ranges(ranges: Iterable[Range]) -> str:
    """Ranges as they are read."""
    return "、".join(str(first) if first == last else f"{first}—{last}" for first, last in ranges)


def check_ready(
    reviews: Sequence[Iterable[str]], trained: int, things: Iterable[str], life: Life, day: date
) -> None:
    """An authority files when all was found in order, somebody was trained and all three things were handed over.

    :param reviews: the points that held, by review, the latest last.
    """
    check_move(GO_LIVE, stage(life, day))
    missing = set(Point) - {Point(one) for one in (reviews[-1] if reviews else ())}
    if missing:
        raise Refused(
            gettext_noop("Premises, staff, equipment and connection must all have been found in order.")
        )
    if not trained:
        raise Refused(gettext_noop("Nobody of this authority has attended a training."))
    if set(Thing) - {Thing(one) for one in things}:
        raise Refused(gettext_noop("Seal, account and blank forms must all be handed over first."))


@dataclass(frozen=True)
class Count:
    """How many authorities the network has on a day, and by level and stage."""

    total: int
    by_level: dict[str, int]
    suspended: int


def count(lives: Iterable[tuple[str, Life]], day: date) -> Count:
    """The network of ``day``: authorities that have gone live and not ended, suspended ones among them."""
    standing = [(level, stage(life, day)) for level, life in lives]
    there = [(level, one) for level, one in standing if one in (Stage.FILING, Stage.SUSPENDED)]
    levels = {str(level): sum(found == level for found, _one in there) for level in Level}
    return Count(len(there), levels, sum(one == Stage.SUSPENDED for _level, one in there))


@dataclass(frozen=True)
class Trained:
    """What the record counts of the batches of a period, and of the network on its last day."""

    batches: tuple[str, ...]
    """The numbers of the batches, in the order of their days."""
    told: int
    came: int
    """People told to come, and those who came."""
    places: tuple[str, ...]
    """Regions in which authorities went live in the year of the last day, in their official order."""
    fresh: int
    """Authorities that went live in that year."""
    total: int
    """Authorities of the network on the last day."""
    things: tuple[Thing, ...]
    """What every one of the fresh authorities was handed."""


def fresh_in_year(lives: Iterable[Life], day: date) -> list[bool]:
    """For each authority: whether it went live in the year of ``day``, by ``day``, and is of the network then."""
    return [
        one.live_on is not None
        and one.live_on.year == day.year
        and stage(one, day) in (Stage.FILING, Stage.SUSPENDED)
        for one in lives
    ]


def handed_to_all(handed: Iterable[Iterable[str]]) -> tuple[Thing, ...]:
    """The things that every authority was handed, in the order of :class:`Thing`; none where there is no authority."""
    sets = [{Thing(one) for one in things} for things in handed]
    return tuple(one for one in Thing if sets and all(one in things for things in sets))
