"""Everything that hangs on the calendar, counted again where a notice of public holidays came or was amended."""

from __future__ import annotations

from dataclasses import dataclass

from banli.cases.service import count_on, deem_all_accepted
from banli.disclosure.service import count_publications
from banli.enforcement import service as enforcement
from banli.kernel.actors import SYSTEM
from banli.projects.service import count_announcements
from banli.ratings.service import count_clocks
from banli.suggestions.service import count_suggestion_clocks


@dataclass(frozen=True)
class Recounted:
    """What one count did; nothing where the calendar is the one of the last time."""

    moved: int = 0
    """Cases that have other dates, or whose end says its days now."""
    silent: int = 0
    """Applications that were accepted by silence, their five days being known."""
    published: int = 0
    """Publications of decisions that have their last day now."""


def count_all() -> Recounted:
    """Fix and move every date that hangs on the calendar, one by one. Killed half-way it goes on the next time."""
    moved = count_on(by=SYSTEM, also=[enforcement.recount_open])
    published = count_announcements(by=SYSTEM)
    count_clocks(by=SYSTEM)
    count_suggestion_clocks(by=SYSTEM)
    count_publications(by=SYSTEM)
    if moved is None:
        return Recounted(published=published)
    return Recounted(len(moved), deem_all_accepted(by=SYSTEM), published)
