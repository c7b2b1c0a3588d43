"""Which rule set is in force, and the numbers of days."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Min, Sum

from banli.entry.models import EntryBook, EntryCheck, EntryDay, EntrySwitch
from banli.entry.rules import EntryFile, RuleSet, standing
from banli.entry.states import EntryStanding
from banli.kernel import clock

TOPIC = "entry"
DAYS = 31


def last_book() -> EntryBook | None:
    """What was loaded last; None where no pack says anything."""
    return EntryBook.objects.order_by("-id").first()


@lru_cache(maxsize=8)
def _read(said: str) -> EntryFile:
    return EntryFile.model_validate_json(said)


def rule_sets() -> tuple[RuleSet, ...]:
    """Every rule set of the pack, the latest first."""
    found = last_book()
    kept = _read(json.dumps(found.said, sort_keys=True)).rule_sets if found else ()
    return tuple(sorted(kept, key=lambda one: one.begins, reverse=True))


def switch_of(key: str) -> EntrySwitch | None:
    """The last time somebody switched it; None where it runs as the pack says."""
    return EntrySwitch.objects.select_related("by").filter(rule_set=key).order_by("-id").first()


def standing_of(rules: RuleSet) -> EntryStanding:
    """Whether it is in force today. One that nobody switched is on from its first to its last day."""
    switch = switch_of(rules.key)
    return standing(rules, clock.today(), on=switch.on if switch else True)


def in_force() -> RuleSet | None:
    """The rule set of today; None where nobody is asked anything."""
    return next((one for one in rule_sets() if standing_of(one) is EntryStanding.IN_FORCE), None)


@dataclass(frozen=True)
class Numbers:
    """Checks of a day, and how many of them did not pass."""

    day: date
    checked: int
    refused: int


def numbers() -> list[Numbers]:
    """Day by day, the latest first."""
    rows = EntryDay.objects.values("day").annotate(all=Sum("checked"), no=Sum("refused")).order_by("-day")
    return [Numbers(one["day"], one["all"], one["no"]) for one in rows[:DAYS]]


def kept_checks() -> tuple[int, date | None]:
    """How many checks are still kept, and the day on which the first of them is deleted."""
    return EntryCheck.objects.count(), EntryCheck.objects.aggregate(first=Min("delete_on"))["first"]
