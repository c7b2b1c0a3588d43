"""The draft of an issue for Word, and what was changed in one that came back."""

from __future__ import annotations

from collections.abc import Iterator

from banli.documents.service import Block, DraftSheet, Marked, draft_docx
from banli.weekly.models import Issue, Line, Manuscript
from banli.weekly.rules.comparison import Difference, Kept, differences
from banli.weekly.rules.insets import block
from banli.weekly.rules.numbers import numbered
from banli.weekly.rules.outline import WRITABLE, Part, Section
from banli.weekly.rules.periods import Span, period_words
from banli.weekly.rules.pieces import piece
from banli.weekly.rules.returned import Fixed, Returned, fixed_mark, heading_mark, line_mark, returned
from banli.weekly.selectors.exhibits import pictures_of
from banli.weekly.selectors.issues import UNNUMBERED, lines, parts

NOTE = (
    "在各条内直接修改。图和表在系统中修改，图题、表题可在此改。新增条目：在一条末尾按回车，按新的编号书写；删去条目：删除其全部文字。"
    "本行、标题和统计数字在系统中修改。"
)
"""What the draft says of itself, above everything else."""
HEADING = {1: "Heading 1", 2: "Heading 2"}
BODY = "Body Text"


def draft_file(issue: Issue) -> bytes:
    """The issue as it stands, as a Word document whose lines are marked; words as stored, numbers by Word."""
    sheet = DraftSheet(
        title=f"{issue.frame.masthead} {UNNUMBERED}",
        issuer=issue.frame.issuer,
        parts=tuple(_parts(issue)),
        made_on=issue.last_day,
    )
    return draft_docx(sheet)


def _parts(issue: Issue) -> Iterator[Marked]:
    here = (issue.pk, issue.version)
    period = period_words(Span(issue.kind), issue.first_day, issue.last_day)
    yield Marked(fixed_mark(*here, Fixed.HEAD), "Subtitle", (f"{issue.frame.masthead}{period}",), fixed=True)
    yield Marked(fixed_mark(*here, Fixed.NOTE), "Table Text", (NOTE,), fixed=True)
    own: dict[str, list[Line]] = {}
    pictures = pictures_of(lines(issue))
    for line in lines(issue):
        own.setdefault(line.section, []).append(line)
    for number, part in enumerate(parts(issue), start=1):
        heading = f"{part.number}{part.heading}"
        yield Marked(heading_mark(*here, part.section), HEADING[part.level], (heading,), fixed=True)
        for line, item in zip(own.get(part.section, []), part.items, strict=True):
            if item.entry.inset:
                yield from _exhibit(here, line, block("", item.entry.inset, pictures))
            else:
                yield _marked(here, part, number, line)


def _exhibit(here: tuple[int, int], line: Line, shown: Block) -> Iterator[Marked]:
    """What is shown, which Word does not edit, and its caption, which it does."""
    yield Marked(fixed_mark(*here, Fixed.EXHIBIT), BODY, (), fixed=True, block=shown)
    yield Marked(line_mark(*here, line.pk), BODY, (line.text,))


def _marked(here: tuple[int, int], part: Part, number: int, line: Line) -> Marked:
    """A line with its paragraphs; Word numbers it where the issue does and nobody typed a number."""
    stored = tuple(line.entry.stored.split("\n"))
    if part.section not in WRITABLE:
        return Marked(fixed_mark(*here, Fixed.STATEMENT), BODY, stored, fixed=True)
    level = part.level + 1 if line.item and not numbered(stored[0]) else 0
    return Marked(line_mark(*here, line.pk), BODY, stored, level=level, series=number)


def came_back(one: Manuscript) -> Returned:
    """The draft as it came back."""
    found = returned([piece(told) for told in one.pieces])
    assert found is not None, "it was read because it bears marks"
    return found


def changed_in_word(one: Manuscript) -> list[Difference]:
    """What a draft that came back changes in the issue as it stands now, without what was taken already."""
    found = came_back(one)
    out = one.issue.versions.get(number=found.version).content
    went = [Kept(row["line"], Section(row["section"]), row["heading"], row["text"]) for row in out]
    every = differences(went, found.lines, [kept(line) for line in lines(one.issue)])
    return [row for row in every if row.key not in one.taken]


def kept(line: Line) -> Kept:
    """A line as it is compared."""
    return Kept(line.pk, Section(line.section), line.heading, line.text)
