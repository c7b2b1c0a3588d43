"""A week's posts: from the template, from the week before, and what is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from banli.kernel.errors import Refused
from banli.kernel.records import Code, Record
from banli.kernel.text import gettext_noop
from banli.roster.rules.plan import RosterFile

WEEK = 7


@dataclass(frozen=True, order=True)
class Post:
    """Somebody at a window in one shift of a day; ``person`` is the id of the account."""

    day: date
    window: str
    kind: str
    person: int


@dataclass(frozen=True, order=True)
class Gap:
    """A window that is open and has nobody in one shift of a day."""

    day: date
    window: str
    kind: str


def days_of(monday: date) -> list[date]:
    """The seven days from a Monday on; fewer at the end of the calendar."""
    most = min(WEEK, date.max.toordinal() - monday.toordinal() + 1)
    return [monday + timedelta(days=n) for n in range(most)]


def from_template(
    plan: RosterFile, belongs: Collection[tuple[str, int]], working: Iterable[date]
) -> list[Post]:
    """Whoever belongs to a window stands there in every shift of every working day.

    :param belongs: each clerk with a window: the window's code, the id of the account.
    """
    return [
        Post(day, window, kind.key, person)
        for day in working
        for window, person in belongs
        for kind in plan.shifts
    ]


def copied(
    posts: Iterable[Post], weeks: int, working: Collection[date], kinds: Collection[str]
) -> list[Post]:
    """The posts of an earlier week ``weeks`` later; a day that is not worked stays empty, a shift that the pack does
    not know any more is left out."""
    later = timedelta(days=WEEK * weeks)
    moved = [Post(one.day + later, one.window, one.kind, one.person) for one in posts]
    return [one for one in moved if one.day in working and one.kind in kinds]


def only_new(made: Iterable[Post], there: Collection[Post], today: date) -> list[Post]:
    """What is to be added to a week: nothing before today, nobody twice in one shift of a day."""
    taken = {(one.day, one.kind, one.person) for one in there}
    found: list[Post] = []
    for one in made:
        key = (one.day, one.kind, one.person)
        if one.day >= today and key not in taken:
            taken.add(key)
            found.append(one)
    return found


def gaps(
    plan: RosterFile,
    windows: Iterable[str],
    working: Iterable[date],
    posts: Iterable[Post],
    away: Collection[Post],
) -> list[Gap]:
    """Windows that nobody stands at in a shift of a working day.

    :param away: posts whose person is on leave then, without anybody who stands in.
    """
    manned = {(one.day, one.window, one.kind) for one in posts if one not in away}
    return sorted(
        Gap(day, window, kind.key)
        for day in working
        for window in windows
        for kind in plan.shifts
        if (day, window, kind.key) not in manned
    )


def why_not_post(*, day: date, today: date, working: bool, elsewhere: str, on_leave: bool) -> Refused | None:
    """Why somebody cannot be put on a shift.

    :param elsewhere: the name of the window where the person stands in this shift already; '' for none.
    """
    if day < today:
        return Refused(gettext_noop("%(day)s is over: its roster stays as it was."), day=day.isoformat())
    if not working:
        return Refused(
            gettext_noop("%(day)s is no working day: its roster stays empty."), day=day.isoformat()
        )
    if elsewhere:
        return Refused(
            gettext_noop("This person stands at %(window)s in this shift already."), window=elsewhere
        )
    return Refused(gettext_noop("This person is on leave then.")) if on_leave else None


def why_not_take_off(day: date, today: date) -> Refused | None:
    """What is over stays as it was."""
    if day >= today:
        return None
    return Refused(gettext_noop("%(day)s is over: its roster stays as it was."), day=day.isoformat())


class PostRecord(Record):
    """Somebody at a window in one shift of a day."""

    day: date
    window: Code
    kind: Code
    officer: Code
    """The id of the account."""
