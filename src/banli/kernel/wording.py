"""Texts as data: templates in Jinja's sandbox, set without the space and the doubled marks that templates leave.

A name that nobody knows is an error, and nothing but the facts and the few filters here can be reached.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
WIDE = r"[^\x00-\x7f]"
GAP = re.compile(rf"(?<={WIDE})\s+|\s+(?={WIDE})|^\s+|\s+$")
"""The space that a line broken in a file leaves in Chinese: at tags, and beside what is not ASCII."""
ENDS = "。；;，,、.!！?？：: \n\t　"
DOUBLED = (
    (re.compile(r"[。，、；：]+(?=[。；])"), ""),
    (re.compile(r"[。；]+(?=[，、：）])"), ""),
    (re.compile(r"([，、：；])[，、：；]+"), r"\1"),
)
"""Marks that meet where a typed text ends in one of its own: the stronger one stays."""


def clause(text: Any) -> str:
    """``text`` as a part of a sentence: without the mark that ends it."""
    return str(text).strip().rstrip(ENDS)


def sentence(text: Any) -> str:
    """``text`` as a sentence of its own; '' for nothing."""
    said = clause(text)
    return f"{said}。" if said else ""


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """Jinja as templates have it: no globals, and of filters only those that join and end sentences."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    made.globals.clear()
    kept = {name: made.filters[name] for name in ("join", "length", "first", "last")}
    made.filters.clear()
    made.filters.update({**kept, "clause": clause, "sentence": sentence})
    made.tests.clear()
    return made


def source(text: str) -> str:
    """A template without the space that its lines leave in Chinese."""
    parts = TAG.split(text)
    return "".join(part if place % 2 else GAP.sub("", part) for place, part in enumerate(parts))


@lru_cache(maxsize=4096)
def _template(text: str) -> Any:
    return environment().from_string(source(text))


def filled(text: str, facts: Mapping[str, Any]) -> str:
    """``text`` with ``facts`` in it. Raises ``jinja2.UndefinedError`` for a name that is not among them."""
    return tidy(_template(text).render(facts).strip())


def tidy(text: str) -> str:
    """``text`` without marks that meet, line by line."""
    lines = [line.strip() for line in text.splitlines()]
    for pattern, instead in DOUBLED:
        lines = [pattern.sub(instead, line) for line in lines]
    return "\n".join(filter(None, lines))


def parts_of(tree: nodes.Template) -> set[tuple[str, str]]:
    """What a text names of something, as ``("answers", "degree")`` for ``answers.degree``."""
    found = tree.find_all(nodes.Getattr)
    return {(one.node.name, one.attr) for one in found if isinstance(one.node, nodes.Name)}
