"""The editor's hand: adding, rewriting, moving and removing lines of a draft, and how it is printed.

Two editors may work at once: an act is refused only where its own line changed after it was read.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max

from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Refused
from banli.kernel.text import gettext_noop
from banli.weekly.acts.placing import put_at
from banli.weekly.acts.reading import Read
from banli.weekly.acts.transition import moved, reopen, shared, told
from banli.weekly.models import Issue, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import check_line_version, check_writable, clean_line
from banli.weekly.rules.columns import FIRST
from banli.weekly.rules.exhibits import check_place, clean_caption
from banli.weekly.rules.outline import Section
from banli.weekly.rules.printed_issue import Mode
from banli.weekly.rules.renumbering import Known, Slip, known_numbers, renumbered
from banli.weekly.rules.statement import wording_faults
from banli.weekly.rules.typed_numbers import Typed
from banli.weekly.rules.week_file import LINES_MAX
from banli.weekly.selectors.columns import check_has_section, check_work
from banli.weekly.selectors.issues import figures, statement_text
from banli.weekly.states import (
    ADD_LINE,
    EDIT_LINE,
    MOVE_LINE,
    REMOVE_LINE,
    SET_MODE,
    WORD_STATEMENT,
    ExhibitKind,
)

FIRST_WITH_STATEMENT = 2
"""Place of the first exhibit after the statement."""


@transaction.atomic
def add_line(*, by: Actor, issue_id: int, section: Section, text: str, piece: Read | None = None) -> Issue:
    """Add a numbered line at the end of ``section``; it names no record and says so in the data file.

    :param piece: the manuscript it was read from, and the place in it; None where it was typed.
    :raises Invalid: where there is no text, or too much.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    clean = clean_line(text)
    issue = shared(ADD_LINE, issue_id)
    source = {"source_topic": "manuscript", "source_subjects": [piece.subject]} if piece else {}
    line = append_line(issue, section, clean, **source)
    told = {"line": line.pk, "section": section.value, "text": clean}
    return moved(ADD_LINE, issue, by, told | (piece.told if piece else {}))


@transaction.atomic
def edit_line(*, by: Actor, issue_id: int, version: int, line_id: int, text: str) -> Issue:
    """Rewrite a line; its record stays named, and the ledger keeps the words before and after.

    :param version: the version of the issue in which the line was read.
    :raises Stale: where this line has changed since; the message tells its words now.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = shared(EDIT_LINE, issue_id)
    line = held_line(issue, line_id, version)
    clean = clean_caption(text) if line.exhibited else clean_line(text)
    before, line.text, line.edited, line.version = line.text, clean, True, issue.version + 1
    line.save(update_fields=["text", "edited", "version"])
    return moved(EDIT_LINE, issue, by, {"line": line.pk, "before": before, "text": clean})


@transaction.atomic
def move_line(*, by: Actor, issue_id: int, line_id: int, section: Section, place: int) -> Issue:
    """Put a line at ``place`` (from 1) of ``section``; a place beyond its end is its end.

    Numbers follow, those that were typed as well.

    :raises Refused: for the statement, which has neither another line nor another place.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = shared(MOVE_LINE, issue_id)
    line = held_line(issue, line_id, issue.version)
    if line.exhibited:
        check_place(ExhibitKind(line.exhibited.kind), section)
        place = max(place, FIRST_WITH_STATEMENT) if section is Section.STATEMENT else place
    else:
        check_writable(section)
    check_has_section(issue, section)
    _check_room(issue, section, apart=line)
    known = _numbers(issue, line.section) | _numbers(issue, section)
    old = line.section
    put_at(issue, line, section, place)
    body = {"line": line.pk, "from": old, "section": section.value, "place": place}
    return moved(MOVE_LINE, issue, by, body | _count_on(issue, {old, section.value}, known))


@transaction.atomic
def remove_line(*, by: Actor, issue_id: int, version: int, line_id: int) -> Issue:
    """Take a line out of the draft; collecting again brings a line of the record back."""
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = shared(REMOVE_LINE, issue_id)
    line = held_line(issue, line_id, version)
    known = _numbers(issue, line.section)
    body = {"line": line_id, "before": line.text}
    body |= {"exhibit": told(line.exhibited)} if line.exhibited else {}
    line.delete()
    return moved(REMOVE_LINE, issue, by, body | _count_on(issue, {line.section}, known))


