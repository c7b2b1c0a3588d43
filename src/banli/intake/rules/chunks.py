"""A surveyed file in chunks of columns, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from banli.intake.rules import delimited, ndjson, parquet
from banli.intake.rules.inspection import Survey
from banli.intake.rules.lines import BLOCK, Block, Splitter
from banli.intake.rules.reject import Reject
from banli.intake.rules.tables import wanted

Skip = Callable[[int], "tuple[int, int] | None"]
"""From where a chunk begins to (where it ends, the next line), where it was taken in before."""


@dataclass(slots=True)
class Chunk:
    """A run of rows: ``rows`` has the wanted columns, ``lines`` the line of each. All rows read are in it."""

    start: int
    stop: int
    next_line: int
    rows: pa.Table
    lines: list[int]
    rejects: list[Reject] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows read, those set aside included."""
        return len(self.lines) + len(self.rejects)


def chunks(file: Survey, skip: Skip = lambda _start: None, block: int = BLOCK) -> Iterator[Chunk]:
    """Every chunk of ``file`` that ``skip`` does not know, in order."""
    if file.format == "parquet":
        yield from _parquet(file, skip)
        return
    with file.path.open("rb") as stream:
        splitter = Splitter(
            stream,
            file.encoding,
            fields=len(file.columns),
            block=block,
            delimiter=file.delimiter,
            newline=file.newline,
            guessed=file.guessed,
        )
        start, line = file.begin, file.line
        while True:
            while known := skip(start):
                start, line = known
            found = next(splitter.blocks(start, line), None)
            if found is None:
                return
            yield _chunk(file, found)
            start, line = found.stop, found.next_line


def _chunk(file: Survey, block: Block) -> Chunk:
    if file.format == "csv":
        names = [one for one in wanted(file.table) if one in file.columns]
        rows, lines, rejects = delimited.read(block, file.columns, names, file.delimiter)
    else:
        rows, lines, rejects = ndjson.read(block, wanted(file.table))
    return Chunk(block.start, block.stop, block.next_line, rows, lines, block.rejects + rejects)


def _parquet(file: Survey, skip: Skip) -> Iterator[Chunk]:
    for start, rows in parquet.batches(file.path, file.table):
        stop = start + rows.num_rows
        if skip(start) is None:
            yield Chunk(start, stop, stop + 1, rows, list(range(start + 1, stop + 1)))
