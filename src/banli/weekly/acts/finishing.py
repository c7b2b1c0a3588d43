"""Signing off, which numbers and freezes an issue, and publishing, which sets and keeps its files."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from django.db import transaction

from banli.documents.service import require_glyphs, weekly_docx, weekly_pdf
from banli.files.service import store
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.numbering.service import take
from banli.weekly.acts.collecting import collect, open_issue
from banli.weekly.acts.path import locked, moved, taken
from banli.weekly.acts.rebuilding import write_whole
from banli.weekly.acts.setup import IN_ALL, in_year
from banli.weekly.models import Issue
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import check_act, check_complete
from banli.weekly.rules.printed import Mode
from banli.weekly.selectors import NAMES, data_file, find_issue, lines, sheet, stored_files
from banli.weekly.states import PUBLISH, SIGN_OFF, State


@transaction.atomic
def sign_off(*, by: Actor, issue_id: int, version: int) -> Issue:
    """Sign the issue off today: it takes the next number of the year and of all, and changes no more.

    :raises Refused: where its week is not over or the statement is missing.
    :raises MissingGlyph: where a character could not be printed.
    """
    GRANTS.require(by, WeeklyPermission.SIGN)
    issue = taken(SIGN_OFF, issue_id, version)
    today = clock.today()
    entries = [line.entry for line in lines(issue)]
    check_complete(entries, issue.week_end, today)
    require_glyphs(text for entry in entries for text in (entry.heading, entry.text))
    issue.year, issue.signed_on, issue.signed_by = today.year, today, by.label
    issue.number_in_all = take(IN_ALL)
    issue.number_in_year = take(in_year(today.year))
    numbers = {
        "year": issue.year,
        "number_in_year": issue.number_in_year,
        "number_in_all": issue.number_in_all,
    }
    return moved(SIGN_OFF, issue, by, {**numbers, "on": today.isoformat()})


@transaction.atomic
def publish(*, by: Actor, issue_id: int) -> Issue:
    """Set a signed issue as DOCX, PDF and JSON and keep them; a published issue is given back as it is.

    The files are complete before the issue is called published; where the work is cut short, nothing has happened
    and doing it again gives the same bytes.
    """
    GRANTS.require(by, WeeklyPermission.PUBLISH)
    issue = locked(issue_id)
    if issue.state == State.PUBLISHED:
        return issue
    check_act(PUBLISH, State(issue.state))
    made = _set(issue)
    issue.docx, issue.pdf, issue.json = (
        store(by=by, name=name, content=made[name])
        for name in (NAMES[kind] for kind in ("docx", "pdf", "json"))
    )
    return moved(PUBLISH, issue, by, {"files": {name: _sha256(content) for name, content in made.items()}})


def write_files(issue: Issue, folder: Path) -> list[Path]:
    """Write weekly.docx, weekly.pdf and weekly.json of ``issue`` into ``folder``, each whole or not at all.

    A published issue gives its kept files; any other is set as it stands, without number and date before sign-off.
    """
    made = stored_files(issue) if issue.state == State.PUBLISHED else _set(issue)
    return write_whole(made, folder)


def build(*, by: Actor, week_start: date, folder: Path, mode: Mode | None = None) -> list[Path]:
    """The files of the week from the record: opens and collects the issue where nobody has yet."""
    issue = open_issue(by=by, week_start=week_start)
    if issue.state == State.COLLECTING:
        collect(by=by, issue_id=issue.pk, version=issue.version)
    return write_files(find_issue(issue.pk), folder)


def _set(issue: Issue) -> dict[str, bytes]:
    """The three files of an issue, by name."""
    page = sheet(issue)
    made = {NAMES["docx"]: weekly_docx(page), NAMES["pdf"]: weekly_pdf(page)}
    digests = {name: _sha256(content) for name, content in made.items()}
    return {**made, NAMES["json"]: data_file(issue, digests)}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
