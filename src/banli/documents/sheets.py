"""What can be typeset: plain frozen data, complete in itself, so that a sheet can be kept and set again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SEAL_LABEL = "演示印章，不具电子印章效力"
"""What the drawn seal says of itself: the house draws no seal that could pass for a valid one."""


class BlockKind(StrEnum):
    """The kinds of paragraph of a report's body, by level (GB/T 9704-2012, 7.3.3)."""

    COLUMN = "column"
    """The title of a further column of a bulletin, in Song as the first one above the body."""
    HEADING1 = "heading1"
    """一、 in Hei."""
    HEADING2 = "heading2"
    """（一） in Kai."""
    HEADING3 = "heading3"
    """1. in FangSong, bold where the face has it."""
    BODY = "body"
    """FangSong; a numbered item carries its number in the text."""
    TABLE = "table"
    """Rows of cells, the first of them the head; ``text`` is the caption."""
    BARS = "bars"
    """Horizontal bars: rows of a label and a percentage; ``text`` is the caption."""
    PICTURE = "picture"
    """A photograph, its caption below it."""
    CHART = "chart"
    """A drawing (SVG) of the numbers in ``rows``, its caption below it."""


@dataclass(frozen=True)
class Block:
    """One paragraph, table, chart or picture of a report's body."""

    kind: BlockKind
    text: str
    """The words of a paragraph, the caption of anything else."""
    lead: str = ""
    """A first sentence set in the face of its level."""
    rows: tuple[tuple[str, ...], ...] = ()
    aligns: tuple[str, ...] = ()
    """``left``, ``center`` or ``right`` for each column of a table; without them words left and figures right."""
    unit: str = ""
    """What the figures of a table are counted in, on a line of its own above the table."""
    alt: str = ""
    """What a picture or chart shows, told to whoever cannot see it."""
    picture: bytes = b""
    """The picture as JPEG."""
    width: int = 156
    """Of a picture, in millimetres."""
    drawing: str = ""
    """The chart as SVG."""


@dataclass(frozen=True)
class WeeklySheet:
    """A weekly bulletin (简报): masthead, issue line, issuer and date, column, body, distribution."""

    masthead: str
    issue_line: str
    issuer: str
    date_text: str
    column: str
    period: str
    """The reporting period as printed, in its brackets; may be empty."""
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    """The lines 报 / 送 / 发, each beginning with its word and a full-width colon."""
    copies_line: str
    made_on: date
    """The day of the document; also the creation date inside the files."""


@dataclass(frozen=True)
class Row:
    """A field of a certificate. A ``wide`` row has the line to itself."""

    label: str
    value: str
    wide: bool = False


@dataclass(frozen=True)
class Grid:
    """A small table on a certificate, such as the road sections of a permit. ``shares`` are column widths."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = ()


@dataclass(frozen=True)
class Certificate:
    """A certificate, licence or permit on one sheet or more."""

    title: str
    number: str
    rows: tuple[Row, ...]
    department: str
    issued_on: date
    valid_from: date | None = None
    valid_to: date | None = None
    grids: tuple[Grid, ...] = ()
    conditions: tuple[str, ...] = ()
    conditions_title: str = "许可条件和要求"
    number_label: str = "编号"
    copies: tuple[str, ...] = ()
    """Marks of the copies (正本, 副本), each set whole after the other; one unmarked certificate without them."""
    preamble: str = ""
    """A sentence between title and fields; may be empty."""
    verify_url: str = ""
    """The address the QR code leads to; no code without one."""
    verify_code: str = ""
    """What a person types at the verification page; printed under the code."""
    verify_token: str = ""
    """The signed token behind the address in the code, in decimal digits; may be empty."""
    remark: str = ""
    seal_label: str = SEAL_LABEL


@dataclass(frozen=True)
class Notice:
    """A notice of the procedure: acceptance, correction, refusal, special procedure."""

    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    department: str
    issued_on: date
    items: tuple[str, ...] = ()
    """Numbered by the typesetter; stand after the paragraphs."""
    closing: tuple[str, ...] = ()
    """Paragraphs after the list."""
    remedies: str = ""
    """Where and within which time the addressee may complain or sue; empty where no remedy is owed."""
    verify_url: str = ""
    contact: str = ""
    seal_label: str = SEAL_LABEL


@dataclass(frozen=True)
class PaperPart:
    """A part of a paper to fill in: a heading with lines, fields beside their labels, or a table (head first)."""

    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    """A ``wide`` row has room for several lines."""
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """A paper for an applicant to fill in or to look at: a blank form, its model, the outline of a material."""

    title: str
    note: str
    """A line below the title; may be empty."""
    parts: tuple[PaperPart, ...]
    issuer: str
    made_on: date
    """The day its item came into force; the only time inside the files."""


def date_words(day: date) -> str:
    """2022年11月15日: Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5.5)."""
    return f"{day.year}年{day.month}月{day.day}日"
