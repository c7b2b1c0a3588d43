"""Bans, their terms, and what counts against somebody. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from banli.credit.rules.bases import BanBasis
from banli.credit.states import GROUNDS, BanGround, BanStatus, ViolationKind
from banli.kernel.checkdigits import is_credit_code, is_identity_number
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.folding import folded_number
from banli.kernel.printable import unsaid
from banli.kernel.records import Code, Line, Record
from banli.kernel.text import Words, gettext_noop
from banli.worktime.rules import months_after

EARLIEST, LATEST = date(1990, 1, 1), date(2199, 12, 31)
"""Days outside are taken for slips of the pen."""
BARRED = gettext_noop(
    "Applications by “%(name)s” are barred from %(first)s to %(last)s: %(ground)s (%(article)s). Source: %(source)s."
)


class BanRecord(Record):
    """A ban as it is imposed."""

    department: Code
    code: Code
    """Credit code or identity number."""
    name: Line
    ground: BanGround
    item: Annotated[str, Field(pattern=r"^([a-z0-9][a-z0-9-]{0,79})?$")] = ""
    """The item's slug; empty for every item of the department."""
    public_safety: bool = False
    """The item concerns public safety, health, life or property: articles 78 and 79 bar only such items."""
    basis: Annotated[str, Field(max_length=40)] = ""
    """Key of the article that bars, where the ground is not one of the two: a row of the pack's table."""
    source: Line
    """The case, certificate or decision it came from."""
    first: date


class ViolationRecord(Record):
    """A violation as it is recorded."""

    department: Code
    code: Code
    name: Line
    kind: ViolationKind
    day: date
    source: Line
    points: Annotated[int, Field(ge=1, le=100)] = 1
    note: Annotated[str, Field(max_length=2_000)] = ""


def normal(code: str) -> str:
    """A code as it is kept: folded as everywhere, and nothing but plain digits and capitals left of it."""
    return "".join(one for one in folded_number(code) if one.isascii() and one.isalnum())


def is_personal(code: str) -> bool:
    """True for what is no credit code: the code of a person, masked in lists."""
    return not is_credit_code(code)


def code_problems(code: str) -> list[Problem]:
    """What is wrong with ``code``, already normal: one of 18 characters must have its check digit."""
    if len(code) < 5:
        return [Problem("code", gettext_noop("Enter the credit code or the identity number in full."))]
    if len(code) == 18 and not is_credit_code(code) and not is_identity_number(code):
        return [
            Problem(
                "code",
                gettext_noop(
                    "This is neither a credit code nor an identity number: its check digit is wrong."
                ),
            )
        ]
    return []


def last_day(first: date, years: int) -> date:
    """The last day of a ban of whole ``years`` that was imposed on ``first``."""
    return term_end(first, 12 * years)


def term_end(first: date, months: int) -> date:
    """The last day of a ban of whole ``months`` that was imposed on ``first``: the day of the same number, or the
    month's last where it has none. The day it is imposed bars already and is not counted (Civil Code, art. 201, 202);
    a last day of rest stays, since nothing has to be done on it.
    """
    return months_after(first, months)


@dataclass(frozen=True)
class Checked:
    """What a ban rests on: its last day, and the article where the ground names none of its own."""

    last: date
    law: str = ""


def checked_ban(record: BanRecord, bases: Mapping[str, BanBasis], *, elsewhere: bool = False) -> Checked:
    """Until when and by which article the ban that ``record`` asks for holds: 78, 79, or one of ``bases``.

    :param elsewhere: its item is no item of its department.
    :raises Invalid: with every fault at its field.
    """
    years, problems = GROUNDS[record.ground].years, code_problems(normal(record.code))
    if not EARLIEST <= record.first <= LATEST:
        problems.append(Problem("first", gettext_noop("This day cannot be meant.")))
    if elsewhere:
        problems.append(Problem("item", gettext_noop("This is no item of the department that bars.")))
    base = bases.get(record.basis)
    problems += _basis_of(record, base) if years is None else _term_of_law(record)
    if problems:
        raise Invalid(problems)
    if base is None or years is not None:
        return Checked(last_day(record.first, years or 0))
    return Checked(term_end(record.first, base.months), base.law)


