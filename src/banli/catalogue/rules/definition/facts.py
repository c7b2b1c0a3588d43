"""Which facts a definition knows, and of which type: the fields of its form and what is derived from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from banli.catalogue.rules.definition.fields import NUMERIC, TEXTUAL, Field
from banli.catalogue.rules.definition.rulespec import Derived
from banli.catalogue.rules.definition.spec import ItemSpec


@dataclass(frozen=True)
class Known:
    """A fact by its type: number, text, date, yes_no, choice, multi, list or polygon; ``values``: all it can be."""

    type: str
    values: frozenset[Any] = field(default=frozenset())
    optional: bool = False
    """True where a case may lack it."""


def of_field(one: Field) -> Known:
    """The fact that a field of the form gives."""
    kind = "list" if one.type == "number_list" else one.type
    kind = "number" if one.type in NUMERIC else "text" if one.type in TEXTUAL else kind
    values = frozenset(option.value for option in one.options)
    return Known(
        kind, values, optional=not one.required or one.show_when is not None or one.entered is not None
    )


def of_derived(rule: Derived) -> Known:
    """The fact that a rule derives."""
    if rule.reaches or rule.within:
        return Known("yes_no", optional=bool(rule.reaches))
    if rule.looked_up:
        return Known("number", optional=True)
    if not rule.cases:
        return Known("text" if rule.cut or rule.joined else "number")
    values = frozenset(case.value for case in rule.cases)
    if all(isinstance(value, bool) for value in values):
        return Known("yes_no")
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return Known("number", values)
    return Known("choice", values)


def of_fields(fields: Iterable[Field]) -> dict[str, Known]:
    """The facts that fields of the form give, by key."""
    return {one.key: of_field(one) for one in fields}


def known_facts(spec: ItemSpec) -> dict[str, Known]:
    """Every fact of the item, by key."""
    return of_fields(spec.form.fields) | {rule.key: of_derived(rule) for rule in spec.rules.derive}
