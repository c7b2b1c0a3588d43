"""Pictures and tables of a window's own file: sent in with their captions, and put into the issue when taken."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from banli.files.service import StoredFile, receive_for_print
from banli.files.service import read as bytes_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.people.service import department
from banli.weekly.acts.exhibits import Place, Record, picture_words, put_in, table_words
from banli.weekly.acts.reading import Read
from banli.weekly.acts.transition import locked, note, told
from banli.weekly.models import Ask, Contribution, Issue, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import check_open_for_lines, check_sendable
from banli.weekly.rules.exhibits import WIDTHS
from banli.weekly.rules.outline import Section
from banli.weekly.states import ExhibitKind, State

CONTRIBUTION = "contribution"


@transaction.atomic
def send_picture(
    *,
    by: Actor,
    issue_id: int,
    section: Section,
    caption: str,
    source: str,
    alt: str,
    picture: StoredFile,
    piece: Read,
) -> Contribution:
    """Send a picture of a Word file in for the sender's department, made anew for its print size.

    :raises Invalid: at ``text``, ``source``, ``alt``, or at ``picture`` where it is too small for paper.
    """
    words, facts = picture_words(caption, source, alt)
    made, wide = receive_for_print(
        by=by, name=picture.name, content=bytes_of(picture), millimetres=WIDTHS[0], where="text"
    )
    kept = {"shows": ExhibitKind.PICTURE.value, "file": made, "details": {**facts, "width": wide}}
    return _send(by, issue_id, section, words, piece, kept)


@transaction.atomic
def send_table(
    *,
    by: Actor,
    issue_id: int,
    section: Section,
    caption: str,
    source: str,
    cells: str,
    unit: str,
    piece: Read,
) -> Contribution:
    """Send a table of a Word file in for the sender's department.

    :raises Invalid: at ``text``, ``source``, ``cells`` or ``unit``.
    """
    words, facts = table_words(caption, source, cells, unit, "")
    return _send(by, issue_id, section, words, piece, {"shows": ExhibitKind.TABLE.value, "details": facts})


def _send(
    by: Actor, issue_id: int, section: Section, caption: str, piece: Read, kept: dict[str, Any]
) -> Contribution:
    code = department(by.department).code
    GRANTS.require(by, WeeklyPermission.SEND, department=code)
    check_sendable(section, None)
    issue = locked(issue_id)
    check_open_for_lines(State(issue.state))
    sent = Contribution.objects.create(
        issue=issue,
        department=code,
        section=section.value,
        text=caption,
        manuscript=piece.manuscript,
        sent_by=by.label,
        sent_at=clock.now(),
        **kept,
    )
    Ask.objects.filter(issue=issue, department=code).update(nothing=False)
    shown = {"shows": sent.shows, "picture": sent.file.sha256 if sent.file else ""}
    note(
        "line_sent",
        issue,
        by,
        {"contribution": sent.pk, "department": code, "record": "", **shown, **piece.told},
    )
    return sent


def take_exhibit(issue: Issue, sent: Contribution) -> tuple[Line, dict[str, Any]]:
    """Put what was sent at the end of its section of an issue that is held; its line, and what the event tells."""
    facts = {"kind": ExhibitKind(sent.shows), **sent.details}
    if sent.file:
        facts["file"] = sent.file
    one = put_in(issue, Place(Section(sent.section)), sent.text, facts, Record(CONTRIBUTION, str(sent.pk)))
    return one.line, {"section": sent.section, "caption": sent.text, **told(one)}