@transaction.atomic
def set_mode(*, by: Actor, issue_id: int, mode: Mode) -> Issue:
    """Choose how the issue is printed: as stored, or numbered and styled by the house; every column is read anew."""
    GRANTS.require(by, WeeklyPermission.EDIT)
    issue = shared(SET_MODE, issue_id)
    check_work(issue, by, FIRST)
    if issue.mode != mode.value:
        for row in issue.columns.all():
            reopen(issue, row, by)
    issue.mode = mode.value
    return moved(SET_MODE, issue, by, {"mode": mode.value})


@transaction.atomic
def word_statement(*, by: Actor, issue_id: int, version: int, wording: str) -> Issue:
    """Say the six figures in other words; nothing gives the wording of the frame back.

    :raises Invalid: where one of the six figures is not in it once.
    """
    GRANTS.require(by, WeeklyPermission.EDIT)
    clean = " ".join(wording.split())
    if clean and (problems := wording_faults(clean)):
        raise Invalid(problems)
    issue = shared(WORD_STATEMENT, issue_id)
    line = issue.lines.filter(section=Section.STATEMENT).first()
    if line is None:
        raise Refused(gettext_noop("The issue has no statement yet."))
    check_line_version(line.version, version, line.text)
    before, issue.wording = issue.wording, clean
    line.text = line.drawn = statement_text(issue, figures(issue))
    line.version = issue.version + 1
    line.save(update_fields=["text", "drawn", "version"])
    return moved(WORD_STATEMENT, issue, by, {"before": before, "wording": clean})


def append_line(issue: Issue, section: Section, text: str, **facts: object) -> Line:
    """A new line at the end of ``section`` of the issue held by the caller."""
    check_writable(section)
    return append(issue, section, text, **facts)


def append(issue: Issue, section: Section, text: str, **facts: object) -> Line:
    """A new line or caption at the end of ``section``, where the section has room."""
    check_has_section(issue, section)
    _check_room(issue, section)
    last = issue.lines.aggregate(last=Max("order"))["last"] or 0
    stored = {"edited": True, "version": issue.version + 1, **facts}
    return Line.objects.create(issue=issue, section=section, order=last + 1, text=text, **stored)


def _numbers(issue: Issue, section: str) -> dict[tuple[int, int], Typed]:
    """The numbers typed into the lines of a section as it stands."""
    return known_numbers([_slip(one) for one in _in_order(issue, section)])


def _count_on(issue: Issue, sections: Collection[str], known: Known) -> dict[str, Any]:
    """Let the numbers known before a change count on after it; which lines that changed, as the event tells it."""
    changed: list[Line] = []
    for section in sections:
        own = {one.pk: one for one in _in_order(issue, section)}
        for pk, text in renumbered([_slip(one) for one in own.values()], known).items():
            own[pk].text, own[pk].version = text, issue.version + 1
            changed.append(own[pk])
    Line.objects.bulk_update(changed, ["text", "version"])
    return {"renumbered": sorted(one.pk for one in changed)} if changed else {}


def _in_order(issue: Issue, section: str) -> list[Line]:
    """The lines of words of a section; captions bear no number among them."""
    return list(issue.lines.filter(section=section, exhibit__isnull=True).order_by("order", "id"))


def _slip(line: Line) -> Slip:
    return Slip(line.pk, line.text, line.item, bool(line.heading))


def _check_room(issue: Issue, section: Section, apart: Line | None = None) -> None:
    others = issue.lines.filter(section=section)
    if apart:
        others = others.exclude(pk=apart.pk)
    if others.count() >= LINES_MAX:
        raise Refused(gettext_noop("A section has at most %(most)s lines."), most=LINES_MAX)


def held_line(issue: Issue, line_id: int, seen: int) -> Line:
    """A line of this issue that may be edited by hand, unchanged since the version ``seen``."""
    line = issue.lines.select_related("exhibit__file").filter(pk=line_id).first()
    if line is None:
        raise Missing(gettext_noop("This line is no longer part of the issue."))
    if line.exhibited is None:
        check_writable(Section(line.section))
    check_line_version(line.version, seen, line.text)
    return line
