"""Drafts of a window: which line it sent in goes on from which earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

ALIKE = 0.5
"""Two lines of a window in one section, so much alike, are drafts of one line."""


@dataclass(frozen=True)
class Draft:
    """A line a window sent in: its name, its section, the record it is of ('' for none), its words."""

    name: int
    section: str
    record: str
    text: str


def earlier_draft(one: Draft, before: Sequence[Draft]) -> Draft | None:
    """The draft that ``one`` goes on from, of those the window sent before; None where it is another line.

    Lines of the same record are drafts of one line whatever they say; others where they are much alike.
    """
    same = [other for other in before if other.section == one.section and other.record == one.record]
    if one.record:
        return same[-1] if same else None
    alike = {other.name: Indel.normalized_similarity(one.text, other.text) for other in same}
    near = [other for other in same if alike[other.name] >= ALIKE]
    return max(near, key=lambda other: (alike[other.name], other.name), default=None)
