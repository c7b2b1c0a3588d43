"""The outline of an issue: its sections in the order of a template, and how lines are numbered within them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from banli.documents.service import Block, BlockKind
from banli.weekly.rules.house_style import in_style, normalised
from banli.weekly.rules.insets import Inset, block, caption, restyled
from banli.weekly.rules.numbers import Numbered, Paragraph, mark, numbered, numbered_anew
from banli.weekly.rules.printed_issue import Mode
from banli.weekly.rules.statement import Count, bars, table


class Section(StrEnum):
    """The sections an issue may have."""

    STATEMENT = "statement"
    ACTIVITY = "activity"
    BUSINESS_ENVIRONMENT = "business_environment"
    SERVICE_QUALITY = "service_quality"
    LEADER_VISITS = "leader_visits"
    PATROL = "patrol"
    CORRECTIONS = "corrections"
    TRADING_SUMMARY = "trading_summary"
    TRADING_RESULTS = "trading_results"
    TRADING_WORK = "trading_work"


HEADINGS: dict[Section, str] = {
    Section.STATEMENT: "省级政务服务事项受理办理情况",
    Section.ACTIVITY: "窗口工作动态",
    Section.BUSINESS_ENVIRONMENT: "优化营商环境工作开展情况",
    Section.SERVICE_QUALITY: "窗口服务效能提升工作情况",
    Section.LEADER_VISITS: "厅（局）长进大厅",
    Section.PATROL: "大厅巡查情况",
    Section.CORRECTIONS: "更正",
    Section.TRADING_SUMMARY: "公共资源交易情况",
    Section.TRADING_RESULTS: "项目成交情况",
    Section.TRADING_WORK: "交易服务工作动态",
}
FURTHER = frozenset({Section.TRADING_SUMMARY, Section.TRADING_RESULTS, Section.TRADING_WORK})
"""Sections that stand in a further column alone."""
WITHIN: dict[Section, Section] = {
    Section.BUSINESS_ENVIRONMENT: Section.ACTIVITY,
    Section.SERVICE_QUALITY: Section.ACTIVITY,
    Section.LEADER_VISITS: Section.ACTIVITY,
}
"""Sections of the second level, and the one each stands in; that one has no lines of its own."""
WRITABLE = tuple(section for section in Section if section not in {Section.STATEMENT, Section.ACTIVITY})
"""Sections an editor may add lines to; the statement is made from figures alone."""
SENDABLE = (Section.BUSINESS_ENVIRONMENT, Section.SERVICE_QUALITY, Section.LEADER_VISITS)
"""Sections a window may send lines for."""


@dataclass(frozen=True)
class Plan:
    """A section in a template: its heading, the heading as a faithful issue prints it, and what is shown after it."""

    section: Section
    heading: str
    printed: str = ""
    shows: str = ""
    """'table' or 'bars' after the statement, or both with a space between; '' for neither."""


HOUSE = tuple(Plan(section, heading) for section, heading in HEADINGS.items() if section not in FURTHER)
"""The template where a pack gives none."""


def planned(rows: Iterable[Mapping[str, Any]]) -> tuple[Plan, ...]:
    """A template as it is stored; the house's own where there are no rows. Corrections stand last where not named."""
    found = [
        Plan(Section(row["section"]), row["heading"], row.get("printed", ""), row.get("shows", ""))
        for row in rows
    ]
    if not found:
        return HOUSE
    if Section.CORRECTIONS not in {plan.section for plan in found}:
        found.append(Plan(Section.CORRECTIONS, HEADINGS[Section.CORRECTIONS]))
    return tuple(found)


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
    inset: Inset | None = None
    """The picture, table or chart whose caption the text is."""

    @property
    def stored(self) -> str:
        """The line with its own heading, as stored."""
        return f"{self.heading}：{self.text}" if self.heading else self.text


@dataclass(frozen=True)
class Item:
    """A line with the number it stands under; '' for an unnumbered paragraph, and for one that brings its own."""

    number: str
    words: str
    """The first paragraph as printed, without ``number``."""
    entry: Entry
    more: tuple[str, ...] = ()
    """Further paragraphs of the line as printed, each with its number where it has one."""
    numbering: tuple[Numbered, ...] = ()
    """How its paragraphs were numbered anew; nothing in a faithful issue."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs as printed."""
        return (f"{self.number}{self.words}", *self.more)


@dataclass(frozen=True)
class Part:
    """A section as printed: its level, number, heading, lines, and what is shown after them."""

    section: Section
    level: int
    number: str
    heading: str
    items: tuple[Item, ...]
    shows: str = ""
    column: str = ""
    """The title of a further column that begins with this part; '' within a column, and for the first one."""


