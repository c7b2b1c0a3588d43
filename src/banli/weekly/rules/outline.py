"""The outline of an issue: its sections in order, and how lines are numbered within them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from banli.documents.service import Block, BlockKind
from banli.weekly.rules.numbers import finished, mark


class Section(StrEnum):
    """The sections of an issue, in order."""

    STATEMENT = "statement"
    ACTIVITY = "activity"
    BUSINESS_ENVIRONMENT = "business_environment"
    SERVICE_QUALITY = "service_quality"
    LEADER_VISITS = "leader_visits"
    PATROL = "patrol"


HEADINGS: dict[Section, str] = {
    Section.STATEMENT: "省级政务服务事项受理办理情况",
    Section.ACTIVITY: "窗口工作动态",
    Section.BUSINESS_ENVIRONMENT: "优化营商环境工作开展情况",
    Section.SERVICE_QUALITY: "窗口服务效能提升工作情况",
    Section.LEADER_VISITS: "厅（局）长进大厅",
    Section.PATROL: "大厅巡查情况",
}
WITHIN: dict[Section, Section] = {
    Section.BUSINESS_ENVIRONMENT: Section.ACTIVITY,
    Section.SERVICE_QUALITY: Section.ACTIVITY,
    Section.LEADER_VISITS: Section.ACTIVITY,
}
"""Sections of the second level, and the one each stands in; that one has no lines of its own."""
WRITABLE = tuple(section for section in Section if section not in {Section.STATEMENT, Section.ACTIVITY})
"""Sections an editor may add lines to; the statement is made from figures alone."""


@dataclass(frozen=True)
class Entry:
    """A line as the record or an editor gave it; ``item`` where it is numbered among its like."""

    section: Section
    heading: str
    text: str
    item: bool
    source_topic: str
    source_subjects: tuple[str, ...]
    edited: bool = False


@dataclass(frozen=True)
class Item:
    """A line with the number it stands under; '' for an unnumbered paragraph."""

    number: str
    entry: Entry

    @property
    def words(self) -> str:
        """The line as printed, without its number."""
        return finished(f"{self.entry.heading}：{self.entry.text}" if self.entry.heading else self.entry.text)


@dataclass(frozen=True)
class Part:
    """A section as printed: its level, number, heading and lines."""

    section: Section
    level: int
    number: str
    heading: str
    items: tuple[Item, ...]


def compose(entries: Iterable[Entry]) -> tuple[Part, ...]:
    """The parts of an issue in order, numbered; a section without lines is left out and takes no number."""
    by_section: dict[Section, list[Entry]] = {section: [] for section in Section}
    for entry in entries:
        by_section[entry.section].append(entry)
    used = {section for section, lines in by_section.items() if lines}
    used |= {WITHIN[section] for section in used if section in WITHIN}
    parts: list[Part] = []
    first = second = 0
    for section in (one for one in Section if one in used):
        if section in WITHIN:
            second += 1
        else:
            first, second = first + 1, 0
        level, number = (2, second) if section in WITHIN else (1, first)
        items = _numbered(by_section[section], level + 1)
        parts.append(Part(section, level, mark(level, number), HEADINGS[section], items))
    return tuple(parts)


def _numbered(entries: list[Entry], level: int) -> tuple[Item, ...]:
    """The lines of one section; items count up, other paragraphs do not."""
    items: list[Item] = []
    count = 0
    for entry in entries:
        count += entry.item
        items.append(Item(mark(level, count) if entry.item else "", entry))
    return tuple(items)


def blocks(parts: Iterable[Part]) -> tuple[Block, ...]:
    """The parts as paragraphs for the typesetter."""
    made: list[Block] = []
    for part in parts:
        kind = BlockKind.HEADING1 if part.level == 1 else BlockKind.HEADING2
        made.append(Block(kind, f"{part.number}{part.heading}"))
        made.extend(Block(BlockKind.BODY, f"{item.number}{item.words}") for item in part.items)
    return tuple(made)
