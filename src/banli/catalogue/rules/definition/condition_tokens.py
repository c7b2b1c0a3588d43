"""The words and signs of a condition that is written as text, each with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from banli.kernel.text import Told, gettext_noop

LONGEST = 2000
"""Characters of a text."""
DIGITS = 64
"""Characters of a number, as in the files around it."""
WORDS = frozenset({"and", "or", "not", "in", "true", "false"})
"""Words with a meaning of their own: no field and no fact may be called so."""
COMPARING = ("==", "!=", "<=", ">=", "<", ">")
INSTEAD: Mapping[str, str] = {
    "=": "==",
    "＝": "==",
    "≠": "!=",
    "<>": "!=",
    "≤": "<=",
    "≥": ">=",
    "＜": "<",
    "＞": ">",
    "&&": "and",
    "&": "and",
    "且": "and",
    "||": "or",
    "|": "or",
    "或": "or",
    "!": "not",
    "！": "not",
    "非": "not",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "（": "(",
    "）": ")",
    "，": ",",
    "、": ",",
    "True": "true",
    "False": "false",
}
"""What is typed by habit -> what it is called here."""

TOO_LONG = gettext_noop(
    "the condition is too long or nested too deeply; derive a fact from a part of it and name that here"
)
NOT_CLOSED = gettext_noop("the quotation mark that begins here is not closed")
ODD_ESCAPE = gettext_noop(
    "in quotation marks a backslash stands before a quotation mark or another backslash"
)
ODD_SIGN = gettext_noop("“%(found)s” has no meaning in a condition")
WRITE = gettext_noop("write “%(right)s” instead of “%(wrong)s”")
ODD_NUMBER = gettext_noop("“%(found)s” is not a number that is written so here")
END = Told(gettext_noop("the end"))

SHAPES = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<open_text>["'])
    |(?P<number>[+-]?\d[\w.]*(?:(?<=[eE])[+-]\d+)?)
    |(?P<sign>==|!=|<=|>=|<(?!>)|>|[()\[\],])
    |(?P<name>[A-Za-z_]\w*)
    |(?P<odd>&&|\|\||<>|.)""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
Kind = Literal["text", "number", "sign", "name", "end"]


class NotACondition(Exception):
    """A text that is no condition: what is wrong (a sentence with its parameters), ``at`` which character (from 0)."""

    def __init__(self, at: int, message: str, **params: Any) -> None:
        super().__init__(message)
        self.at = at
        self.message = message
        self.params = params


@dataclass(frozen=True)
class Token:
    """A word, a sign or a value, and at which character of the text it begins."""

    kind: Kind
    shown: object
    """As it stands in the text."""
    at: int
    value: Any = None
    """What a text or a number stands for."""


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` and its end. Raises :class:`NotACondition`."""
    if len(text) > LONGEST:
        raise NotACondition(LONGEST, TOO_LONG)
    return [*_tokens(text), Token("end", END, len(text.rstrip()))]


def _tokens(text: str) -> Iterator[Token]:
    # Blanks of other alphabets, such as the wide one of Chinese, are blanks here as well.
    plain = "".join(" " if one.isspace() else one for one in text)
    for found in SHAPES.finditer(plain):
        kind, shown, at = found.lastgroup, found.group(), found.start()
        match kind:
            case "space":
                continue
            case "text":
                yield Token("text", shown, at, _text(text[at : found.end()], at))
            case "number":
                yield Token("number", shown, at, _number(shown, at))
            case "sign" | "name" if shown not in INSTEAD:
                yield Token(kind, shown, at)
            case "open_text":
                raise NotACondition(at, NOT_CLOSED)
            case _:
                _refuse(shown, at)


def _refuse(shown: str, at: int) -> None:
    if shown in INSTEAD:
        raise NotACondition(at, WRITE, wrong=shown, right=INSTEAD[shown])
    raise NotACondition(at, ODD_SIGN, found=shown)


def _text(quoted: str, at: int) -> str:
    """What stands in quotation marks of either kind, as JSON writes it."""
    inner = quoted[1:-1]
    if quoted[0] == "'":
        inner = re.sub(r'\\.|"', _doubled, inner, flags=re.DOTALL)
    try:
        value = json.loads(f'"{inner}"', strict=False)
    except ValueError:
        raise NotACondition(at, ODD_ESCAPE) from None
    return str(value)


def _doubled(found: re.Match[str]) -> str:
    """What stands in single quotation marks, as it stands in double ones."""
    return {"\\'": "'", '"': '\\"'}.get(found.group(), found.group())


def _number(shown: str, at: int) -> int | float:
    if not NUMBER.fullmatch(shown) or len(shown) > DIGITS:
        raise NotACondition(at, ODD_NUMBER, found=shown[:DIGITS])
    value = float(shown)
    if value in (float("inf"), float("-inf")):
        raise NotACondition(at, ODD_NUMBER, found=shown)
    return value if any(one in ".eE" for one in shown) else int(shown)
