"""An exhibit as it is printed: a picture, a table, figures or a chart among the lines of an issue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from banli.documents.service import Block, BlockKind, Series, Shape, chart_svg
from banli.weekly.rules.house_style import normalised
from banli.weekly.states import ExhibitKind

WORDS: Mapping[ExhibitKind, str] = {
    ExhibitKind.PICTURE: "图",
    ExhibitKind.CHART: "图",
    ExhibitKind.TABLE: "表",
    ExhibitKind.FIGURES: "表",
}
"""What each is called before its number; pictures and charts are counted together."""
NUMBER = re.compile(r"^\s*[图表]\s*[\d一二三四五六七八九十]+\s*[.．:：、\s　]*")
"""A number typed before a caption; the house counts itself."""
OWN_RECORD = "本平台台账"
"""The source of what is made of figures."""


@dataclass(frozen=True)
class Inset:
    """What stands in the place of a line's words; the line's text is its caption."""

    kind: ExhibitKind
    source: str
    alt: str = ""
    width: int = 156
    """Of a picture, in millimetres."""
    picture: str = ""
    """SHA-256 of the picture in hex."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells, the head first."""
    opens: tuple[tuple[int, ...], ...] = ()
    """The figure each cell opens, 0 for a cell of words; as many as there are cells, or none."""
    aligns: tuple[str, ...] = ()
    unit: str = ""
    shape: Shape | None = None
    """How a chart is drawn."""

    @property
    def word(self) -> str:
        """图 or 表."""
        return WORDS[self.kind]

    @property
    def drawing(self) -> str:
        """A chart as SVG; '' for anything else, and where nothing is counted yet."""
        if self.shape is None or len(self.rows) < 2:
            return ""
        head, *rows = self.rows
        series = [
            Series(name.partition("（")[0], tuple(int(row[place]) for row in rows))
            for place, name in enumerate(head[1:], start=1)
        ]
        return chart_svg(self.shape, [row[0] for row in rows], series)

    @property
    def told(self) -> str:
        """What it shows, for whoever cannot see it: as typed of a picture, its numbers of a chart."""
        if self.shape is None:
            return self.alt
        head, *rows = self.rows
        return "；".join(
            row[0]
            + "，".join(
                f"{name.partition('（')[0]}{value}件" for name, value in zip(head[1:], row[1:], strict=True)
            )
            for row in rows
        )


def restyled(inset: Inset, fixes: Mapping[str, str] | None = None) -> Inset:
    """The exhibit with its cells in the house style."""
    return replace(inset, rows=tuple(tuple(normalised(cell, fixes) for cell in row) for row in inset.rows))


def caption(number: str, words: str, inset: Inset) -> str:
    """图1　窗口人员现场辅导（来源：省水利厅窗口）."""
    return f"{number}{words}（来源：{inset.source}）" if inset.source else f"{number}{words}"


def block(text: str, inset: Inset, pictures: Mapping[str, bytes]) -> Block:
    """The exhibit for the typesetter under the caption ``text``.

    :param pictures: pictures by their digest.
    """
    if inset.kind is ExhibitKind.PICTURE:
        return Block(
            BlockKind.PICTURE, text, alt=inset.alt, picture=pictures[inset.picture], width=inset.width
        )
    if inset.kind is ExhibitKind.CHART:
        return Block(BlockKind.CHART, text, rows=inset.rows, alt=inset.told, drawing=inset.drawing)
    aligns = inset.aligns or ("left", *("right",) * (len(inset.rows[0]) - 1))
    return Block(BlockKind.TABLE, text, rows=inset.rows, aligns=aligns, unit=inset.unit)
