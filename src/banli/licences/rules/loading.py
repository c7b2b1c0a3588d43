"""A certificate from before the platform, read from a row of a file: what it says and what is wrong with it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from banli.catalogue.service import ItemSpec, printed, read_face
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
    """Raise :class:`Refused` for an item without certificates, and for permits that are read with the roads."""
    if spec.certificate is None or spec.rules.ask:
        raise Refused(gettext_noop("Certificates of this item cannot be taken in from a file."))


def columns(spec: ItemSpec) -> tuple[set[str], set[str]]:
    """The columns a file may have, and those it must have."""
    must = {"number", "valid_from"} | printed(spec)
    return {*OWN, *(field.key for field in spec.form.fields)}, must


def read_earlier(
    spec: ItemSpec, row: Mapping[str, Any], today: date | None, *, validated: bool
) -> tuple[Earlier | None, list[Problem]]:
    """The certificate of a row, or None and every fault of it, each at its column.

    :param today: None for one that is on record already and may have ended since.
    :param validated: certificates of the item are validated periodically, so that the next day must be told.
    """
    answers, problems = read_face(spec, row)
    number = str(row.get("number") or "").strip()
    if wrong := fault(number, lines=False):
        problems.append(wrong.at("number"))
    elif not 0 < len(number) <= LONGEST_NUMBER:
        message = gettext_noop("A certificate has a number of at most %(most)s characters.")
        problems.append(Problem("number", message, (("most", LONGEST_NUMBER),)))
    days: dict[str, date | None] = {}
    for key in OWN[1:]:
        try:
            text = str(row.get(key) or "").strip()
            days[key] = date.fromisoformat(text) if text else None
        except ValueError:
            problems.append(Problem(key, gettext_noop("Write days like 2022-10-17.")))
            days[key] = None
    first = days["valid_from"]
    problems += _order(days, today, {one.where for one in problems})
    if validated and days["validate_by"] is None:
        message = gettext_noop("Certificates of this item are validated: say until which day.")
        problems.append(Problem("validate_by", message))
    if problems or first is None:
        return None, problems
    issued = days["issued_on"] or first
    return Earlier(number, issued, first, days["valid_to"], days["validate_by"], answers), []


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
        ahead = [key for key in ("issued_on", "valid_from") if (days[key] or today) > today]
        found += [Problem(key, gettext_noop("This day is still to come.")) for key in ahead]
    return found
