"""Whether a bound is whole: every case has exactly one row, every name leads somewhere, every row tells its law."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

from banli.catalogue.rules.checks.nearest import unknown
from banli.catalogue.rules.checks.reachability import TRIES_MAX
from banli.catalogue.rules.checks.references import TOKEN, Found, Place, fits
from banli.catalogue.rules.definition.bounds import Bound, BoundRow, Range
from banli.catalogue.rules.definition.facts import Known, known_facts
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.meaning.bounded import row_fits
from banli.kernel.text import gettext_noop

HANGS_ON = ("choice", "yes_no", "number")
FIGURES = ("value", "limit")
Case = dict[str, Any]


def check_bounds(spec: ItemSpec) -> Iterator[Found]:
    """Every fault of the bounds."""
    facts = known_facts(spec)
    seen = {one.key for one in spec.rules.checks} | {one.key for one in spec.rules.measures}
    for index, bound in enumerate(spec.rules.bounds):
        place: Place = ("rules", "bounds", index)
        keys = {row.key or bound.key for row in bound.rows} | {bound.key}
        for key in sorted(keys & seen):
            yield (*place, "key"), "keys", gettext_noop("the key “%(key)s” is used twice"), {"key": key}
        seen |= keys
        found = [*_names(place, bound, spec, facts), *_rows(place, bound, facts)]
        yield from found
        if not found:
            yield from _cover(place, bound, spec, facts)


def _names(place: Place, bound: Bound, spec: ItemSpec, facts: Mapping[str, Known]) -> Iterator[Found]:
    if bound.of not in facts:
        yield (*place, "of"), "bounds", *unknown(bound.of, facts)
    elif facts[bound.of].type not in ("number", "list"):
        yield (*place, "of"), "bounds", gettext_noop("“%(key)s” is not a number"), {"key": bound.of}
    if spec.form.field(bound.where or bound.of) is None:
        message = gettext_noop("the form has no field “%(key)s” to point at")
        yield (*place, "where"), "checks", message, {"key": bound.where or bound.of}
    for key in bound.facts:
        if key not in facts:
            yield (*place, "by"), "bounds", *unknown(key, facts)
        elif facts[key].type not in HANGS_ON:
            message = gettext_noop(
                "a bound hangs on choices, yes or no, and numbers; “%(key)s” is none of them"
            )
            yield (*place, "by"), "bounds", message, {"key": key}
    for key in (bound.of, *bound.facts) if bound.at_entry else ():
        if spec.form.field(key) is None:
            message = gettext_noop("at entry a bound compares answers of the form; “%(key)s” is derived")
            yield (*place, "at_entry"), "bounds", message, {"key": key}


def _rows(place: Place, bound: Bound, facts: Mapping[str, Known]) -> Iterator[Found]:
    for index, row in enumerate(bound.rows):
        at = (*place, "rows", index)
        least, most = row.at_least, row.at_most
        if (least is None and most is None) or (least is not None and most is not None and least > most):
            message = gettext_noop("a row says at_least or at_most, and the least is not more than the most")
            yield at, "bounds", message, {}
        if bound.article_of(row) is None:
            message = gettext_noop("a bound names its law in “article”, for each row or for all")
            yield at, "bounds", message, {}
        for key, cell in row.for_.items():
            if key not in bound.facts:
                message = gettext_noop("“for” names “%(key)s”, which does not stand in “by”")
                yield (*at, "for", key), "bounds", message, {"key": key}
            elif key in facts:
                yield from _cell((*at, "for", key), key, cell, facts[key])
        for message_of in (row.message, bound.message):
            tokens = set(TOKEN.findall(f"{message_of.zh} {message_of.en}")) if message_of else set()
            for key in sorted(tokens - set(facts) - set(FIGURES)):
                yield (*at, "message"), "bounds", *unknown(key, [*facts, *FIGURES])


def _cell(place: Place, key: str, cell: Any, known: Known) -> Iterator[Found]:
    if isinstance(cell, Range):
        if known.type != "number" or not _numbers(cell):
            message = gettext_noop("a range has an end, and is of numbers")
            yield place, "bounds", message, {}
        return
    for value in cell if isinstance(cell, tuple) else (cell,):
        if not fits(value, known):
            message = gettext_noop("“%(value)s” is not a value that “%(key)s” can have")
            yield place, "bounds", message, {"value": value, "key": key}


def _cover(place: Place, bound: Bound, spec: ItemSpec, facts: Mapping[str, Known]) -> Iterator[Found]:
    """The first gap, each overlap of two rows, and every row that no case can come to."""
    tries = {key: _tries(key, bound, spec, facts[key]) for key in bound.facts}
    if math.prod(len(values) for values in tries.values()) > TRIES_MAX:
        message = gettext_noop("the bound hangs on more than can be tried")
        yield (*place, "by"), "bounds", message, {}
        return
    gap: Case | None = None
    overlaps: dict[tuple[int, int], Case] = {}
    reached: set[int] = set()
    for values in itertools.product(*tries.values()):
        case = dict(zip(tries, values, strict=True))
        fitting = [index for index, row in enumerate(bound.rows) if row_fits(row, case)]
        reached |= set(fitting)
        if not fitting and gap is None:
            gap = case
        for pair in itertools.combinations(fitting, 2):
            overlaps.setdefault(pair, case)
    if gap is not None:
        message = gettext_noop("no row of the bound is for %(case)s")
        yield (*place, "rows"), "bounds", message, {"case": _told(gap)}
    for (first, second), case in overlaps.items():
        message = gettext_noop("rows %(first)s and %(second)s of the bound are both for %(case)s")
        told = {"first": first + 1, "second": second + 1, "case": _told(case)}
        yield (*place, "rows", second), "bounds", message, told
    for index in sorted(set(range(len(bound.rows))) - reached):
        yield (*place, "rows", index), "bounds", gettext_noop("no case can come to this row"), {}


def _told(case: Case) -> str:
    return ", ".join(
        f"{key} = {str(value).lower() if isinstance(value, bool) else value}" for key, value in case.items()
    )


def _tries(key: str, bound: Bound, spec: ItemSpec, known: Known) -> list[Any]:
    """The answers that the rows can tell apart, and no others that the form takes."""
    if known.type == "yes_no":
        return [False, True]
    if known.type == "choice":
        return sorted(known.values, key=str)
    field = spec.form.field(key)
    counted = any(rule.key == key and rule.count_of for rule in spec.rules.derive)
    step = 1 if counted or (field is not None and field.type == "integer") else 0.0001
    named = {number for row in bound.rows for number in _named(row, key)}
    named |= {one for one in (field.min, field.max) if one is not None} if field else set()
    near = {round(one + by, 6) for one in named for by in (-step, 0, step)}
    # Of a derived number nobody knows how small or great it can be.
    least = field.min if field and field.min is not None else min(named, default=0)
    most = field.max if field and field.max is not None else max(named, default=0)
    found = sorted(one for one in near if least <= one <= most) or [0]
    return [int(one) for one in found] if step == 1 else found


def _named(row: BoundRow, key: str) -> list[float]:
    cell = row.for_.get(key)
    if isinstance(cell, Range):
        return _numbers(cell)
    several = cell if isinstance(cell, tuple) else (cell,)
    return [one for one in several if isinstance(one, int | float) and not isinstance(one, bool)]


def _numbers(cell: Range) -> list[float]:
    return [one for one in (cell.from_, cell.to, cell.above, cell.below) if one is not None]
