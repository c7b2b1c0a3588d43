"""Whether a basis names a law of the item, and limits compared with those that the Licensing Law sets."""

from __future__ import annotations

import re

from banli.catalogue.rules.definition.spec import ItemSpec, Limit
from banli.kernel.text import Words

CALENDAR_DAYS = {"calendar": 1.0, "month": 30.0, "hour": 1 / 24}
"""How long a unit is in calendar days, as the national tables convert old data."""
REST_DAYS = 10
"""The longest run of rest days that may fall into a period of working days."""
WEEK = 7 / 5
"""Calendar days for each working day of an ordinary week."""
LICENSING_LAW = "行政许可法"
STATE = "中华人民共和国"
NOTE = re.compile(r"（[^）]*）")


def shortest(limit: Limit) -> float:
    """The fewest calendar days a limit can last."""
    return float(limit.days) if limit.unit == "working" else limit.days * CALENDAR_DAYS[limit.unit]


def longest(limit: Limit) -> float:
    """The most calendar days a limit can last."""
    if limit.unit != "working":
        return limit.days * (31 if limit.unit == "month" else CALENDAR_DAYS[limit.unit])
    return limit.days * WEEK + (REST_DAYS if limit.days else 0)


def longer(first: Limit, second: Limit) -> bool:
    """True where ``first`` may end after ``second``; different units are compared at their worst."""
    if first.unit == second.unit:
        return first.days > second.days
    return longest(first) > shortest(second)


def over(limit: Limit, days: int) -> bool:
    """True where ``limit`` may be longer than that many working days."""
    return longer(limit, Limit(days=days, unit="working", basis=limit.basis))


def titles(spec: ItemSpec) -> frozenset[str]:
    """The Chinese titles of the item's laws as they are quoted: without the state's name and without notes."""
    plain = (NOTE.sub("", law.title.zh).removeprefix(STATE).strip() for law in spec.laws)
    return frozenset(title for title in plain if title)


def own_law(spec: ItemSpec, basis: Words) -> bool:
    """True where ``basis`` names one of the item's laws other than the Administrative Licensing Law."""
    return any(title in basis.zh for title in titles(spec) if title != LICENSING_LAW)
