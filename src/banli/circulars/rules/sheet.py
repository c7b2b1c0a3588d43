"""A paper of the centre set in words: the sheet that is printed, from its wording and the facts of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from banli.circulars.rules.wordings import ONE, BarsWords, Each, Section, TableWords, Wording
from banli.documents.service import Block, BlockKind, WeeklySheet, date_words
from banli.kernel.wording import filled


def set_sheet(wording: Wording, facts: Mapping[str, Any], *, issuer: str, day: date) -> WeeklySheet:
    """The sheet. A text that turns out empty is left out, and so is a section without anything below its heading.

    :param facts: what ``rules.facts.FACTS`` names for the paper; lists are of mappings.
    """
    blocks = [block for section in wording.sections for block in _section(section, facts)]
    return WeeklySheet(
        masthead=wording.masthead,
        issue_line=filled(wording.number, facts),
        issuer=issuer,
        date_text=date_words(day),
        column=filled(wording.title, facts),
        period="",
        blocks=tuple(blocks),
        recipients=tuple(filter(None, (filled(one, facts) for one in wording.recipients))),
        copies_line=f"（共印{wording.copies}份）",
        made_on=day,
    )


def _section(section: Section, facts: Mapping[str, Any]) -> Iterator[Block]:
    below = [Block(BlockKind.BODY, text) for text in _texts(section, facts)]
    if section.table:
        below += _table(section.table, facts)
    if section.bars:
        below += _bars(section.bars, facts)
    if below:
        yield Block(BlockKind.HEADING1, filled(section.heading, facts))
        yield from below


def _texts(section: Section, facts: Mapping[str, Any]) -> Iterator[str]:
    for one in section.texts:
        if isinstance(one, Each):
            yield from filter(None, (filled(one.text, {**facts, ONE: entry}) for entry in facts[one.each]))
        elif text := filled(one, facts):
            yield text


def _table(words: TableWords, facts: Mapping[str, Any]) -> Iterator[Block]:
    rows = [tuple(filled(cell, {**facts, ONE: entry}) for cell in words.cells) for entry in facts[words.each]]
    if rows:
        head = tuple(filled(one, facts) for one in words.head)
        yield Block(BlockKind.TABLE, filled(words.caption, facts), rows=(head, *rows))


def _bars(words: BarsWords, facts: Mapping[str, Any]) -> Iterator[Block]:
    told = [
        (filled(words.label, {**facts, ONE: entry}), filled(words.share, {**facts, ONE: entry}))
        for entry in facts[words.each]
    ]
    rows = tuple(row for row in told if _number(row[1]))
    if rows:
        yield Block(BlockKind.BARS, filled(words.caption, facts), rows=rows)


def _number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
