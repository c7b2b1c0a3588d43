"""The page of the facts that papers may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banli.catalogue.rules.definition.paper_facts import PaperFact


def paper_facts() -> str:
    """Every paper with its facts, and what all papers may name."""
    from banli.catalogue.rules.definition.paper_facts import ALWAYS, PAPERS
    from banli.catalogue.rules.definition.papers import platform_papers

    head = [
        "# What papers may name",
        "",
        "Made from `banli.catalogue.rules.definition.paper_facts`; how a template is written stands in"
        " [items](../develop/items.md#the-words-of-papers). A fact is text in the official language; a list has parts.",
        "",
        "## Every paper",
        "",
        *_rows(ALWAYS),
    ]
    for name, facts in PAPERS.items():
        title = platform_papers()[name].title
        head += ["", f"## `{name}` {title.zh} {title.en}", "", *_rows(facts)]
    return "\n".join([*head, ""])


def _rows(facts: Mapping[str, PaperFact]) -> Iterator[str]:
    yield "| fact | what it is |"
    yield "|---|---|"
    for key, fact in facts.items():
        parts = "; ".join(f"`one.{part}` {what}" for part, what in fact.parts.items())
        yield f"| `{key}` | {fact.what}{': ' + parts if parts else ''} |"