def _basis_of(record: BanRecord, base: BanBasis | None) -> list[Problem]:
    if base is None:
        message = gettext_noop(
            "Choose an article that bars from applying: nothing else is the basis of a ban."
        )
        return [Problem("basis", message)]
    if (base.ground, base.department) != (record.ground, record.department):
        return [
            Problem("basis", gettext_noop("This article bars on another ground, or in another department."))
        ]
    if base.item and base.item != record.item:
        return [Problem("item", gettext_noop("This article bars from one item only: choose that item."))]
    return []


def _term_of_law(record: BanRecord) -> list[Problem]:
    found = []
    if not record.item:
        found.append(Problem("item", gettext_noop("Articles 78 and 79 bar one item: choose which.")))
    if not record.public_safety:
        found.append(
            Problem(
                "public_safety",
                gettext_noop(
                    "Articles 78 and 79 bar only items that concern public safety: confirm that this one does."
                ),
            )
        )
    return found


@dataclass(frozen=True)
class Held:
    """A ban as the rules see it."""

    public_id: str
    name: str
    department: str
    item: str
    ground: BanGround
    basis: str
    source: str
    first: date
    last: date
    lifted_on: date | None = None


def status(ban: Held, day: date) -> BanStatus:
    """Where ``ban`` stands on ``day``; from the day it was lifted it bars nobody."""
    if ban.lifted_on is not None and day >= ban.lifted_on:
        return BanStatus.LIFTED
    if day < ban.first:
        return BanStatus.NOT_YET
    return BanStatus.IN_FORCE if day <= ban.last else BanStatus.OVER


def bars(ban: Held, department: str, item: str, day: date) -> bool:
    """True where ``ban`` keeps an application for ``item`` of ``department`` out on ``day``."""
    applies = ban.item == item if ban.item else ban.department == department
    return applies and status(ban, day) is BanStatus.IN_FORCE


def longest(bans: Iterable[Held], department: str, item: str, day: date) -> Held | None:
    """Of the bans that hold, the one that ends last; the earlier of two that end together."""
    holding = [ban for ban in bans if bars(ban, department, item, day)]
    return min(holding, key=lambda ban: (-ban.last.toordinal(), ban.first, ban.public_id), default=None)


def check_lift(ban: Held, reason: str, day: date) -> None:
    """Raise where ``ban`` can no longer be lifted, or not without a reason."""
    match status(ban, day):
        case BanStatus.LIFTED:
            raise Refused(gettext_noop("This ban was lifted before."))
        case BanStatus.OVER:
            raise Refused(gettext_noop("This ban has ended by itself."))
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why the ban is lifted."))])


@dataclass(frozen=True)
class Standing:
    """Why somebody may not apply on a day; ``str()`` says it in one sentence."""

    ban: str
    """Public id of the ban."""
    name: str
    ground: Words
    article: Words
    first: date
    last: date
    source: str
    """The case or certificate it came from."""

    def refusal(self) -> Refused:
        """The error that keeps the application out, in the reader's words."""
        return Refused(
            BARRED,
            name=self.name,
            first=self.first,
            last=self.last,
            ground=self.ground,
            article=self.article,
            source=self.source,
        )

    def __str__(self) -> str:
        return str(self.refusal())


def standing(ban: Held) -> Standing:
    """``ban`` as the reason why somebody may not apply."""
    row = GROUNDS[ban.ground]
    article = row.article if row.article.zh else Words(zh=ban.basis)
    return Standing(ban.public_id, ban.name, row.words, article, ban.first, ban.last, ban.source)


@dataclass(frozen=True)
class Count:
    """Violations of a period."""

    times: int = 0
    points: int = 0
