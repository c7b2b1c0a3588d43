"""The written notices and decisions of a case as PDF, in the official language."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from banli.cases.service import Case, Decision, Notice, decision_sheet, notice_sheet
from banli.documents.service import notice_pdf


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF answer to be saved under ``name``."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = _disposition(name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _disposition(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def of_notice(case: Case, paper: Notice) -> bytes:
    """The notice as it was issued."""
    return notice_pdf(notice_sheet(case, paper))


def of_decision(case: Case, decided: Decision) -> bytes:
    """The decision as it was made (行政许可法 38)."""
    return notice_pdf(decision_sheet(case, decided))
