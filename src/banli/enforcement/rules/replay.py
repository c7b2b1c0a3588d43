"""The days of a case counted again: its file once more from the beginning, on the calendar now in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from banli.catalogue.rules import ItemSpec
from banli.enforcement.rules.known import Kept, Known, day_in
from banli.enforcement.rules.table import ACTS
from banli.worktime.rules import Calendar

DAYS = ("until", "pay_until")
"""Days that a paper told and the calendar made."""


@dataclass(frozen=True)
class Then:
    """The case as it was when an act was done, on the calendar of now; it is :class:`Known`."""

    spec: ItemSpec
    is_person: bool
    file: tuple[Kept, ...]
    state: str
    today: date
    hour: int
    days: Calendar
    filed_on: date | None
    due_on: date | None
    statutory_due: date | None
    person: int | None = None
    name: str = ""
    certificates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Replay:
    """What counting again found: the last day of the running clock, and the days told on papers that are later now, by
    the number of their event."""

    due_on: date | None
    told: Mapping[int, Mapping[str, str]]


def replay(known: Known) -> Replay:
    """Count every day of the case again.

    A day that a paper told never becomes an earlier one: whoever relied on it keeps it. An open end gets its day.
    """
    due, state, told = None, "", {}
    file: tuple[Kept, ...] = ()
    for entry in known.file:
        act, later = ACTS[entry.act], {}
        then = _then(known, file, entry, state, due)
        again = act.says(then, entry.content)
        for name in DAYS:
            if again.get(name) and name in entry.content and again[name] > entry.content[name]:
                later[name] = again[name]
        content = {**entry.content, **later}
        due = act.due(then, content)
        for name in DAYS:
            if due is not None and due == day_in(again, name):
                due = day_in(content, name)
        if later:
            told[entry.seq] = later
        file = (*file, replace(entry, content=content))
        state = act.transition.lands(state)
    return Replay(due, told)


def _then(known: Known, file: tuple[Kept, ...], entry: Kept, state: str, due: date | None) -> Then:
    return Then(
        spec=known.spec,
        is_person=known.is_person,
        file=file,
        state=state,
        today=entry.on,
        hour=entry.hour,
        days=known.days,
        filed_on=known.filed_on,
        due_on=due,
        statutory_due=known.statutory_due,
    )
