"""Taking pieces of a manuscript: each line by the act that takes a typed one, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from banli.files.service import StoredFile, receive_for_print
from banli.files.service import read as bytes_of
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.weekly.acts.editing import add_line
from banli.weekly.acts.exhibits import Place, Record, add_picture, add_table, picture_words
from banli.weekly.acts.reading import Read, check_takes_lines, whose_lines
from banli.weekly.acts.sent_exhibits import send_picture, send_table
from banli.weekly.acts.windows import send_line
from banli.weekly.models import Manuscript
from banli.weekly.rules.exhibits import WIDTHS
from banli.weekly.rules.outline import Section
from banli.weekly.rules.pieces import TABLE, piece
from banli.weekly.rules.proposal import Become
from banli.weekly.selectors.manuscripts import picture_of

MANUSCRIPT = "manuscript"
NOTHING = gettext_noop("There is no such manuscript.")


@dataclass(frozen=True)
class Chosen:
    """What somebody decided about the piece at ``place`` (from 1)."""

    place: int
    become: Become
    section: Section | None
    text: str
    """The words of a line, the caption of a picture or table."""
    source: str = ""
    """Of a picture or table, as the three that follow."""
    alt: str = ""
    cells: str = ""
    unit: str = ""


@dataclass
class _Line:
    """A line to be taken: the piece it begins with, and those that go on in it."""

    first: Chosen
    rest: list[Chosen] = field(default_factory=list)

    @property
    def places(self) -> set[str]:
        return {str(one.place) for one in (self.first, *self.rest)}

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in (self.first, *self.rest))


@transaction.atomic
def take_pieces(*, by: Actor, manuscript_id: int, chosen: Sequence[Chosen]) -> int:
    """Take pieces as lines, in the order of the manuscript; how many lines. What was taken before is not taken again.

    An editor's lines stand in the issue at once, those of a window wait for the editor.

    :raises Invalid: where a piece has no section or no text, or nothing to go on in; no piece is taken then.
    """
    whose = whose_lines(by)
    kept = held(manuscript_id, by)
    check_takes_lines(kept.issue, whose)
    found = _lines(chosen, len(kept.pieces))
    new = [line for line in found if not line.places & set(kept.taken)]
    if not found:
        raise Invalid([Problem("", gettext_noop("Choose at least one piece that becomes a line."))])
    problems = [one for line in new for one in _put(by, kept, line)]
    if problems:
        raise Invalid(problems)
    kept.taken = sorted({*kept.taken, *(place for line in new for place in line.places)}, key=int)
    kept.save(update_fields=["taken"])
    return len(new)


def held(manuscript_id: int, by: Actor) -> Manuscript:
    """A manuscript of ``by``'s department, held until the transaction ends. Raises :class:`Missing`."""
    found = (
        Manuscript.objects.select_for_update(of=("self",)).select_related("issue").filter(pk=manuscript_id)
    )
    one = found.first()
    if one is None or one.department != whose_lines(by):
        raise Missing(NOTHING)
    return one


def _lines(chosen: Sequence[Chosen], pieces: int) -> list[_Line]:
    """The lines that were chosen. Raises :class:`Invalid` for a piece that has no line to go on in."""
    made: list[_Line] = []
    for one in sorted(chosen, key=lambda row: row.place):
        if not 1 <= one.place <= pieces:
            raise Missing(NOTHING)
        if one.become in (Become.LINE, Become.EXHIBIT):
            made.append(_Line(one))
        elif one.become is Become.JOIN:
            before = next((line for line in reversed(made) if line.first.become is Become.LINE), None)
            if before is None:
                told = gettext_noop("No line that is taken stands before it.")
                raise Invalid([Problem(f"become-{one.place}", told)])
            before.rest.append(one)
    return made


def _put(by: Actor, kept: Manuscript, line: _Line) -> list[Problem]:
    """Take one line; what is wrong with it, told at its first piece."""
    place, section = line.first.place, line.first.section
    if section is None:
        return [Problem(f"section-{place}", gettext_noop("Choose where it goes."))]
    act = send_line if kept.department else add_line
    read = Read(kept, place)
    if line.first.become is Become.EXHIBIT:
        return _show(by, read, line.first, section)
    try:
        act(by=by, issue_id=kept.issue_id, section=section, text=line.text, piece=read)
    except Invalid as error:
        return [Problem(f"text-{place}", one.message, one.params) for one in error.problems]
    return []


def _show(by: Actor, read: Read, one: Chosen, section: Section) -> list[Problem]:
    """Take a picture or table as such; what is wrong with it, told at its fields."""
    told = piece(read.manuscript.pieces[one.place - 1])
    place: dict[str, Any] = {"by": by, "issue_id": read.manuscript.issue_id, "place": Place(section)}
    words: dict[str, Any] = {"caption": one.text, "source": one.source}
    record = Record(MANUSCRIPT, read.subject)
    file = picture_of(read.manuscript, told.media)
    try:
        if read.manuscript.department:
            _send(by, read, one, section, file)
        elif told.kind == TABLE:
            add_table(**place, **words, cells=one.cells, unit=one.unit, aligns="", record=record)
        elif file:
            picture_words(**words, alt=one.alt)
            made, wide = receive_for_print(
                by=by, name=file.name, content=bytes_of(file), millimetres=WIDTHS[0], where="text"
            )
            add_picture(**place, **words, alt=one.alt, picture=made, width=wide, record=record)
        else:
            raise Missing(NOTHING)
    except Invalid as error:
        return [
            Problem(f"{wrong.where}-{one.place}", wrong.message, wrong.params) for wrong in error.problems
        ]
    return []


def _send(by: Actor, read: Read, one: Chosen, section: Section, file: StoredFile | None) -> None:
    """Send a picture or table of a window's file in to the editor."""
    told: dict[str, Any] = {"by": by, "issue_id": read.manuscript.issue_id, "section": section, "piece": read}
    told |= {"caption": one.text, "source": one.source}
    if piece(read.manuscript.pieces[one.place - 1]).kind == TABLE:
        send_table(**told, cells=one.cells, unit=one.unit)
    elif file:
        send_picture(**told, alt=one.alt, picture=file)
    else:
        raise Missing(NOTHING)
