"""What an officer fills in for a paper: the standard that is granted, what a ruling orders (the paper's ``asks``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.catalogue.rules import Field, validate_fields
from banli.kernel.errors import Invalid, Problem

PLACE = "said."
"""Before the key of a field, at the place a fault is told."""


def check_said(asks: tuple[Field, ...], said: Mapping[str, Any] | None) -> dict[str, Any]:
    """The clean answers to what the paper asks. Raises :class:`Invalid` at each that is missing or wrong."""
    clean, problems = validate_fields(asks, said or {})
    if problems:
        raise Invalid([Problem(f"{PLACE}{one.where}", one.message, one.params) for one in problems])
    return clean
