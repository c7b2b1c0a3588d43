"""Which row of a bound counts for a case, and which values lie outside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from banli.catalogue.rules.definition.bounds import Bound, BoundRow, Cell, Number, Range
from banli.catalogue.rules.definition.conditions import Facts
from banli.catalogue.rules.definition.fields import Field
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.tables import measure
from banli.kernel.errors import Problem
from banli.kernel.text import Words, gettext_noop

OVER = Words(zh="{label}{value}{unit}，超过{limit}{unit}", en="{label}: {value} {unit}, over {limit} {unit}")
UNDER = Words(
    zh="{label}{value}{unit}，低于{limit}{unit}", en="{label}: {value} {unit}, under {limit} {unit}"
)


@dataclass(frozen=True)
class Outside:
    """A value that lies outside a bound: which row said so, the value, and the end that it passes."""

    bound: Bound
    row: BoundRow
    value: Number
    limit: Number

    @property
    def key(self) -> str:
        """Under which the finding is kept."""
        return self.row.key or self.bound.key

    def message(self, label: Words) -> Words:
        """What is told, with places for facts; ``label`` says what the value is."""
        told = self.row.message or self.bound.message
        return told or _named(OVER if self.value > self.limit else UNDER, label, self.bound.unit)

    @property
    def figures(self) -> Mapping[str, Number]:
        """What the message may name besides facts."""
        return {"value": self.value, "limit": self.limit}


def _named(pattern: Words, label: Words, unit: str) -> Words:
    said = measure(unit)
    zh = pattern.zh.replace("{label}", label.zh).replace("{unit}", said.zh)
    en = pattern.en.replace("{label}", label.en or label.zh).replace("{unit}", said.en or said.zh)
    return Words(zh=zh, en=en if unit else en.replace(" ,", ",").rstrip())


def fits(cell: Cell, value: object) -> bool:
    """Whether an answer is the one, one of several, or inside the range that a row names."""
    if isinstance(cell, Range):
        return _number(value) is not None and _inside(cell, value)  # type: ignore[arg-type]
    several = cell if isinstance(cell, tuple) else (cell,)
    if isinstance(value, list | tuple):
        return any(one in several for one in value)
    return any(type(one) is type(value) and one == value for one in several) or any(
        _number(one) is not None and _number(one) == _number(value) for one in several
    )


def _inside(cell: Range, value: Number) -> bool:
    return (
        (cell.from_ is None or value >= cell.from_)
        and (cell.to is None or value <= cell.to)
        and (cell.above is None or value > cell.above)
        and (cell.below is None or value < cell.below)
    )


def _number(value: object) -> Number | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def row_for(bound: Bound, facts: Facts) -> BoundRow | None:
    """The row of a case; None where an answer that the bound hangs on is not there."""
    return next((row for row in bound.rows if row_fits(row, facts)), None)


def row_fits(row: BoundRow, facts: Facts) -> bool:
    """Whether a row is for these facts."""
    return all(key in facts and fits(cell, facts[key]) for key, cell in row.for_.items())


def outside(bound: Bound, facts: Facts) -> Outside | None:
    """The value that lies furthest outside; None where all lie inside, or none is known."""
    row = row_for(bound, facts)
    numbers = _numbers(facts.get(bound.of))
    if row is None or not numbers:
        return None
    if row.at_most is not None and max(numbers) > row.at_most:
        return Outside(bound, row, max(numbers), row.at_most)
    if row.at_least is not None and min(numbers) < row.at_least:
        return Outside(bound, row, min(numbers), row.at_least)
    return None


def _numbers(value: object) -> list[Number]:
    several = value if isinstance(value, list | tuple) else (value,)
    return [number for one in several if (number := _number(one)) is not None]


def inside(bound: Bound, facts: Facts) -> bool:
    """Whether the value is known, has a row, and lies inside it."""
    known = row_for(bound, facts) is not None and bool(_numbers(facts.get(bound.of)))
    return known and outside(bound, facts) is None


def not_taken(spec: ItemSpec, clean: Facts) -> list[Problem]:
    """A problem for every answer that a bound does not let the form take."""
    found = [outside(bound, clean) for bound in spec.rules.bounds if bound.at_entry]
    return [_problem(one, spec) for one in found if one is not None]


def _problem(one: Outside, spec: ItemSpec) -> Problem:
    field = spec.form.field(one.bound.of)
    over = gettext_noop("%(label)s: %(value)s %(unit)s is more than %(limit)s %(unit)s. %(article)s")
    under = gettext_noop("%(label)s: %(value)s %(unit)s is less than %(limit)s %(unit)s. %(article)s")
    params = {
        "label": field.label if field else one.bound.of,
        "value": f"{one.value:.12g}",
        "limit": f"{one.limit:.12g}",
        "unit": measure(one.bound.unit),
        "article": one.bound.article_of(one.row) or "",
    }
    message = over if one.value > one.limit else under
    return Problem(_where(one.bound, field), message, tuple(params.items()))


def _where(bound: Bound, field: Field | None) -> str:
    return bound.where or (field.key if field else "")
