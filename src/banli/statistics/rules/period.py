"""The period somebody asks for, by hand or by program: read once for every page. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from banli.kernel.text import gettext_noop
from banli.statistics.rules.periods import EARLIEST, LATEST, Period

NOT_A_DAY = gettext_noop("Enter the day as 2022-10-17.")
OUTSIDE = gettext_noop("Choose a day from 1949 to 2199.")
BACKWARDS = gettext_noop("The first day is after the last one.")


@dataclass(frozen=True)
class AskedPeriod:
    """What is shown, and what is wrong with what was asked: ``from`` or ``to`` to a catalogue key."""

    period: Period
    faults: Mapping[str, str]


def asked_period(first: str, last: str, today: date) -> AskedPeriod:
    """The days ``first`` to ``last`` as typed; where one is empty or wrong, the year up to the last day, or today."""
    faults: dict[str, str] = {}
    to = _read("to", last, faults) or today
    from_ = _read("from", first, faults)
    if from_ is not None and from_ > to:
        faults["from"] = BACKWARDS
        from_ = to
    return AskedPeriod(Period(from_ or to.replace(month=1, day=1), to), faults)


def _read(name: str, text: str, faults: dict[str, str]) -> date | None:
    """The day; None, with the reason in ``faults`` where something was typed."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        faults[name] = NOT_A_DAY
        return None
    if not EARLIEST <= day <= LATEST:
        faults[name] = OUTSIDE
        return None
    return day
