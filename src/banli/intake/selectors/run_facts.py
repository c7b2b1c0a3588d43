"""Reads for a run: the items a source may report under, working days, the parts that are done."""

from __future__ import annotations

from datetime import date

from banli.catalogue.service import Item, revision, turns_of_items
from banli.intake.models import Delivery, Part, SourceItem
from banli.intake.rules.items import Items, KnownItem, Turn, Work
from banli.intake.states import REGISTER
from banli.worktime.service import Unit, UnknownYear, calendar


def items_of(source: str) -> Items:
    """Every item ``source`` may report under: those of the catalogue, and those it registered."""
    found = {}
    columns = (
        "task_code",
        "revision__item_id",
        "revision_id",
        "kind",
        "department_id",
        "promised",
        "statutory",
    )
    for row in SourceItem.objects.filter(source=source).values_list(*columns):
        found[row[0]] = KnownItem(*row)
    several = turns_of_items()
    for item in Item.objects.filter(current__isnull=False):
        limits = _limits(item.current_id or 0)
        turns = tuple(Turn(day, number, *_limits(number)) for day, number in several.get(item.pk, ()))
        found[item.code] = KnownItem(
            item.code, item.pk, item.current_id or 0, item.kind, item.department_id, *limits, turns
        )
    return Items(found.values())


def _limits(revision_id: int) -> tuple[int | None, int | None]:
    """Promised and statutory limit in working days, where the item has one pair of them for all cases."""
    rules = revision(revision_id).spec.limits
    if len(rules) != 1 or {rules[0].statutory.unit, rules[0].promised.unit} != {Unit.WORKING.value}:
        return None, None
    return rules[0].promised.days, rules[0].statutory.days


def registers() -> dict[str, int]:
    """Kind -> the revision of its register."""
    slugs = Item.objects.filter(slug__startswith=REGISTER, current__isnull=False)
    return {item.slug.removeprefix(REGISTER): item.current_id or 0 for item in slugs}


def work() -> Work:
    """Working days by the loaded calendars."""
    days = calendar()

    def due(day: date, limit: int) -> date | None:
        try:
            return days.step(day, limit)
        except UnknownYear:
            return None

    def took(first: date, last: date) -> int | None:
        try:
            return days.count(first, last) if last >= first else 0
        except UnknownYear:
            return None

    return Work(due, took)


def done_parts(delivery: Delivery) -> dict[int, tuple[int, int]]:
    """The parts that were taken in: where each begins -> where it ends, and the line after it."""
    return {
        start: (stop, line)
        for start, stop, line in Part.objects.filter(delivery=delivery).values_list(
            "start", "stop", "next_line"
        )
    }
