"""The words of what each worked case hands to people, as somebody read them and found them good.

A file for each worked case with acts: its papers in the order in which they were made, then its certificate. After a
change that is meant, ``BANLI_KEEP_PAPERS=1 ./banli test tests/packs/test_worked_acts.py`` writes what differs anew:
read the difference as a lawyer would before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from banli.documents.service import Certificate, date_words

FOLDER = Path(__file__).parent / "papers"
KEEP = "BANLI_KEEP_PAPERS"
REFRESH = f"read what differs; if it is meant: {KEEP}=1 ./banli test tests/packs/test_worked_acts.py"


@dataclass(frozen=True)
class Made:
    """A paper of a played case: what it is, its words, and the kind of its item."""

    paper: str
    words: Mapping[str, Any]
    kind: str


def text_of(papers: Iterable[Made], certificates: Iterable[Certificate]) -> str:
    """What a case handed out as one text."""
    parts = [*map(_paper, papers), *map(_certificate, certificates)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _paper(made: Made) -> Iterator[str]:
    words = made.words
    yield words["title"]
    yield f"{words['addressee']}："
    yield from words["paragraphs"]
    yield from (f"{number}. {point}" for number, point in enumerate(words["items"], 1))
    yield from words["closing"]
    yield from filter(None, [words["remedies"]])
    yield words["department"]
    yield words["contact"]


def _certificate(sheet: Certificate) -> Iterator[str]:
    """All that is read on a certificate but the code that is drawn by lot."""
    yield f"{sheet.title}　{'、'.join(sheet.copies)}".rstrip("　")
    yield f"{sheet.number_label}：{sheet.number}"
    yield from filter(None, [sheet.preamble])
    yield from (f"{row.label}：{row.value}" for row in sheet.rows)
    if sheet.valid_from:
        until = f"至{date_words(sheet.valid_to)}" if sheet.valid_to else "起长期有效"
        yield f"有效期限：{date_words(sheet.valid_from)}{until}"
    for grid in sheet.grids:
        yield grid.title
        yield from (" | ".join(row) for row in (grid.head, *grid.rows))
    if sheet.conditions:
        yield f"{sheet.conditions_title}："
        yield from (f"{number}. {one}" for number, one in enumerate(sheet.conditions, 1))
    yield from filter(None, [sheet.remark])
    yield f"{sheet.department}　{date_words(sheet.issued_on)}"


def file_of(item: str, name: str) -> Path:
    """Where the words of that case are kept."""
    return FOLDER / item / f"{name}.txt"


def kept(item: str, name: str, text: str) -> str:
    """What was kept of that case; the ``text`` itself where it is to be kept anew."""
    file = file_of(item, name)
    if os.environ.get(KEEP):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return file.read_text(encoding="utf-8") if file.exists() else ""
