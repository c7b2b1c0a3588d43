"""Publishing, which sets and keeps the files of an issue, and building them without publishing."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from django.db import transaction

from banli.documents.service import attach, weekly_docx, weekly_pdf
from banli.files.service import store
from banli.kernel.actors import Actor
from banli.signatures.service import sign_paper, signing_chain
from banli.weekly.acts.collection import collect, open_issue
from banli.weekly.acts.output_files import write_whole
from banli.weekly.acts.transition import locked, moved
from banli.weekly.models import Issue
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.checks import check_act
from banli.weekly.rules.printed_issue import Mode
from banli.weekly.selectors.issues import find_issue, issue_line
from banli.weekly.selectors.papers import NAMES, data_file, sheet, signed_list, stored_files
from banli.weekly.states import FROZEN, PUBLISH, State


@transaction.atomic
def publish(*, by: Actor, issue_id: int) -> Issue:
    """Set a signed issue as DOCX, PDF and JSON and keep them; a published issue is given back as it is.

    The PDF is signed as a whole behind its list of figures. The files are complete before the issue is called
    published; where the work is cut short, nothing has happened, and doing it again gives the same pages and list.

    :raises Refused: where there is no key that may sign.
    """
    GRANTS.require(by, WeeklyPermission.PUBLISH)
    issue = locked(issue_id)
    if issue.state == State.PUBLISHED:
        return issue
    check_act(PUBLISH, State(issue.state))
    made = _set(issue, publish=True)
    issue.docx, issue.pdf, issue.json = (
        store(by=by, name=name, content=made[name])
        for name in (NAMES[kind] for kind in ("docx", "pdf", "json"))
    )
    return moved(PUBLISH, issue, by, {"files": {name: _sha256(content) for name, content in made.items()}})


def write_files(issue: Issue, folder: Path, mode: Mode | None = None) -> list[Path]:
    """Write weekly.docx, weekly.pdf and weekly.json of ``issue`` into ``folder``, all of them or none.

    A published issue gives its kept files, in whatever mode they were set; any other is set as it stands, without
    number and date before sign-off.
    """
    made = stored_files(issue) if issue.state == State.PUBLISHED else _set(issue, mode)
    return write_whole(made, folder)


def build(*, by: Actor, week_start: date, folder: Path, mode: Mode | None = None) -> list[Path]:
    """The files of the week from the record: opens and collects the issue where nobody has yet."""
    issue = open_issue(by=by, week_start=week_start)
    if issue.state == State.COLLECTING:
        collect(by=by, issue_id=issue.pk, version=issue.version)
    return write_files(find_issue(issue.pk), folder, mode)


def _set(issue: Issue, mode: Mode | None = None, *, publish: bool = False) -> dict[str, bytes]:
    """The three files of an issue, by name; the PDF of one signed off carries the signed list of its figures.

    :param publish: sign the PDF as a whole.
    """
    page = sheet(issue, mode)
    signed = State(issue.state) in FROZEN
    pdf = weekly_pdf(page, attachable=signed)
    if signed:
        pdf = attach(pdf, signed_list(issue, pdf, signing_chain() if publish else ""))
    if publish:
        pdf = sign_paper(pdf, reason=f"发布{issue_line(issue)}")
    made = {NAMES["docx"]: weekly_docx(page), NAMES["pdf"]: pdf}
    digests = {name: _sha256(content) for name, content in made.items()}
    return {**made, NAMES["json"]: data_file(issue, digests, mode)}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