def compose(
    entries: Iterable[Entry],
    plans: Sequence[Plan] = HOUSE,
    mode: Mode = Mode.NORMALISED,
    counted: Counter[str] | None = None,
) -> tuple[Part, ...]:
    """The parts of a column in order, numbered; a section without lines is left out and takes no number.

    :param counted: how many exhibits (图, 表) stand before; it counts on.
    """
    by_section: dict[Section, list[Entry]] = {plan.section: [] for plan in plans}
    for entry in entries:
        by_section.setdefault(entry.section, []).append(entry)
    used = {section for section, lines in by_section.items() if lines}
    used |= {WITHIN[section] for section in used if section in WITHIN}
    known = {plan.section for plan in plans}
    left = [Plan(section, HEADINGS[section]) for section in Section if section in used - known]
    parts: list[Part] = []
    first = second = 0
    counted = Counter() if counted is None else counted
    for plan in (one for one in (*plans, *left) if one.section in used):
        if plan.section in WITHIN:
            second += 1
        else:
            first, second = first + 1, 0
        level, count = (2, second) if plan.section in WITHIN else (1, first)
        number, heading = mark(level, count), plan.heading
        if mode is Mode.FAITHFUL and plan.printed:
            number, heading = "", plan.printed
        items = _items(by_section[plan.section], level + 1, mode, counted)
        parts.append(Part(plan.section, level, number, heading, items, plan.shows))
    return tuple(parts)


def _items(entries: list[Entry], level: int, mode: Mode, counted: Counter[str]) -> tuple[Item, ...]:
    """The lines of one section; items count up, other paragraphs do not. ``counted`` counts 图 and 表 of the issue."""
    if mode is Mode.FAITHFUL:
        return tuple(_as_stored(entries, level))
    paragraphs = [_paragraphs(entry) for entry in entries]
    flat = iter(numbered_anew([one for rows in paragraphs for one in rows], level))
    return tuple(
        _exhibited(entry, counted) if entry.inset else _styled(entry, tuple(next(flat) for _ in rows))
        for entry, rows in zip(entries, paragraphs, strict=True)
    )


def _as_stored(entries: Iterable[Entry], level: int) -> Iterator[Item]:
    count = 0
    for entry in entries:
        if entry.inset:
            yield Item("", caption("", entry.text, entry.inset), entry)
            continue
        count += entry.item
        first, *more = entry.stored.split("\n")
        number = mark(level, count) if entry.item and not numbered(first) else ""
        yield Item(number, first, entry, tuple(more))


def _exhibited(entry: Entry, counted: Counter[str]) -> Item:
    """An exhibit with its number in the issue (图1, 表1), caption and cells in the house style."""
    assert entry.inset is not None
    counted[entry.inset.word] += 1
    number = f"{entry.inset.word}{counted[entry.inset.word]}　"
    shown = restyled(entry.inset)
    return Item(number, caption("", normalised(entry.text), shown), replace(entry, inset=shown))


def _paragraphs(entry: Entry) -> list[Paragraph]:
    """A line is an item with its first paragraph; those after it are numbered only where a number was typed."""
    if entry.inset:
        return []
    first, *more = entry.stored.split("\n")
    return [Paragraph(first, entry.item), *(Paragraph(text, False) for text in more)]


def _styled(entry: Entry, rows: tuple[Numbered, ...]) -> Item:
    first, *more = rows
    further = tuple(f"{one.number}{in_style(one.text)}" for one in more)
    return Item(first.number, in_style(first.text), entry, further, rows)


def blocks(
    parts: Iterable[Part],
    counts: Sequence[Count] = (),
    mode: Mode = Mode.NORMALISED,
    pictures: Mapping[str, bytes] | None = None,
) -> tuple[Block, ...]:
    """The parts as paragraphs, tables, charts and pictures for the typesetter; ``pictures`` by their digest."""
    made: list[Block] = []
    styled = normalised if mode is Mode.NORMALISED else str
    for part in parts:
        if part.column:
            made.append(Block(BlockKind.COLUMN, part.column))
        kind = BlockKind.HEADING1 if part.level == 1 else BlockKind.HEADING2
        made.append(Block(kind, f"{part.number}{part.heading}"))
        for item in part.items:
            if item.entry.inset:
                made.append(block(item.paragraphs[0], item.entry.inset, pictures or {}))
            else:
                made.extend(Block(BlockKind.BODY, text) for text in item.paragraphs)
        if "table" in part.shows:
            made.append(_restyled(table(counts), styled))
        if "bars" in part.shows:
            made.append(_restyled(bars(counts), styled))
    return tuple(made)


def _restyled(block: Block, styled: Callable[[str], str]) -> Block:
    return replace(block, rows=tuple(tuple(styled(cell) for cell in row) for row in block.rows))


def checked_plan(rows: Sequence[tuple[Section, str]]) -> str:
    """What is wrong with a template's sections and what they show, in words; '' where nothing is."""
    sections = [section for section, _ in rows]
    if len(set(sections)) != len(sections):
        return "a section stands twice in the outline"
    for place, (section, shows) in enumerate(rows):
        if shows and section is not Section.STATEMENT:
            return f"only the statement shows a table or bars, not “{section}”"
        parent = WITHIN.get(section)
        if parent is None:
            continue
        before = [one for one in sections[:place] if one not in WITHIN]
        if not before or before[-1] is not parent:
            return f"“{section}” has to stand after “{parent}” and before the next section of the first level"
    return ""
