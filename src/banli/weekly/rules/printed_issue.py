"""An issue as it is printed, from whatever it was made: its head, its chapters, its foot, in two modes.

*Faithful* prints headings, numbers, brackets and spaces as they are stored. *Normalised* numbers headings and items
anew and puts every paragraph into the house style.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from banli.documents.service import Block, BlockKind, WeeklySheet
from banli.weekly.rules.house_style import in_style, normalised
from banli.weekly.rules.insets import NUMBER, Inset, block, caption, restyled
from banli.weekly.rules.numbers import Numbered, Paragraph, empty, headings_anew, numbered_anew


class Mode(StrEnum):
    """How an issue is printed."""

    FAITHFUL = "faithful"
    """Character for character as it is stored."""
    NORMALISED = "normalised"
    """Numbered by the studio, in the house style."""


@dataclass(frozen=True)
class Chapter:
    """A heading as stored, its level (1 to 3) and its paragraphs."""

    level: int
    heading: str
    paragraphs: tuple[str, ...] = ()
    insets: Mapping[int, Inset] = field(default_factory=dict)
    """What is shown at the places (from 0) of paragraphs that are its captions."""


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
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures by their digest."""


def set_in(mode: Mode, issue: Printed) -> WeeklySheet:
    """The sheet for the typesetter."""
    if mode is Mode.FAITHFUL:
        return _sheet(issue, tuple(_as_stored(issue)), lambda text: text)

    def styled(text: str) -> str:
        return normalised(text, issue.fixes)

    return _sheet(issue, tuple(_renumbered(issue)), styled)


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


def _as_stored(issue: Printed) -> Iterator[Block]:
    for chapter in issue.chapters:
        yield Block(HEADING_KINDS[chapter.level - 1], chapter.heading)
        for place, text in enumerate(chapter.paragraphs):
            inset = chapter.insets.get(place)
            yield (
                block(caption("", text, inset), inset, issue.pictures)
                if inset
                else Block(BlockKind.BODY, text)
            )


def _renumbered(issue: Printed) -> Iterator[Block]:
    counted: Counter[str] = Counter()
    for chapter, heading, paragraphs in numbered_chapters(issue.chapters):
        if heading is not None:
            words = normalised(heading.text, issue.fixes)
            yield Block(HEADING_KINDS[chapter.level - 1], f"{heading.number}{words}")
        for place, one in enumerate(paragraphs):
            if inset := chapter.insets.get(place):
                counted[inset.word] += 1
                words = normalised(NUMBER.sub("", chapter.paragraphs[place], count=1), issue.fixes)
                text = caption(f"{inset.word}{counted[inset.word]}　", words, inset)
                yield block(text, restyled(inset, issue.fixes), issue.pictures)
            elif one is not None:
                yield Block(BlockKind.BODY, f"{one.number}{in_style(one.text, issue.fixes)}")


NumberedChapter = tuple[Chapter, Numbered | None, list[Numbered | None]]


def numbered_chapters(chapters: Sequence[Chapter]) -> list[NumberedChapter]:
    """The chapters with heading and paragraphs numbered anew; nothing for exhibits and what is only spaces."""
    told = [one for one in chapters if not empty(one.heading)]
    headings = dict(
        zip(map(id, told), headings_anew([(one.level, one.heading) for one in told]), strict=True)
    )
    found: list[NumberedChapter] = []
    for chapter in chapters:
        skipped = [place in chapter.insets or empty(text) for place, text in enumerate(chapter.paragraphs)]
        texts = [text for text, left in zip(chapter.paragraphs, skipped, strict=True) if not left]
        numbered = iter(numbered_anew([Paragraph(text, False) for text in texts], chapter.level + 1))
        rows = [None if left else next(numbered) for left in skipped]
        found.append((chapter, headings.get(id(chapter)), rows))
    return found
