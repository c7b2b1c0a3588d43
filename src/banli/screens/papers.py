"""The written papers of a case: what they are called, and how they are handed to a browser."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from banli.cases.service import Case, Decision, Notice, notices, signed_papers
from banli.cases.service import decision as decision_of
from banli.files.service import StoredFile, read
from banli.licences.service import of_case

PDF = "application/pdf"
SANDBOX = "default-src 'none'; sandbox"


@dataclass(frozen=True)
class Paper:
    """A paper as it was issued, with the name it is saved under."""

    content: bytes
    name: str
    media_type: str = PDF


def notice(case: Case, pk: int) -> Paper | None:
    """A written notice of the case, as it was signed.

    :raises Refused: where it is not signed yet, and cannot be now.
    """
    return _signed(case, next((one for one in notices(case) if one.pk == pk), None))


def decision(case: Case) -> Paper | None:
    """The written decision (行政许可法 38), as :func:`notice`."""
    return _signed(case, decision_of(case))


def _signed(case: Case, found: Notice | Decision | None) -> Paper | None:
    return stored(signed_papers.paper_file(case, found)) if found else None


def certificate(case: Case) -> Paper | None:
    """The certificate."""
    found = of_case(case)
    return stored(found.file) if found and found.file else None


def stored(file: StoredFile) -> Paper:
    """A file as it was kept."""
    return Paper(read(file), file.name, file.media_type)


def answer(paper: Paper, *, save: bool = False) -> HttpResponse:
    """The paper, to be looked at or to be saved; nobody on the way keeps it."""
    response = HttpResponse(paper.content, content_type=paper.media_type)
    response["Content-Disposition"] = content_disposition_header(save, paper.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def of_a_stranger(file: StoredFile) -> HttpResponse:
    """What somebody handed in, to be saved: a browser opens nothing of it by itself, and runs nothing of it."""
    response = answer(stored(file), save=True)
    response["Content-Security-Policy"] = SANDBOX
    return response
