"""An exhibit of an issue as a page shows it: picture, table whose figures open, chart with its numbers below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from banli.weekly.service import Item


@dataclass(frozen=True)
class Cell:
    """A cell, how it is aligned (start, centre, end), and the address of the figure it opens; '' for none."""

    text: str
    side: str
    address: str = ""


@dataclass(frozen=True)
class Seen:
    """An exhibit on a page."""

    caption: str
    picture: str
    """The address of a picture; '' for anything else."""
    alt: str
    unit: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawing: SafeString
    """A chart as SVG, made by the house of numbers and its own words; '' for anything else."""


SIDES = {"left": "start", "center": "centre", "right": "end"}


def seen(item: Item, picture: Callable[[str], str], figure: Callable[[int], str]) -> Seen | None:
    """The exhibit of a line as a page shows it; None for a line of words.

    :param picture: the address of a picture by its digest.
    :param figure: the address of a figure by its key; '' where it does not open here.
    """
    inset = item.entry.inset
    if inset is None:
        return None
    wide = len(inset.rows[0]) if inset.rows else 0
    sides = [SIDES[one] for one in inset.aligns] or ["start", *["end"] * (wide - 1)]
    opens = inset.opens or tuple((0,) * wide for _ in inset.rows)
    cells = [
        tuple(
            Cell(text, side, figure(key) if key else "")
            for text, side, key in zip(row, sides, keys, strict=True)
        )
        for row, keys in zip(inset.rows, opens, strict=True)
    ]
    return Seen(
        item.paragraphs[0],
        picture(inset.picture) if inset.picture else "",
        inset.told,
        inset.unit,
        cells[0] if cells else (),
        tuple(cells[1:]),
        mark_safe(inset.drawing),  # noqa: S308  # an XML tree, serialised: every word in it is escaped
    )
