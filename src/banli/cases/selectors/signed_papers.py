"""The signed files of notices and decisions: those that are there, and those that wait."""

from __future__ import annotations

from dataclasses import replace

from banli.cases.models import Case, Decision, Notice, SignedPaper
from banli.cases.rules.clocks import day_of
from banli.cases.selectors.papers import decision_sheet, notice_sheet
from banli.cases.selectors.parts import part
from banli.documents.service import Notice as Sheet
from banli.documents.service import date_words
from banli.kernel import clock
from banli.signatures.service import signature_label

LATE = "本件作出时未制作文件，依留存的文字于%(day)s补制并签名"
"""At the foot of a file that was made long after its paper was given."""


def signed_papers_of(case: Case) -> dict[str, SignedPaper]:
    """The files of the papers of ``case`` by their numbers; a paper from before files were kept is not among them."""
    return {one.number: one for one in part(case, SignedPaper)}


def signed_paper(number: str) -> SignedPaper | None:
    """The file of the paper with that number, or None."""
    return SignedPaper.objects.select_related("file").filter(number=number).first()


def papers_to_sign(limit: int) -> list[SignedPaper]:
    """The papers that wait for their signature, those that waited longest first."""
    return list(SignedPaper.objects.filter(file=None).select_related("case").order_by("id")[:limit])


def given_paper(waiting: SignedPaper) -> Notice | Decision:
    """The notice or decision that ``waiting`` is the file of."""
    known: type[Notice | Decision] = Decision if waiting.kind in ("granted", "refused") else Notice
    return known.objects.get(case=waiting.case, number=waiting.number)


def sheet_to_sign(case: Case, made: Notice | Decision, *, late: bool) -> Sheet:
    """The paper for the typesetter, with what its signature is in the ring; one made late says so.

    :raises Refused: where there is no key that may sign.
    """
    sheet = decision_sheet(case, made) if isinstance(made, Decision) else notice_sheet(case, made)
    sheet = replace(sheet, seal_label=signature_label())
    if not late:
        return sheet
    day = date_words(day_of(clock.now()))
    return replace(sheet, contact="　".join(filter(None, (sheet.contact, LATE % {"day": day}))))
