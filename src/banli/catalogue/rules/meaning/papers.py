"""A paper set in words: the templates of an item filled with the facts of a case.

The language of the templates is Jinja's in its sandbox: a name that nobody knows is an error, and nothing but the
facts and the few filters here can be reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from banli.catalogue.rules.definition.papers import Each, PaperText, Text, platform_papers
from banli.catalogue.rules.definition.spec import ItemSpec

ONE = "one"
"""What an entry of a list is called in its text."""
ANSWERS, SAID = "answers", "said"
"""Under which the answers of the form, with what follows from them, stand, and what the officer filled in."""
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


@dataclass(frozen=True)
class Written:
    """The words of one paper, in the official language."""

    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    closing: tuple[str, ...]


def clause(text: Any) -> str:
    """``text`` as a part of a sentence: without the mark that ends it."""
    return str(text).strip().rstrip(ENDS)


def sentence(text: Any) -> str:
    """``text`` as a sentence of its own; '' for nothing."""
    said = clause(text)
    return f"{said}。" if said else ""


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """Jinja as templates of papers have it: no globals, and of filters only those that join and end sentences."""
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


def paper_text(spec: ItemSpec, paper: str) -> PaperText:
    """The words of ``paper`` for this item: its own and its kind's over the platform's."""
    return spec.papers.get(paper) or platform_papers()[paper]


def written(text: PaperText, facts: Mapping[str, Any]) -> Written:
    """``text`` filled with ``facts``. Raises ``jinja2.UndefinedError`` for a name that is not among them."""
    return Written(
        title=_filled(text.title.zh, facts),
        paragraphs=tuple(_set(text.paragraphs, facts)),
        points=tuple(_set(text.points, facts)),
        closing=tuple(_set(text.closing, facts)),
    )


def _set(texts: Iterable[Text], facts: Mapping[str, Any]) -> Iterator[str]:
    for text in texts:
        if isinstance(text, Each):
            filled = [_filled(text.text, {**facts, ONE: entry}) for entry in facts[text.each]]
        else:
            filled = [_filled(text, facts)]
        yield from filter(None, filled)


def _filled(text: str, facts: Mapping[str, Any]) -> str:
    return tidy(_template(text).render(facts).strip())


def tidy(text: str) -> str:
    """``text`` without marks that meet, line by line."""
    lines = [line.strip() for line in text.splitlines()]
    for pattern, instead in DOUBLED:
        lines = [pattern.sub(instead, line) for line in lines]
    return "\n".join(filter(None, lines))
