"""A paper set in words: the templates of an item filled with the facts of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from banli.catalogue.rules.definition.papers import Each, PaperText, Text, platform_papers
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.kernel.wording import filled

ONE = "one"
"""What an entry of a list is called in its text."""
ANSWERS, SAID = "answers", "said"
"""Under which the answers of the form, with what follows from them, stand, and what the officer filled in."""


@dataclass(frozen=True)
class Written:
    """The words of one paper, in the official language."""

    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    closing: tuple[str, ...]


def paper_text(spec: ItemSpec, paper: str) -> PaperText:
    """The words of ``paper`` for this item: its own and its kind's over the platform's."""
    return spec.papers.get(paper) or platform_papers()[paper]


def written(text: PaperText, facts: Mapping[str, Any]) -> Written:
    """``text`` filled with ``facts``. Raises ``jinja2.UndefinedError`` for a name that is not among them."""
    return Written(
        title=filled(text.title.zh, facts),
        paragraphs=tuple(_set(text.paragraphs, facts)),
        points=tuple(_set(text.points, facts)),
        closing=tuple(_set(text.closing, facts)),
    )


def _set(texts: Iterable[Text], facts: Mapping[str, Any]) -> Iterator[str]:
    for text in texts:
        if isinstance(text, Each):
            told = [filled(text.text, {**facts, ONE: entry}) for entry in facts[text.each]]
        else:
            told = [filled(text, facts)]
        yield from filter(None, told)
