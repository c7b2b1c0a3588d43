"""A training whose figures are counted: typed facts and words of the report from the record. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from banli.fieldwork.rules.facts import CountedTraining
from banli.kernel.errors import Invalid, Problem
from banli.kernel.numerals import chinese
from banli.kernel.records import Line, Part
from banli.kernel.text import gettext_noop

PLACE = re.compile(r"\{([^{}]*)\}")
NEARLY = 2
"""A number at most so much short of a full ten is told as 近 and the ten, as the reports do."""
COMPARED = ("batches", "trainees", "new_authorities_total", "authorities_total")


class TrainingPeriod(Part):
    """What somebody enters who has a training counted: from when until when, and what it was about."""

    since: date
    until: date
    topics: list[Line] = []


@dataclass(frozen=True)
class Counted:
    """What the record counts for a period, whoever keeps it."""

    batches: tuple[str, ...]
    came: int
    places: tuple[str, ...]
    fresh: int
    total: int
    handed: tuple[str, ...]
    approved_by: str


def facts_from(period: TrainingPeriod, counted: Counted) -> CountedTraining:
    """The typed facts of a training as counted."""
    return CountedTraining(
        batches=len(counted.batches),
        trainees=counted.came,
        topics=period.topics,
        new_authorities=[short(one) for one in counted.places],
        new_authorities_total=counted.fresh,
        authorities_total=counted.total,
        approved_by=counted.approved_by if counted.fresh else "",
        handed_over=list(counted.handed),
        since=period.since,
        until=period.until,
        counted=list(counted.batches),
    )


def short(region: str) -> str:
    """The name of a city as reports write it in a row of others; every other name in full."""
    return region.removesuffix("市")


def about(number: int) -> str:
    """``number`` as a report tells how many came: 近20 for 18 and 19, else the number itself."""
    rest = -number % 10
    return f"近{number + rest}" if 0 < rest <= NEARLY else str(number)


def in_a_row(words: Sequence[str]) -> str:
    """Words as a sentence tells them: 甲、乙和丙."""
    return "和".join(filter(None, ("、".join(words[:-1]), *words[-1:])))


def fillings(facts: CountedTraining) -> Mapping[str, str]:
    """What may stand in braces in the text of the report, and what it is filled with."""
    return {
        "batches": chinese(facts.batches) if facts.batches < 100 else str(facts.batches),
        "trainees": about(facts.trainees),
        "came": str(facts.trainees),
        "places": "、".join(facts.new_authorities),
        "new": str(facts.new_authorities_total),
        "total": str(facts.authorities_total),
        "handed_over": in_a_row(facts.handed_over),
        "approved_by": facts.approved_by,
    }


def filled(text: str, facts: CountedTraining) -> str:
    """``text`` with its places filled in.

    :raises Invalid: at ``report_text`` for a place there is not, and for one the record has nothing for.
    """
    words, problems = fillings(facts), []
    for name in dict.fromkeys(PLACE.findall(text)):
        if name not in words:
            message = gettext_noop("There is no “%(name)s” to fill in; there are: %(known)s.")
            problems.append(
                Problem("report_text", message, (("name", name), ("known", ", ".join(sorted(words)))))
            )
        elif not words[name]:
            message = gettext_noop("The record has nothing for “%(name)s” in this period.")
            problems.append(Problem("report_text", message, (("name", name),)))
    left = PLACE.sub("", text)
    if "{" in left or "}" in left:
        problems.append(
            Problem("report_text", gettext_noop("A brace is opened or closed without the other."))
        )
    if problems:
        raise Invalid(problems)
    return PLACE.sub(lambda found: words[found[1]], text)


def differences(facts: CountedTraining, now: CountedTraining) -> list[tuple[str, int, int]]:
    """The figures that count otherwise now: name, as told, as counted now."""
    return [
        (name, getattr(facts, name), getattr(now, name))
        for name in COMPARED
        if getattr(facts, name) != getattr(now, name)
    ]
