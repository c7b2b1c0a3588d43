"""For whom somebody acts, and in which matters: the one rule that applying, answering and reading ask.

行政许可法 29: an applicant may let an agent apply. 民法典 165, 173 (from memory): the agent acts within the powers and
the term of the authorisation, and no longer than it stands. 民法典 61: the legal representative acts for the company.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from banli.accounts.rules.companies import Given, standing
from banli.accounts.states import Standing
from banli.kernel.text import gettext_noop

NO_TIE = gettext_noop(
    "You do not act for this company: neither do you represent it, nor has it authorised you."
)
TIE_AHEAD = gettext_noop("Your authorisation by this company has not begun yet.")
TIE_OVER = gettext_noop("Your authorisation by this company is over.")
TIE_ENDED = gettext_noop("Your authorisation by this company was ended.")
OTHER_ITEMS = gettext_noop("Your authorisation by this company does not name this item.")
WHY = {
    Standing.AHEAD: TIE_AHEAD,
    Standing.OVER: TIE_OVER,
    Standing.ENDED: TIE_ENDED,
    Standing.WAITING: NO_TIE,
}
TELLING = (Standing.AHEAD, Standing.ENDED, Standing.OVER, Standing.WAITING)
"""Of several authorisations that do not hold, the one that says most comes first."""


@dataclass(frozen=True)
class Authorised:
    """An authorisation that somebody accepted, and its items; none are all of them."""

    given: Given
    items: frozenset[str] = field(default=frozenset())

    def covers(self, item: str) -> bool:
        """True where it names the item, or all."""
        return not self.items or item in self.items


@dataclass(frozen=True)
class Mandate:
    """What somebody may do for one company on a day; ``items`` is None for everything."""

    code: str
    name: str
    items: frozenset[str] | None

    def covers(self, item: str) -> bool:
        """True where the item is among what may be done."""
        return self.items is None or item in self.items


def why_not_act(*, represents: bool, held: Iterable[Authorised], items: Collection[str], today: date) -> str:
    """Why somebody may not act for a company in these items on that day; '' where they may in each of them.

    :param represents: they are its legal representative.
    :param held: every authorisation of the company that they accepted, whatever became of it.
    """
    if represents:
        return ""
    by_standing: dict[Standing, list[Authorised]] = {}
    for one in held:
        by_standing.setdefault(standing(one.given, today), []).append(one)
    if holding := by_standing.get(Standing.HOLDS):
        return "" if all(any(one.covers(item) for one in holding) for item in items) else OTHER_ITEMS
    return next((WHY[one] for one in TELLING if one in by_standing), NO_TIE)


def scope(*, represents: bool, held: Collection[Authorised], today: date) -> frozenset[str] | None:
    """The items in which :func:`why_not_act` has nothing against somebody; None for all, empty for none."""
    if represents:
        return None
    holding = [one for one in held if standing(one.given, today) == Standing.HOLDS]
    if any(not one.items for one in holding):
        return None
    return frozenset().union(*(one.items for one in holding))
