"""A file of an attendance terminal: who was there when, each row right or with its fault. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from banli.kernel.cells import plain, told
from banli.kernel.csvtext import fitted, head, records
from banli.kernel.days import NotADay, moment_of
from banli.kernel.encodings import decoded
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import gettext_noop
from banli.kernel.zone import SHANGHAI

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 50_000
BACK = timedelta(days=62)
"""How old a row may be: two months, so that a sheet that was read is not made anew."""
WHO, NAME, WHEN = "账号", "姓名", "时间"
ALSO: Mapping[str, str] = {
    "用户名": WHO,
    "工号": WHO,
    "人员编号": WHO,
    "打卡时间": WHEN,
    "考勤时间": WHEN,
    "刷卡时间": WHEN,
}
"""What terminals call the columns."""
TOO_LARGE = gettext_noop("%(file)s: the file is larger than 8 MB or has more than 50,000 rows; divide it.")
NO_CSV = gettext_noop("%(file)s is not CSV: %(detail)s")
MISSING = gettext_noop("%(file)s: these columns are missing: %(names)s.")
EMPTY = gettext_noop("%(file)s has no row.")
CELLS = gettext_noop("More cells stand here than the first row names.")
NOBODY = gettext_noop("There is nobody called “%(username)s”.")
OTHER = gettext_noop("“%(username)s” is %(name)s here.")
NO_MOMENT = gettext_noop("The moment is missing.")
AHEAD = gettext_noop("This moment is still to come.")
TOO_OLD = gettext_noop("This moment lies more than %(n)d days back.")


@dataclass(frozen=True)
class Stamp:
    """Somebody was at the terminal."""

    person: int
    at: datetime


@dataclass(frozen=True)
class BadRow:
    """One row that cannot be taken in: its number as a spreadsheet counts, the column, and why."""

    row: int
    column: str
    problem: Problem


@dataclass(frozen=True)
class Known:
    """Somebody a row can be about."""

    id: int
    name: str


def read_stamps(
    name: str, content: bytes, people: Mapping[str, Known], now: datetime
) -> tuple[list[Stamp], list[BadRow]]:
    """Every row of the file as a stamp, and every fault; a row that stands twice counts once.

    :param people: by user name.
    :raises Refused: where it is no such file at all.
    """
    if len(content) > MOST_BYTES:
        raise Refused(TOO_LARGE, file=name)
    text = decoded(content, name)
    first = next(io.StringIO(text, newline=None), "").rstrip("\n")
    try:
        table = records(text, head(first, (WHO, NAME, WHEN, *ALSO))[1])
    except csv.Error as error:
        raise Refused(NO_CSV, file=name, detail=str(error)) from None
    names = [ALSO.get(one, one) for one in (told(cell) for cell in (table[0] if table else []))]
    if lacking := [one for one in (WHO, WHEN) if one not in names]:
        raise Refused(MISSING, file=name, names="、".join(lacking))
    if len(table) > MOST_ROWS + 1:
        raise Refused(TOO_LARGE, file=name)
    stamps: dict[Stamp, None] = {}
    faults: list[BadRow] = []
    for row, cells in enumerate(table[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        whole = fitted(cells, len(names))
        found = (
            BadRow(row, "", Problem("", CELLS))
            if whole is None
            else _stamp(row, dict(zip(names, whole, strict=True)), people, now)
        )
        if isinstance(found, BadRow):
            faults.append(found)
        else:
            stamps[found] = None
    if not stamps and not faults:
        raise Refused(EMPTY, file=name)
    return list(stamps), faults


def _stamp(row: int, cells: Mapping[str, str], people: Mapping[str, Known], now: datetime) -> Stamp | BadRow:
    username, name = plain(cells.get(WHO, "")), told(cells.get(NAME, ""))
    who = people.get(username)
    if who is None:
        return BadRow(row, WHO, Problem(WHO, NOBODY, (("username", username),)))
    if name and name != who.name:
        return BadRow(row, NAME, Problem(NAME, OTHER, (("username", username), ("name", who.name))))
    try:
        moment = moment_of(cells.get(WHEN, ""))
        if moment is None:
            raise NotADay(NO_MOMENT)
    except NotADay as error:
        return BadRow(row, WHEN, Problem(WHEN, error.reason))
    at = moment.replace(tzinfo=SHANGHAI)
    if not now - BACK <= at <= now:
        wrong = Problem(WHEN, AHEAD) if at > now else Problem(WHEN, TOO_OLD, (("n", BACK.days),))
        return BadRow(row, WHEN, wrong)
    return Stamp(who.id, at)
