"""The time an item usually takes, in words, beside the one it promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from banli.statistics.service import usual_time


@dataclass(frozen=True)
class UsualWords:
    """What is said of it, and of which cases."""

    said: str
    of: str
    few: bool
    """True where there are too few cases to say anything."""


def usual_words(item: int, day: date) -> UsualWords:
    """Nine of ten within so many working days, last quarter; or that there are too few to say."""
    found = usual_time(item, day)
    quarter = gettext("quarter %(n)s of %(year)s") % {
        "n": (found.first.month + 2) // 3,
        "year": found.first.year,
    }
    of = gettext("%(quarter)s, %(n)s cases decided") % {"quarter": quarter, "n": found.cases}
    if found.days is None:
        return UsualWords(gettext("Too few cases to say"), of, few=True)
    if found.days == 0:
        return UsualWords(gettext("Nine of ten on the same day"), of, few=False)
    return UsualWords(gettext("Nine of ten within %(n)s working days") % {"n": found.days}, of, few=False)
