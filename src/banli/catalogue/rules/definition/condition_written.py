"""A structured condition as the short text that says the same: what :mod:`.condition_text` reads, written."""

from __future__ import annotations

import json

from banli.catalogue.rules.definition.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Scalar,
)


def in_text(condition: Condition) -> str:
    """``condition`` as text, which is read into the same condition; ``all`` and ``any`` of a single part fall away."""
    match _single(condition):
        case AllOf() as several:
            return " and ".join(_part(one) for one in several.all)
        case AnyOf() as several:
            return " or ".join(_part(one) for one in several.any)
        case Not() as turned:
            return _turned(_single(turned.not_))
        case one:
            return _comparison(one, one.op)


def _turned(condition: Condition) -> str:
    """What must not hold."""
    if isinstance(condition, Comparison) and condition.op == "in":
        return _comparison(condition, "not in")
    return f"not {_part(condition)}"


def _single(condition: Condition) -> Condition:
    """A single part without the ``all`` or ``any`` around it."""
    while isinstance(condition, AllOf | AnyOf):
        parts = condition.all if isinstance(condition, AllOf) else condition.any
        if len(parts) > 1:
            break
        condition = parts[0]
    return condition


def _part(condition: Condition) -> str:
    """A part of something larger: in brackets where it joins several itself."""
    inner = _single(condition)
    return f"({in_text(inner)})" if isinstance(inner, AllOf | AnyOf) else in_text(inner)


def _comparison(one: Comparison, op: str) -> str:
    if one.op == "==" and one.value is True and not one.other:
        return one.field
    return f"{one.field} {op} {one.other or _value(one.value)}"


def _value(value: Scalar | tuple[Scalar, ...] | None) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_value, value))})"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)
