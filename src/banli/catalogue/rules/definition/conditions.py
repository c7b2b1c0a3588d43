"""Conditions as data: structured comparisons over the facts of a case, and nothing else.

A condition is one comparison, or ``all`` / ``any`` / ``not`` over conditions. It is total: whatever the facts are,
it is true or false and never fails. A comparison with an absent value, or between values that cannot be compared,
is false. Where a definition writes one as a short text, it is read into this form at once: nothing else sees the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, GetJsonSchemaHandler, Tag
from pydantic_core import CoreSchema

from banli.catalogue.rules.definition.condition_text import structured
from banli.catalogue.rules.definition.condition_tokens import NotACondition
from banli.catalogue.rules.definition.worded_faults import told
from banli.kernel.text import gettext_noop

Scalar = bool | int | float | str
Op = Literal["==", "!=", "<", "<=", ">", ">=", "in"]
Facts = Mapping[str, Any]


class Strict(BaseModel):
    """The base of everything in a definition: frozen, and a key nobody knows is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)


class Comparison(Strict):
    """``field op value``, or ``field op other`` where ``other`` names a second field."""

    field: str
    op: Op
    value: Scalar | tuple[Scalar, ...] | None = None
    other: str = ""

    @cached_property
    def met(self) -> Callable[[Facts], bool]:
        """Whether facts meet it; made once, because every act asks it of every rule of its item."""
        field, op, value, other = self.field, self.op, self.value, self.other
        if other:
            return lambda facts: _compare(facts.get(field), op, facts.get(other))
        if op == "in" or value is None:
            return lambda facts: _compare(facts.get(field), op, value)
        alike = (int, float) if _number(value) else (type(value),)
        compare = ORDER[op]

        def met(facts: Facts) -> bool:
            left = facts.get(field)
            return compare(left, value) if type(left) in alike else _compare(left, op, value)

        return met


class AllOf(Strict):
    """True where every part is."""

    all: tuple[Condition, ...] = Field(min_length=1)

    @cached_property
    def met(self) -> Callable[[Facts], bool]:
        """Whether facts meet every part."""
        parts = [part.met for part in self.all]

        def met(facts: Facts) -> bool:
            return False not in (part(facts) for part in parts)

        return met


class AnyOf(Strict):
    """True where at least one part is."""

    any: tuple[Condition, ...] = Field(min_length=1)

    @cached_property
    def met(self) -> Callable[[Facts], bool]:
        """Whether facts meet a part."""
        parts = [part.met for part in self.any]

        def met(facts: Facts) -> bool:
            return True in (part(facts) for part in parts)

        return met


class Not(Strict):
    """True where its part is false."""

    not_: Condition = Field(alias="not")

    @cached_property
    def met(self) -> Callable[[Facts], bool]:
        """Whether facts do not meet its part."""
        part = self.not_.met
        return lambda facts: not part(facts)


def _shape(value: Any) -> str:
    keys = value if isinstance(value, Mapping) else type(value).__name__
    if "all" in keys or keys == "AllOf":
        return "all"
    if "any" in keys or keys == "AnyOf":
        return "any"
    if "not" in keys or "not_" in keys or keys == "Not":
        return "not"
    return "comparison"


def _structured(value: Any) -> Any:
    """A text in its structured form; a structure, or a condition that was read, as it is."""
    if isinstance(value, Mapping | BaseModel):
        return value
    if not isinstance(value, str):
        raise told("condition", NO_SHAPE, example=EXAMPLE)
    try:
        return structured(value)
    except NotACondition as wrong:
        raise told("condition", wrong.message, at=wrong.at, **wrong.params) from None


EXAMPLE = 'crossing and class == "I"'
NO_SHAPE = gettext_noop("a condition is expected here, such as %(example)s")


class _AlsoText:
    """Tells editors that a text may stand where a condition is wanted."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1, "examples": [EXAMPLE]}
        return {"anyOf": [text, handler(core)]}


Condition = Annotated[
    Annotated[
        Annotated[Comparison, Tag("comparison")]
        | Annotated[AllOf, Tag("all")]
        | Annotated[AnyOf, Tag("any")]
        | Annotated[Not, Tag("not")],
        Discriminator(_shape),
    ],
    BeforeValidator(_structured),
    _AlsoText(),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _comparable(left: Any, right: Any) -> bool:
    return (_number(left) and _number(right)) or (type(left) is type(right) and isinstance(left, str | bool))


ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: bool(left == right),
    "!=": lambda left, right: bool(left != right),
    "<": lambda left, right: bool(left < right),
    "<=": lambda left, right: bool(left <= right),
    ">": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left >= right),
}


def _compare(left: Any, op: str, right: Any) -> bool:
    if left is None or right is None:
        return False
    if isinstance(left, list | tuple):
        return _holds_many(list(left), op, right)
    if op == "in":
        return isinstance(right, list | tuple) and any(_compare(left, "==", one) for one in right)
    return _comparable(left, right) and ORDER[op](left, right)


def _holds_many(left: list[Any], op: str, right: Any) -> bool:
    """A list of choices ``==`` a value when it contains it, ``!=`` when it does not, ``in`` when they meet."""
    if op == "in":
        return isinstance(right, list | tuple) and any(one in right for one in left)
    return (right in left) == (op == "==") if op in ("==", "!=") else False


def holds(condition: Condition | None, facts: Facts) -> bool:
    """True where ``condition`` is met by ``facts``; no condition is always met."""
    return condition is None or condition.met(facts)


def comparisons(condition: Condition | None) -> Iterator[Comparison]:
    """Every comparison inside ``condition``, in the order written."""
    match condition:
        case None:
            return
        case Comparison():
            yield condition
        case AllOf():
            for part in condition.all:
                yield from comparisons(part)
        case AnyOf():
            for part in condition.any:
                yield from comparisons(part)
        case Not():
            yield from comparisons(condition.not_)
