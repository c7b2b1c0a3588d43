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
from banli.kernel.encodings import NAMES, UTF8, is_odd, odd_parts

BLOCK = 16 << 20
"""Bytes read at a time."""
LONGEST = 1 << 20
"""Bytes of the longest record."""


@dataclass(slots=True)
class Block:
    """Whole records in UTF-8. ``start`` and ``stop`` are bytes of the file, ``lines`` the line of each record."""

    start: int
    stop: int
    records: list[bytes]
    lines: list[int]
    next_line: int
    rejects: list[Reject] = field(default_factory=list)
    cut_off: bool = False
    """True where the last line of the file has no end."""

    @property
    def data(self) -> bytes:
        """The records, one after the other."""
        return b"\n".join(self.records) + b"\n"


class Splitter:
    """Cuts a stream into blocks.

    :param fields: of a CSV file: so many has a record, which in quotation marks may run over lines; else 0.
    :param guessed: True where the encoding was found out: a line that reads better in another one is set aside.
    """

    def __init__(
        self,
        stream: BinaryIO,
        encoding: str,
        *,
        fields: int = 0,
        block: int = BLOCK,
        delimiter: str = ",",
        newline: str = "\n",
        guessed: bool = True,
    ) -> None:
        self.stream, self.encoding, self.fields, self.guessed = stream, encoding, fields, guessed
        self.size = block + block % 2
        self.delimiter = delimiter
        self.mark = newline.encode()
        self.end = newline.encode(encoding)

    def blocks(self, start: int = 0, line: int = 1) -> Iterator[Block]:
        """Every block from byte ``start`` on, where line ``line`` begins."""
        while True:
            self.stream.seek(start)
            data = self.stream.read(self.size)
            if not data:
                return
            last = len(data) < self.size
            cut = len(data) if last else self._break(data)
            block = self._block(data[:cut], start, line, last=last) if cut else self._too_long(start, line)
            start, line = block.stop, block.next_line
            yield block

    def _break(self, data: bytes, *, first: bool = False) -> int:
        """The place behind the last end of a line, or the first; 0 where there is none."""
        width = len(self.end)
        place = data.find(self.end) if first else data.rfind(self.end)
        while place >= 0 and place % width:
            place = data.find(self.end, place + 1) if first else data.rfind(self.end, 0, place + width - 1)
        return place + width if place >= 0 else 0

    def _lines(self, data: bytes) -> list[bytes]:
        """The lines of ``data``; those of UTF-16 as UTF-8."""
        if len(self.end) > 1:
            whole = data[: len(data) // 2 * 2]
            data = whole.decode(self.encoding, "surrogatepass").encode(UTF8, "surrogatepass")
        lines = data.split(self.mark)
        if not lines[-1]:
            lines.pop()
        return lines

    def _size(self, line: bytes) -> int:
        """Bytes of a line in the file."""
        if len(self.end) == 1:
            return len(line) + 1
        text = line.decode(UTF8, "surrogatepass")
        return len(text.encode(self.encoding, "surrogatepass")) + len(self.end)

    def _block(self, data: bytes, start: int, line: int, *, last: bool) -> Block:
        """The records of ``data``, which ends with a line; a record still open at its end is left for the next."""
        lines = self._lines(data)
        block = Block(start, start + len(data), [], [], line + len(lines))
        block.cut_off = last and not data.endswith(self.end)
        if self.fields and b'"' in data:
            kept = self._join(lines, block, line, last=last)
        else:
            block.records, block.lines, kept = lines, list(range(line, line + len(lines))), len(lines)
        if kept < len(lines):
            block.stop -= sum(map(self._size, lines[kept:]))
            block.next_line = line + kept
        self._clean(block, odd_parts(data, self.encoding) if self.guessed else frozenset())
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
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter))
        return len(rows) == 1 and len(rows[0]) == self.fields

    def _clean(self, block: Block, odd: frozenset[bytes]) -> None:
        """Set aside what is blank (that is no row), too long or in another encoding; the rest becomes UTF-8."""
        records, lines = [], []
        for record, line in zip(block.records, block.lines, strict=True):
            if record.endswith(b"\r"):
                record = record[:-1]
            if len(record) > LONGEST:
                block.rejects.append(rejected(line, "", TOO_LONG, limit=LONGEST))
            elif record and not record.isspace():
                records.append(record)
                lines.append(line)
        encoding = UTF8 if len(self.end) > 1 else self.encoding
        try:
            text = "" if odd else b"\n".join(records).decode(encoding)
        except UnicodeDecodeError:
            odd = frozenset((b"",))
        if not odd:
            block.records = records if encoding == UTF8 else self._encoded(records, text)
            block.lines = lines
            return
        block.records, block.lines = [], []
        for record, line in zip(records, lines, strict=True):
            sound = _sound(record, encoding, odd)
            if sound is None:
                shown = record[:80].decode(encoding, "replace")
                block.rejects.append(rejected(line, "", BAD_BYTES, shown, encoding=NAMES[self.encoding]))
            else:
                block.records.append(sound)
                block.lines.append(line)

    def _encoded(self, records: list[bytes], text: str) -> list[bytes]:
        if any(b"\n" in record for record in records):
            return [record.decode(self.encoding).encode() for record in records]
        return text.encode().split(b"\n") if records else []

    def _too_long(self, start: int, line: int) -> Block:
        """A line longer than a block is passed over without being held."""
        position = start
        self.stream.seek(start)
        while data := self.stream.read(self.size):
            end = self._break(data, first=True)
            if end:
                position += end
                break
            position += len(data)
        return Block(start, position, [], [], line + 1, [rejected(line, "", TOO_LONG, limit=LONGEST)])


def _sound(record: bytes, encoding: str, odd: frozenset[bytes]) -> bytes | None:
    """The record in UTF-8; None where it is in another encoding."""
    if not record.isascii() and any(part and part in record for part in odd) and is_odd(record, encoding):
        return None
    try:
        return record.decode(encoding).encode()
    except UnicodeDecodeError:
        return None
