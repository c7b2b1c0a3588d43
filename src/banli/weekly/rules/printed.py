"""An issue as it is printed, from whatever it was made: its head, its chapters, its foot, in two modes.

*Faithful* prints headings, numbers, brackets and spaces as they are stored. *Normalised* numbers headings and items
anew and puts every paragraph into the house style.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from banli.documents.service import Block, BlockKind, WeeklySheet
from banli.weekly.rules.house_style import normalised
from banli.weekly.rules.numbers import finished, heading_mark, mark, numbered, unnumbered


class Mode(StrEnum):
    """How an issue is printed."""

    FAITHFUL = "faithful"
    """Character for character as it is stored."""
    NORMALISED = "normalised"
    """Numbered by the studio, in the house style."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as stored; ``item`` where it is numbered among its like."""

    text: str
    item: bool


@dataclass(frozen=True)
class Chapter:
    """A heading as stored, its level (1 to 3), its paragraphs, and the blocks that stand after them."""

    level: int
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    after: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Printed:
    """Everything that stands on the paper of one issue, as stored."""

    masthead: str
    issue_line: str
    issuer: str
    date_text: str
    column: str
    period: str
    """In its brackets."""
    chapters: tuple[Chapter, ...]
    distribution: tuple[str, ...]
    copies_line: str
    made_on: date
    fixes: Mapping[str, str]
    """Misprints the normalised mode puts right: what stands there, and what is meant."""


def paragraph(text: str) -> Paragraph:
    """``text`` as a paragraph; one that begins with a number is an item."""
    return Paragraph(text, numbered(text))


def set_in(mode: Mode, issue: Printed) -> WeeklySheet:
    """The sheet for the typesetter."""
    if mode is Mode.FAITHFUL:
        return _sheet(issue, tuple(_as_stored(issue.chapters)), lambda text: text)

    def styled(text: str) -> str:
        return normalised(text, issue.fixes)

    blocks = tuple(replace(one, text=styled(one.text)) for one in _renumbered(issue.chapters))
    return _sheet(issue, blocks, styled)


def _sheet(issue: Printed, blocks: tuple[Block, ...], styled: Callable[[str], str]) -> WeeklySheet:
    return WeeklySheet(
        masthead=styled(issue.masthead),
        issue_line=styled(issue.issue_line),
        issuer=styled(issue.issuer),
        date_text=styled(issue.date_text),
        column=styled(issue.column),
        period=styled(issue.period),
        blocks=blocks,
        recipients=tuple(styled(line) for line in issue.distribution),
        copies_line=styled(issue.copies_line),
        made_on=issue.made_on,
    )


HEADING_KINDS = (BlockKind.HEADING1, BlockKind.HEADING2, BlockKind.HEADING3)


def _as_stored(chapters: Iterable[Chapter]) -> Iterator[Block]:
    for chapter in chapters:
        yield Block(HEADING_KINDS[chapter.level - 1], chapter.heading)
        for one in chapter.paragraphs:
            yield Block(BlockKind.BODY, one.text)
        yield from chapter.after


def _renumbered(chapters: Iterable[Chapter]) -> Iterator[Block]:
    counts = [0, 0, 0]
    for chapter in chapters:
        counts[chapter.level - 1] += 1
        counts[chapter.level :] = [0] * (3 - chapter.level)
        number = heading_mark(chapter.level, counts[chapter.level - 1])
        yield Block(HEADING_KINDS[chapter.level - 1], number + unnumbered(chapter.heading))
        for text in renumbered(chapter.paragraphs, chapter.level + 1):
            yield Block(BlockKind.BODY, text)
        yield from chapter.after


def renumbered(paragraphs: Iterable[Paragraph], level: int) -> Iterator[str]:
    """The paragraphs with their items numbered from one on, in the marks of ``level`` (2 to 4)."""
    count = 0
    for one in paragraphs:
        count += one.item
        number = mark(level, count) if one.item else ""
        yield number + finished(unnumbered(one.text) if one.item else one.text)
