"""What is no paragraph of the Word form, by kind of block, and what draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from docx.document import Document

from banli.documents.docx_tables import bars, chart, figures_table, picture
from banli.documents.sheets import Block, BlockKind

DRAWN: Mapping[BlockKind, Callable[[Document, Block], None]] = {
    BlockKind.TABLE: figures_table,
    BlockKind.BARS: bars,
    BlockKind.PICTURE: picture,
    BlockKind.CHART: chart,
}
