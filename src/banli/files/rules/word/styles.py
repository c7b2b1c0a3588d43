"""What the styles of a Word file say of a paragraph: its level in the outline, its list, whether it is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from banli.files.rules.word.names import child_value, switched, value, w

CHAIN_MOST = 20
"""Styles based on one another that are followed."""
HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
TITLES = {"title", "subtitle", "标题", "副标题"}
BODY = 9
"""The level of the outline that means no heading."""


class Styles:
    """The styles of a file by their id."""

    def __init__(self, root: Any) -> None:
        rows = [] if root is None else list(root.iterchildren(w("style")))
        self.by_id = {value(one, "styleId"): one for one in rows}
        self.usual = {
            value(one, "type"): value(one, "styleId")
            for one in rows
            if value(one, "default") in {"1", "true", "on"}
        }

    def chain(self, style: str | None, kind: str = "paragraph") -> Iterator[Any]:
        """The style and those it is based on, nearest first; the usual one where none is named."""
        name = style if style in self.by_id else self.usual.get(kind, "")
        seen: set[str] = set()
        while name in self.by_id and name not in seen and len(seen) < CHAIN_MOST:
            seen.add(name)
            one = self.by_id[name]
            yield one
            name = child_value(one, "basedOn") or ""

    def outline(self, properties: Any, style: str | None) -> int:
        """The level of a heading, 1 to 9; 0 for body text."""
        said = child_value(properties, "outlineLvl")
        for one in self.chain(style):
            if said is not None:
                break
            said = child_value(one, "pPr", "outlineLvl")
            if said is None and (found := HEADING.match(child_value(one, "name") or "")):
                return int(found[1])
        return int(said) + 1 if said is not None and said.isdecimal() and int(said) < BODY else 0

    def is_title(self, style: str | None) -> bool:
        """True for the style of a title and what is based on it."""
        return any((child_value(one, "name") or "").lower() in TITLES for one in self.chain(style))

    def centred(self, properties: Any, style: str | None) -> bool:
        """True where the paragraph stands in the middle of its line."""
        said = child_value(properties, "jc")
        for one in self.chain(style):
            said = said if said is not None else child_value(one, "pPr", "jc")
        return said == "center"

    def list_of(self, properties: Any, style: str | None) -> tuple[str, int] | None:
        """Number of the list and level in it, of the paragraph or its style; None where it is in none."""
        number, depth = _listed(properties)
        for one in self.chain(style):
            if number is not None:
                break
            number, of_style = _listed(one.find(w("pPr")))
            depth = depth if depth is not None else of_style
        return None if number in (None, "0") else (str(number), depth or 0)

    def hidden(self, run: Any, paragraph_style: str | None) -> bool:
        """True where a run is not to be seen (``w:vanish``), by itself or by a style."""
        properties = run.find(w("rPr"))
        said = switched(properties, "vanish")
        named = child_value(properties, "rStyle")
        chains = [*(self.chain(named, "character") if named else ()), *self.chain(paragraph_style)]
        for one in chains:
            said = said if said is not None else switched(one.find(w("rPr")), "vanish")
        return bool(said)


def _listed(properties: Any) -> tuple[str | None, int | None]:
    depth = child_value(properties, "numPr", "ilvl")
    return child_value(properties, "numPr", "numId"), int(depth) if depth and depth.isdecimal() else None
