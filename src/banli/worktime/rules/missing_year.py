"""The year whose notice is missing, and what an administrator does about it. Nobody else is told any of this."""

from __future__ import annotations

from datetime import date

from banli.kernel.text import Filled, gettext_noop
from banli.worktime.rules.calendar import Calendar
from banli.worktime.rules.edition import Edition

REMIND_FROM = 10
"""The month from which next year's notice is looked for; it comes in October or November as a rule."""
HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
"""What every notice arranges: 《全国年节及纪念日放假办法》第二条."""

MISSING = gettext_noop(
    "The public holidays of %(year)s are not on record. Nobody is turned away, but limits have no date yet."
)
STEPS = (
    gettext_noop(
        "The General Office of the State Council publishes its notice on www.gov.cn (policies), as a rule in November:"
        " look for 国务院办公厅关于%(year)s年部分节假日安排的通知."
    ),
    gettext_noop("Write it into a file %(year)s-1.yaml, as the files in the pack's folder calendars show."),
    gettext_noop("Compare it once more: ./banli calendar check %(year)s-1.yaml"),
    gettext_noop(
        "Load it: ./banli calendar load %(year)s-1.yaml. Every date is fixed then, and applicants are told."
    ),
)


def missing_year(calendar: Calendar, today: date) -> int | None:
    """The year an administrator is reminded of: this one, or from October on the next; None where both are there."""
    years = {edition.year for edition in calendar.editions}
    if today.year not in years:
        return today.year
    return today.year + 1 if today.month >= REMIND_FROM and today.year + 1 not in years else None


def advice(year: int) -> tuple[Filled, ...]:
    """What is missing, and what to do about it, step by step."""
    return tuple(Filled(words, year=str(year)) for words in (MISSING, *STEPS))


def doubts(edition: Edition) -> tuple[Filled, ...]:
    """What looks as if something was left out when a notice was written down; each to be compared with the notice."""
    names = " ".join(edition.off.values())
    absent = [name for name in HOLIDAYS if name.removesuffix("节") not in names]
    found = [Filled(gettext_noop("No day is named %(name)s."), name=name) for name in absent]
    if not edition.worked:
        found.append(Filled(gettext_noop("No weekend day is worked; most notices name some.")))
    if edition.notice.date.year != edition.year - 1 and edition.edition == 1:
        found.append(Filled(gettext_noop("The notice is not of the year before.")))
    return tuple(found)
