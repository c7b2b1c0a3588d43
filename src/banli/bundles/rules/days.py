"""How long a bundle takes: the days of each item, and of the longest way through items that wait for each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from banli.bundles.rules.definition import BundleSpec, Member
from banli.catalogue.rules import ItemSpec, Limit, derive, limits


@dataclass(frozen=True)
class Days:
    """The promised and the statutory limit of one item, and the items that are granted before it."""

    item: str
    promised: Limit
    statutory: Limit
    after: tuple[str, ...]


def days_at_most(bundle: BundleSpec, specs: Mapping[str, ItemSpec]) -> tuple[Days, ...]:
    """The longest limits of every item, whatever is answered."""
    return tuple(
        Days(
            one.item,
            max((rule.promised for rule in specs[one.item].limits), key=lambda limit: limit.days),
            max((rule.statutory for rule in specs[one.item].limits), key=lambda limit: limit.days),
            _after(one, {member.item for member in bundle.items}),
        )
        for one in bundle.items
    )


def days_of(
    members: Sequence[Member], specs: Mapping[str, ItemSpec], forms: Mapping[str, Mapping[str, object]]
) -> tuple[Days, ...]:
    """The limits that follow from the answers."""
    items, found = {one.item for one in members}, []
    for one in members:
        given = limits(specs[one.item], derive(specs[one.item], dict(forms[one.item])))
        found.append(Days(one.item, given.promised, given.statutory, _after(one, items)))
    return tuple(found)


def _after(member: Member, items: set[str]) -> tuple[str, ...]:
    return tuple(one.item for one in member.needs if one.how == "waits" and one.item in items)


def longest(rows: Sequence[Days]) -> tuple[Days, ...]:
    """The chain of items that takes longest by promised days, in its order; one item where none waits."""
    known = {one.item: one for one in rows}
    chains: dict[str, tuple[Days, ...]] = {}

    def chain(item: str) -> tuple[Days, ...]:
        if item not in chains:
            before = [chain(one) for one in known[item].after]
            chains[item] = (*max(before, key=_total, default=()), known[item])
        return chains[item]

    return max((chain(item) for item in known), key=_total, default=())


def _total(rows: Sequence[Days]) -> int:
    return sum(one.promised.days for one in rows)
