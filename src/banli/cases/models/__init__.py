"""A case and what hangs on it, and what stands beside cases."""

from banli.cases.models.beside import Counted, Intake, ReadingNote, Signature
from banli.cases.models.case import (
    ZERO_DIGEST,
    Case,
    Decision,
    Draft,
    Hearing,
    Material,
    Notice,
    Opinion,
    PaperCompletion,
    Promise,
    Task,
)
from banli.cases.models.signed_paper import SignedPaper

__all__ = [
    "ZERO_DIGEST",
    "Case",
    "Counted",
    "Decision",
    "Draft",
    "Hearing",
    "Intake",
    "Material",
    "Notice",
    "Opinion",
    "PaperCompletion",
    "Promise",
    "ReadingNote",
    "Signature",
    "SignedPaper",
    "Task",
]
