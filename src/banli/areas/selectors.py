"""Reads of the registers."""

from __future__ import annotations

from datetime import date

from banli.areas.models import Right
from banli.areas.rules import Claim, Held, number_problems, overlap_problems
from banli.kernel.errors import Problem
from banli.kernel.polygons import bounds


def held(right: Right) -> Held:
    """A row as the rules see it."""
    return Held(right.number, right.holder_code, right.corners, right.valid_to)


def right_of(register: str, number: str) -> Right | None:
    """The right of that number that was not ended; it may have lapsed."""
    return Right.objects.filter(register=register, number=number, ended_on=None).first()


def neighbours(register: str, corners: str) -> list[Right]:
    """The rights not ended whose bounds meet those of ``corners``."""
    west, south, east, north = bounds(corners)
    near = Right.objects.filter(register=register, ended_on=None, west__lte=east, east__gte=west)
    return list(near.filter(south__lte=north, north__gte=south).order_by("number"))


def problems(claim: Claim, day: date) -> list[Problem]:
    """What keeps ``claim`` from being granted on ``day``, each at its field."""
    right = right_of(claim.register, claim.number)
    found = number_problems(claim, held(right) if right else None)
    if claim.corners:
        found += overlap_problems(claim, map(held, neighbours(claim.register, claim.corners)), day)
    return found
