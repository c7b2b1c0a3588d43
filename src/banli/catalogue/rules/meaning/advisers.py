"""Findings of other rooms: an item that names an adviser in ``rules.ask`` gets its findings beside its own.

The rooms above the catalogue announce their advisers when the house starts. What an adviser knows may change from
day to day, so its findings belong to no revision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from banli.catalogue.rules.definition.conditions import Facts
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.evaluate import Finding, in_order, verdicts

Adviser = Callable[[Facts], Iterable[Finding]]
ADVISERS: dict[str, Adviser] = {}
"""Name -> adviser, filled once at the start."""


def advise(name: str, adviser: Adviser) -> None:
    """Announce ``adviser`` under ``name``."""
    ADVISERS[name] = adviser


def findings(spec: ItemSpec, facts: Facts) -> tuple[Finding, ...]:
    """The findings of the item's own checks and of every adviser it asks, in the order they are read."""
    asked = [finding for name in spec.rules.ask for finding in ADVISERS[name](facts)]
    return in_order([*verdicts(spec, facts), *asked])
