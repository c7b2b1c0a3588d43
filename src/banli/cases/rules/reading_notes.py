"""What an officer notes while reading a file, before it becomes an act: how much is kept, and what still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from banli.kernel.errors import Invalid, Problem
from banli.kernel.text import gettext_noop

LONGEST = 4_000
"""Characters of one entry: as many as the longest field of an act takes."""
MOST = 600
"""Entries of one act: every point of the longest file with its mark and its words."""
OF_A_POINT = ("mark.", "problem.")
"""Prefixes of what is noted at a point of the file, before the place of the point."""

Change = tuple[int, Iterable[str]]
"""A version of the case and the places of the file that changed with it."""


def keepable(typed: Mapping[str, str]) -> Mapping[str, str]:
    """``typed``; raises :class:`Invalid` where there is more than the form of any act has."""
    long = [name for name, text in typed.items() if len(text) > LONGEST]
    if long or len(typed) > MOST:
        raise Invalid([Problem(long[0] if long else "", gettext_noop("This is too long to be kept."))])
    return typed


def still_holds(typed: Mapping[str, str], version: int, changes: Iterable[Change]) -> dict[str, str]:
    """``typed`` without the marks at places that changed after ``version``: those are to be read again."""
    changed = {place for at, places in changes if at > version for place in places}
    stale = {f"{prefix}{place}" for prefix in OF_A_POINT for place in changed}
    return {name: text for name, text in typed.items() if name not in stale}
