"""What an application says of a right, compared with the register. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from banli.kernel.errors import Problem
from banli.kernel.polygons import overlap_km2
from banli.kernel.text import gettext_noop


@dataclass(frozen=True)
class Claim:
    """A right applied for: ``number`` in ``register``, ``corners`` where it has an area.

    ``fresh`` is a new right; any other takes the place of the live one, held by one of ``holders`` until ``until``.
    A right that was alive on ``applied_on`` may be renewed though it runs out while the application is examined.
    The ``…_at`` name the fields that faults are told at.
    """

    register: str
    number: str
    corners: str
    fresh: bool
    holders: tuple[str, ...]
    number_at: str
    corners_at: str
    applied_on: date
    until: date | None = None
    until_at: str = ""


@dataclass(frozen=True)
class Held:
    """A right on the register."""

    number: str
    holder_code: str
    corners: str
    valid_to: date | None


def live(right: Held, day: date) -> bool:
    """True where a right that was not ended still runs on ``day``."""
    return right.valid_to is None or right.valid_to >= day


def number_problems(claim: Claim, held: Held | None) -> list[Problem]:
    """What is wrong with the number: ``held`` is the right of that number that was not ended."""
    number = (("number", claim.number),)
    if claim.fresh:
        if held is None:
            return []
        message = gettext_noop("The number %(number)s belongs to a right that is on the register already.")
        return [Problem(claim.number_at, message, number)]
    if held is None:
        message = gettext_noop("There is no right of the number %(number)s on the register.")
        return [Problem(claim.number_at, message, number)]
    if not live(held, claim.applied_on):
        message = gettext_noop(
            "The right %(number)s lapsed on %(day)s, for it was not renewed in time; please apply for a new right."
        )
        return [Problem(claim.number_at, message, (*number, ("day", str(held.valid_to))))]
    found = []
    if held.holder_code not in claim.holders:
        message = gettext_noop("The right %(number)s is held by somebody else; compare the credit code.")
        found.append(Problem(claim.number_at, message, number))
    if claim.until_at and claim.until != held.valid_to:
        message = gettext_noop("By the register the right %(number)s runs until %(day)s.")
        found.append(Problem(claim.until_at, message, (*number, ("day", str(held.valid_to or "")))))
    return found


def overlap_problems(claim: Claim, neighbours: Iterable[Held], day: date) -> list[Problem]:
    """A problem for every live right of another number whose ground the area takes from."""
    found = []
    for right in neighbours:
        if right.number == claim.number or not live(right, day):
            continue
        shared = overlap_km2(claim.corners, right.corners)
        if shared:
            message = gettext_noop("The area overlaps the live right %(number)s by %(km2)s km².")
            params = (("number", right.number), ("km2", f"{shared:.4f}"))
            found.append(Problem(claim.corners_at, message, params))
    return found
