"""A certificate from before the platform, read from a row of a file: what it says and what is wrong with it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from banli.catalogue.rules import ItemSpec, printed, read_face, term_fields
from banli.kernel.cells import EXPONENT, SPOILED, Spoiled, told, unspoiled
from banli.kernel.days import NotADay, day_of
from banli.kernel.errors import Problem, Refused
from banli.kernel.printable import fault
from banli.kernel.text import gettext_noop

OWN = ("number", "issued_on", "valid_from", "valid_to", "validate_by")
"""Columns of the certificate itself; every other one is a question of the item's form."""
LONGEST_NUMBER = 80


@dataclass(frozen=True)
class Earlier:
    """One certificate as its row tells it."""

    number: str
    issued_on: date
    valid_from: date
    valid_to: date | None
    validate_by: date | None
    answers: Mapping[str, Any]


def check_loadable(spec: ItemSpec) -> None:
    """Raise :class:`Refused` for an item without certificates."""
    if spec.certificate is None:
        raise Refused(gettext_noop("Certificates of this item cannot be taken in from a file."))


def columns(spec: ItemSpec) -> tuple[set[str], set[str]]:
    """The columns a file may have, and those it must have."""
    asked = set(term_fields(spec)) - {""}
    must = {"number", "valid_from", *(("valid_to",) if asked else ())} | (printed(spec) - asked)
    return {*OWN, *(field.key for field in spec.form.fields)}, must


def number_of(row: Mapping[str, Any]) -> str:
    """The number of the certificate of a row.

    :raises Spoiled: where a program made a number of it and digits may be lost.
    """
    value = row.get("number")
    return unspoiled(told("" if value is None else str(value)).removeprefix("'"))


def cleaned(row: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The row without what programs write for nothing; the cells that a spreadsheet has spoiled."""
    clean = {key: told(value) if isinstance(value, str) else value for key, value in row.items()}
    spoiled = [key for key, value in clean.items() if isinstance(value, str) and EXPONENT.fullmatch(value)]
    return clean, [Problem(key, SPOILED) for key in spoiled]


def _number(row: Mapping[str, Any]) -> tuple[str, list[Problem]]:
    try:
        number = number_of(row)
    except Spoiled:
        return "", [Problem("number", SPOILED)]
    if wrong := fault(number, lines=False):
        return "", [wrong.at("number")]
    if 0 < len(number) <= LONGEST_NUMBER:
        return number, []
    message = gettext_noop("A certificate has a number of at most %(most)s characters.")
    return "", [Problem("number", message, (("most", LONGEST_NUMBER),))]


def _days(row: Mapping[str, Any]) -> tuple[dict[str, date | None], list[Problem]]:
    found: dict[str, date | None] = dict.fromkeys(OWN[1:])
    problems: list[Problem] = []
    for key in found:
        try:
            found[key] = day_of(str(row.get(key) or ""))
        except NotADay as wrong:
            problems.append(Problem(key, wrong.reason))
    return found, problems


def read_earlier(
    spec: ItemSpec, row: Mapping[str, Any], today: date | None, *, validated: bool
) -> tuple[Earlier | None, list[Problem]]:
    """The certificate of a row, or None and every fault of it, each at its column.

    :param today: None for one that is on record already and may have ended since.
    :param validated: certificates of the item are validated periodically, so that the next day must be told.
    """
    row, spoiled = cleaned(row)
    row = _with_term(spec, row)
    answers, problems = read_face(spec, row)
    number, wrong = _number(row)
    days, no_days = _days(row)
    told_of = {one.where for one in spoiled}
    problems = [*spoiled, *(one for one in (*problems, *wrong, *no_days) if one.where not in told_of)]
    first = days["valid_from"]
    wrong_at = {one.where for one in problems}
    problems += _order(days, today, wrong_at)
    if term_fields(spec)[1] and days["valid_to"] is None and "valid_to" not in wrong_at:
        problems.append(Problem("valid_to", gettext_noop("Say until which day the certificate holds.")))
    if validated and days["validate_by"] is None:
        message = gettext_noop("Certificates of this item are validated: say until which day.")
        problems.append(Problem("validate_by", message))
    if problems or first is None:
        return None, problems
    issued = days["issued_on"] or first
    return Earlier(number, issued, first, days["valid_to"], days["validate_by"], answers), []


def _with_term(spec: ItemSpec, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with the days of the term in the questions that ask for them, where it does not answer these itself."""
    days = zip(term_fields(spec), ("valid_from", "valid_to"), strict=True)
    return {
        **{field: row.get(day) for field, day in days if field},
        **{k: v for k, v in row.items() if v != ""},
    }


def _order(days: Mapping[str, date | None], today: date | None, wrong: set[str]) -> list[Problem]:
    first, last = days["valid_from"], days["valid_to"]
    found = []
    if first is None and "valid_from" not in wrong:
        found.append(Problem("valid_from", gettext_noop("Say from which day the certificate holds.")))
    if first and last and last < first:
        found.append(Problem("valid_to", gettext_noop("The last day lies before the first.")))
    elif last and today and last < today:
        message = gettext_noop("It ended on %(day)s; only certificates that still hold are taken in.")
        found.append(Problem("valid_to", message, (("day", last.isoformat()),)))
    if today:
        # A permit may have been issued for days to come.
        told_as_issued = days["issued_on"] is not None
        come = ("issued_on",) if told_as_issued else ("valid_from",)
        ahead = [key for key in come if (days[key] or today) > today]
        found += [Problem(key, gettext_noop("This day is still to come.")) for key in ahead]
    return found
