"""Whether what a definition lays down by cases can come about, and whether the cases leave a gap.

The question is answered by trying: for every fact that the conditions name, the values on, just below and just above
each bound, and every option of a choice. Comparisons can tell no other values apart.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from banli.catalogue.rules.checks.form import RESERVED
from banli.catalogue.rules.checks.nearest import unknown
from banli.catalogue.rules.checks.references import Found, check_condition
from banli.catalogue.rules.definition.bounds import Bound
from banli.catalogue.rules.definition.condition_tokens import WORDS
from banli.catalogue.rules.definition.conditions import (
    Comparison,
    Condition,
    comparisons,
    holds,
)
from banli.catalogue.rules.definition.facts import (
    Known,
    known_facts,
    of_derived,
    of_fields,
)
from banli.catalogue.rules.definition.rulespec import Derived
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.kernel.text import gettext_noop

TRIES_MAX = 30_000
AGGREGATES = ("max_of", "mean_of", "sum_of", "count_of")


def check_reach(spec: ItemSpec) -> Iterator[Found]:
    """Every derived value and limit that no case can have, and every gap between the cases."""
    yield from _derived(spec)
    whens = [rule.when for rule in spec.limits]
    reached, gap = outcomes(whens, known_facts(spec))
    for index in sorted(set(range(len(whens))) - reached):
        message = gettext_noop("no case can come to this limit: an earlier one takes them all")
        yield ("limits", index), "reach", message, {}
    if gap:
        message = gettext_noop("there are cases that no limit covers; end with one without “when”")
        yield ("limits",), "reach", message, {}


def _derived(spec: ItemSpec) -> Iterator[Found]:
    facts = of_fields(spec.form.fields)
    for index, rule in enumerate(spec.rules.derive):
        place = ("rules", "derive", index)
        if rule.key in facts:
            yield (*place, "key"), "keys", gettext_noop("the key “%(key)s” is used twice"), {"key": rule.key}
        if rule.key in WORDS:
            yield (*place, "key"), "keys", RESERVED, {"key": rule.key}
        ways = [
            name
            for name in (
                "cases",
                *AGGREGATES,
                "area_of",
                "percent_of",
                "reaches",
                "cut",
                "joined",
                "less",
                "looked_up",
                "within",
            )
            if getattr(rule, name)
        ]
        if len(ways) != 1:
            message = gettext_noop(
                "a fact is derived in exactly one way: cases, an aggregate, cut, or joined"
            )
            yield place, "derive", message, {}
        yield from _sources(rule, place, facts, spec.rules.bounds)
        yield from _table(rule, place, spec, facts)
        for number, case in enumerate(rule.cases):
            if case.when is not None:
                yield from check_condition((*place, "cases", number, "when"), case.when, facts)
        yield from _cases(rule, place, facts)
        facts[rule.key] = of_derived(rule)


def _within(
    rule: Derived, place: tuple[str | int, ...], facts: dict[str, Known], bounds: Sequence[Bound]
) -> Iterator[Found]:
    """What keeps bounds is known before it is asked whether it does."""
    for index, key in enumerate(rule.within):
        bound = next((one for one in bounds if one.key == key), None)
        if bound is None:
            yield (
                (*place, "within", index),
                "derive",
                gettext_noop("there is no bound “%(key)s”"),
                {"key": key},
            )
            continue
        for fact in (bound.of, *bound.facts):
            if fact not in facts:
                yield (*place, "within", index), "derive", *unknown(fact, facts)


def _sources(
    rule: Derived, place: tuple[str | int, ...], facts: dict[str, Known], bounds: Sequence[Bound]
) -> Iterator[Found]:
    for name in (*AGGREGATES, "less"):
        named = getattr(rule, name)
        for key in (named,) if isinstance(named, str) else named:
            if key and (key not in facts or facts[key].type not in ("list", "number")):
                message = gettext_noop("“%(key)s” is not a list of numbers")
                yield (*place, name), "derive", message, {"key": key}
    if rule.area_of and (rule.area_of not in facts or facts[rule.area_of].type != "polygon"):
        message = gettext_noop("“%(key)s” is not an area (polygon) of the form")
        yield (*place, "area_of"), "derive", message, {"key": rule.area_of}
    for name, pair in _shares(rule):
        if {facts[key].type if key in facts else "" for key in pair} not in ({"number"}, {"list"}):
            message = gettext_noop("a share is taken of two numbers, or of two lists of numbers")
            yield (*place, name), "derive", message, {}
    yield from _cut(rule, place, facts)
    yield from _within(rule, place, facts, bounds)
    for value in rule.labels:
        if value not in {str(case.value) for case in rule.cases}:
            message = gettext_noop("“%(value)s” is not a value that “%(key)s” can have")
            yield (*place, "labels"), "derive", message, {"value": value, "key": rule.key}


def _table(
    rule: Derived, place: tuple[str | int, ...], spec: ItemSpec, facts: dict[str, Known]
) -> Iterator[Found]:
    """What is looked up names a table, columns that its rows have, and facts that are known by then."""
    wanted = rule.looked_up
    if wanted is None:
        return
    at = (*place, "looked_up")
    versions = [table for table in spec.thresholds if table.key == wanted.table]
    if not versions:
        message = gettext_noop("there is no table of thresholds “%(key)s”")
        yield (*at, "table"), "thresholds", message, {"key": wanted.table}
    columns = {column for table in versions for row in table.rows for column in row}
    for column in (wanted.column, *wanted.by, *wanted.at_least) if versions else ():
        if column not in columns:
            message = gettext_noop("the table “%(table)s” has no column “%(key)s”")
            yield at, "thresholds", message, {"table": wanted.table, "key": column}
    for key in (wanted.as_of, *wanted.by.values(), *wanted.at_least.values()):
        if key and key not in facts:
            yield at, "derive", *unknown(key, facts)


def _shares(rule: Derived) -> Iterator[tuple[str, tuple[str, str]]]:
    if rule.percent_of:
        yield "percent_of", rule.percent_of
    if rule.reaches:
        yield "reaches", (rule.reaches.part, rule.reaches.whole)


def _cut(rule: Derived, place: tuple[str | int, ...], facts: dict[str, Known]) -> Iterator[Found]:
    if rule.cut and (rule.cut.field not in facts or facts[rule.cut.field].type != "text"):
        message = gettext_noop("“%(key)s” is not a text of the form")
        yield (*place, "cut"), "derive", message, {"key": rule.cut.field}
    if rule.cut and rule.cut.prefix_of and rule.cut.prefix_of not in facts:
        yield (*place, "cut"), "derive", *unknown(rule.cut.prefix_of, facts)
    if rule.cut and rule.cut.first > rule.cut.last:
        yield (*place, "cut"), "derive", gettext_noop("first comes after last"), {}
    for key in rule.joined:
        if key not in facts or facts[key].type not in ("text", "choice"):
            message = gettext_noop("“%(key)s” is not a text or choice that can be joined")
            yield (*place, "joined"), "derive", message, {"key": key}


def _cases(rule: Derived, place: tuple[str | int, ...], facts: dict[str, Known]) -> Iterator[Found]:
    if not rule.cases:
        return
    reached, gap = outcomes([case.when for case in rule.cases], facts)
    for index in sorted(set(range(len(rule.cases))) - reached):
        message = gettext_noop("“%(value)s” is never reached: earlier cases take everything that meets it")
        yield (*place, "cases", index), "reach", message, {"value": rule.cases[index].value}
    if gap:
        message = gettext_noop(
            "there are answers for which “%(key)s” has no value; end with a case without “when”"
        )
        yield place, "reach", message, {"key": rule.key}


def outcomes(whens: Sequence[Condition | None], facts: dict[str, Known]) -> tuple[set[int], bool]:
    """Which of ``whens`` is the first met in some case, and whether some case meets none.

    Where there are too many cases to try, all are taken to be reached and no gap to be left.
    """
    reached: set[int] = set()
    gap = False
    cases = combinations(whens, facts)
    if cases is None:
        return set(range(len(whens))), False
    for case in cases:
        first = next((index for index, when in enumerate(whens) if holds(when, case)), None)
        if first is None:
            gap = True
        else:
            reached.add(first)
    return reached, gap


def combinations(
    whens: Sequence[Condition | None], facts: dict[str, Known]
) -> Iterator[dict[str, Any]] | None:
    """Every case that ``whens`` can tell apart, by the facts they name; None where there are too many to try."""
    named = [one for when in whens for one in comparisons(when)]
    tries = _tries(named, facts)
    if math.prod(len(values) for values in tries.values()) > TRIES_MAX:
        return None
    return (dict(zip(tries, values, strict=True)) for values in itertools.product(*tries.values()))


def _tries(named: Sequence[Comparison], facts: dict[str, Known]) -> dict[str, list[Any]]:
    bounds: dict[str, list[Any]] = {}
    for one in named:
        bounds.setdefault(one.field, []).extend(one.value if isinstance(one.value, tuple) else [one.value])
        if one.other:
            bounds.setdefault(one.other, [])
    shared = sorted({value for one in named if one.other for value in _some(facts.get(one.field))})
    return {
        key: _around(facts.get(key, Known("text")), [value for value in values if value is not None] + shared)
        for key, values in bounds.items()
    }


def _some(known: Known | None) -> list[Any]:
    """A value from which two fields that are compared with each other can differ either way."""
    if known and known.type == "number":
        return [0]
    return ["2022-06-15"] if known and known.type == "date" else []


def _around(known: Known, bounds: list[Any]) -> list[Any]:
    return [*([None] if known.optional else []), *_present(known, bounds)]


def _present(known: Known, bounds: list[Any]) -> list[Any]:
    if known.type == "yes_no":
        return [False, True]
    if known.type == "choice":
        return sorted(known.values, key=str)
    if known.type == "multi":
        return [[], *([value] for value in sorted(known.values))]
    if known.type == "number":
        numbers = sorted({one for one in bounds if isinstance(one, int | float)})
        return sorted({near for one in numbers for near in (one - 0.0001, one, one + 0.0001)}) or [0]
    if known.type == "date":
        days = [day for one in bounds if (day := _day(one))]
        return sorted({(day + timedelta(days=step)).isoformat() for day in days for step in (-1, 0, 1)})
    return ["", *dict.fromkeys(str(one) for one in bounds), "\u2026"]


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
