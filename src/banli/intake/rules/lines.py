"""A stream of bytes in blocks of whole records: flat memory whatever the file, and no fault that spreads.

A line that is too long, in the wrong encoding or with a quotation mark left open is set aside by itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from banli.intake.rules.reject import BAD_BYTES, OPEN_QUOTE, TOO_LONG, Reject, rejected

BLOCK = 16 << 20
"""Bytes read at a time."""
LONGEST = 1 << 20
"""Bytes of the longest record."""
NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030"}


@dataclass(slots=True)
class Block:
    """Whole records in UTF-8. ``start`` and ``stop`` are bytes of the file, ``lines`` the line of each record."""

    start: int
    stop: int
    records: list[bytes]
    lines: list[int]
    next_line: int
    rejects: list[Reject] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        """The records, one after the other."""
        return b"\n".join(self.records) + b"\n"


class Splitter:
    """Cuts a stream into blocks.

    :param fields: of a CSV file: so many has a record, which in quotation marks may run over lines; else 0.
    """

    def __init__(self, stream: BinaryIO, encoding: str, *, fields: int = 0, block: int = BLOCK) -> None:
        self.stream, self.encoding, self.fields, self.size = stream, encoding, fields, block

    def blocks(self, start: int = 0, line: int = 1) -> Iterator[Block]:
        """Every block from byte ``start`` on, where line ``line`` begins."""
        while True:
            self.stream.seek(start)
            data = self.stream.read(self.size)
            if not data:
                return
            last = len(data) < self.size
            cut = len(data) if last else data.rfind(b"\n") + 1
            block = self._block(data[:cut], start, line, last=last) if cut else self._too_long(start, line)
            start, line = block.stop, block.next_line
            yield block

    def _block(self, data: bytes, start: int, line: int, *, last: bool) -> Block:
        """The records of ``data``, which ends with a line; a record still open at its end is left for the next."""
        lines = data.split(b"\n")
        if not lines[-1]:
            lines.pop()
        block = Block(start, start + len(data), [], [], line + len(lines))
        if self.fields and b'"' in data:
            kept = self._join(lines, block, line, last=last)
        else:
            block.records, block.lines, kept = lines, list(range(line, line + len(lines))), len(lines)
        if kept < len(lines):
            block.stop -= sum(len(one) + 1 for one in lines[kept:])
            block.next_line = line + kept
        self._clean(block)
        return block

    def _join(self, lines: list[bytes], block: Block, line: int, *, last: bool) -> int:
        """Join lines that a quotation mark holds together; how many lines are done with."""
        index = 0
        while index < len(lines):
            end, quotes, length = index, lines[index].count(b'"'), len(lines[index])
            while quotes % 2 and end + 1 < len(lines) and length <= LONGEST:
                end += 1
                quotes += lines[end].count(b'"')
                length += len(lines[end]) + 1
            if quotes % 2 and not last and length <= LONGEST and index:
                return index
            if quotes % 2 or not (end == index or self._whole(lines[index : end + 1])):
                block.rejects.append(rejected(line + index, "", OPEN_QUOTE))
                end = index
            else:
                block.records.append(b"\n".join(lines[index : end + 1]) if end > index else lines[index])
                block.lines.append(line + index)
            index = end + 1
        return index

    def _whole(self, lines: list[bytes]) -> bool:
        """True where these lines are one record; else a mark left open swallowed its neighbours."""
        text = b"\n".join(lines).decode("latin-1")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        return len(rows) == 1 and len(rows[0]) == self.fields

    def _clean(self, block: Block) -> None:
        """Set aside what is blank (that is no row), too long or in the wrong encoding; the rest becomes UTF-8."""
        whole = True
        records, lines = [], []
        for record, line in zip(block.records, block.lines, strict=True):
            if record.endswith(b"\r"):
                record = record[:-1]
            if len(record) > LONGEST:
                block.rejects.append(rejected(line, "", TOO_LONG, limit=LONGEST))
            elif record and not record.isspace():
                records.append(record)
                lines.append(line)
        try:
            text = b"\n".join(records).decode(self.encoding)
        except UnicodeDecodeError:
            whole = False
        if whole:
            if self.encoding != "utf-8":
                records = self._encoded(records, text)
            block.records, block.lines = records, lines
            return
        block.records, block.lines = [], []
        for record, line in zip(records, lines, strict=True):
            try:
                block.records.append(record.decode(self.encoding).encode())
                block.lines.append(line)
            except UnicodeDecodeError:
                shown = record[:80].decode(self.encoding, "replace")
                block.rejects.append(rejected(line, "", BAD_BYTES, shown, encoding=NAMES[self.encoding]))

    def _encoded(self, records: list[bytes], text: str) -> list[bytes]:
        if self.fields and any(b"\n" in record for record in records):
            return [record.decode(self.encoding).encode() for record in records]
        return text.encode().split(b"\n") if records else []

    def _too_long(self, start: int, line: int) -> Block:
        """A line longer than a block is passed over without being held."""
        position = start
        self.stream.seek(start)
        while data := self.stream.read(self.size):
            end = data.find(b"\n")
            if end >= 0:
                position += end + 1
                break
            position += len(data)
        return Block(start, position, [], [], line + 1, [rejected(line, "", TOO_LONG, limit=LONGEST)])
