"""A condition as a short text, such as ``crossing and class == "I"``: read into the structured form, and written.

    condition  := part ("and" part)* | part ("or" part)*
    part       := "not" part | "(" condition ")" | comparison
    comparison := name | name ("==" | "!=" | "<" | "<=" | ">" | ">=") operand | name ["not"] "in" (list | name)
    list       := "(" value ("," value)* ")", or in square brackets
    operand    := value | name
    value      := text in quotation marks | number | true | false

A bare name says that its answer is yes. "and" and "or" side by side need brackets: nobody has to know which goes first.
Nothing is evaluated here; :mod:`.conditions` gives the structured form its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.catalogue.rules.definition.condition_tokens import (
    COMPARING,
    TOO_LONG,
    WORDS,
    NotACondition,
    Token,
    tokens,
)
from banli.kernel.text import gettext_noop

DEEPEST = 20
"""Brackets and negations inside each other."""
Written = Mapping[str, Any]
"""A condition in its structured form, as YAML holds it."""

NAME_WANTED = gettext_noop(
    "the name of a field or fact is expected here, not “%(found)s”; a comparison begins with one, as in %(example)s"
)
VALUE_WANTED = gettext_noop(
    "a value is expected here, not “%(found)s”: a number, a text in quotation marks, true, false, or a field’s name"
)
LIST_WANTED = gettext_noop("values in brackets are expected after “in”, as in %(example)s, not “%(found)s”")
BRACKET_WANTED = gettext_noop("“%(wanted)s” is expected here, not “%(found)s”")
LINK_WANTED = gettext_noop("“and”, “or” or the end is expected here, not “%(found)s”")
MIXED = gettext_noop("“and” and “or” stand side by side: say with brackets what belongs together")
ONE_COMPARISON = gettext_noop("a comparison has two sides; join two comparisons by “and”")
EXAMPLE = "length_m > 20"
LIST_EXAMPLE = 'class in ("I", "II")'


def structured(text: str) -> dict[str, Any]:
    """The structured form of the condition in ``text``. Raises :class:`NotACondition`."""
    reader = _Reader(tokens(text))
    found = reader.condition(0)
    if reader.next.kind != "end":
        raise reader.wrong(LINK_WANTED)
    return found


class _Reader:
    """Goes through the tokens of one text."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.place = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def wrong(self, message: str, **params: Any) -> NotACondition:
        """What is wrong with the next token."""
        return NotACondition(self.next.at, message, found=self.next.shown, **params)

    def take(self) -> Token:
        token = self.next
        self.place += 1
        return token

    def comes(self, *shown: str) -> bool:
        """Whether the next token is one of these words or signs."""
        return self.next.kind in ("name", "sign") and self.next.shown in shown

    def names(self) -> bool:
        """Whether the next token is the name of a field or fact."""
        return self.next.kind == "name" and self.next.shown not in WORDS

    def takes(self, *shown: str) -> bool:
        """Whether the next token is one of these words or signs, which is then taken."""
        found = self.comes(*shown)
        self.place += found
        return found

    def condition(self, depth: int) -> dict[str, Any]:
        """Parts that are all joined by the same word."""
        parts, link = [self.part(depth)], ""
        while self.comes("and", "or"):
            if link and self.next.shown != link:
                raise self.wrong(MIXED)
            link = str(self.take().shown)
            parts.append(self.part(depth))
        return {"all" if link == "and" else "any": parts} if link else parts[0]

    def part(self, depth: int) -> dict[str, Any]:
        if depth > DEEPEST:
            raise self.wrong(TOO_LONG)
        if self.takes("not"):
            return {"not": self.part(depth + 1)}
        if self.takes("("):
            inner = self.condition(depth + 1)
            self.close(")")
            return inner
        return self.comparison()

    def close(self, wanted: str) -> None:
        if not self.takes(wanted):
            raise self.wrong(BRACKET_WANTED, wanted=wanted)

    def comparison(self) -> dict[str, Any]:
        if not self.names():
            raise self.wrong(NAME_WANTED, example=EXAMPLE)
        name = self.take().shown
        found: dict[str, Any] = {"field": name, "op": "==", "value": True}
        if self.takes("not"):
            if not self.takes("in"):
                raise self.wrong(BRACKET_WANTED, wanted="in")
            return {"not": {"field": name, "op": "in", **self.several()}}
        if self.takes("in"):
            found = {"field": name, "op": "in", **self.several()}
        elif self.comes(*COMPARING):
            found = {"field": name, "op": self.take().shown, **self.operand()}
        if self.comes(*COMPARING):
            raise self.wrong(ONE_COMPARISON)
        return found

    def operand(self) -> dict[str, Any]:
        if self.names():
            return {"other": self.take().shown}
        return {"value": self.value()}

    def value(self) -> Any:
        if self.next.kind in ("text", "number"):
            return self.take().value
        if self.comes("true", "false"):
            return self.take().shown == "true"
        raise self.wrong(VALUE_WANTED)

    def several(self) -> dict[str, Any]:
        """Values in brackets, or the name of a field that holds several."""
        if self.names():
            return {"other": self.take().shown}
        if not self.comes("(", "["):
            raise self.wrong(LIST_WANTED, example=LIST_EXAMPLE)
        closing = ")" if self.take().shown == "(" else "]"
        values = [self.value()]
        while self.takes(",") and not self.comes(closing):
            values.append(self.value())
        self.close(closing)
        return {"value": values}
