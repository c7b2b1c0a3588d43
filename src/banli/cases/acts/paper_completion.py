"""Papers that were printed with stand-ins: noted when they are made, completed by hand at the window."""

from __future__ import annotations

from django.db import transaction

from banli.cases import selectors
from banli.cases.models import Case, PaperCompletion
from banli.cases.permissions import GRANTS, CasePermission
from banli.documents.service import Certificate, Notice, stand_ins
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import append

TOPIC = "paper"


def note_stand_ins(case: Case, kind: str, sheet: Notice | Certificate) -> None:
    """Note the characters of ``sheet`` that are printed as stand-ins here, as a task for the window; else nothing."""
    note_lacking(case, kind, sheet.number, stand_ins(sheet))


def note_lacking(case: Case, kind: str, number: str, lacking: str) -> None:
    """The same for a paper that another app has typeset: its number and the characters it stands in for."""
    if lacking:
        PaperCompletion.objects.create(
            case=case, kind=kind, number=number, characters=lacking, made_at=clock.now()
        )


@transaction.atomic
def complete_paper(*, by: Actor, number: str, paper: str) -> PaperCompletion:
    """Say that the paper numbered ``paper`` of a case was completed by hand; saying it again changes nothing.

    :raises Missing: where that paper needs no completing.
    """
    case = selectors.for_officer(number)
    GRANTS.require(by, CasePermission.ACCEPT, department=case.department_id)
    row = PaperCompletion.objects.select_for_update().filter(case=case, number=paper).first()
    if row is None:
        raise Missing(gettext_noop("This paper needs no completing by hand."))
    if row.completed_at is None:
        row.completed_at, row.by_id = clock.now(), by.id
        row.save(update_fields=["completed_at", "by"])
        body = {"case": case.number, "characters": [f"U+{ord(one):04X}" for one in row.characters]}
        scope = case.department_id
        append(
            topic=TOPIC, subject=paper, name="paper_completed", by=by, scope=scope, facet=row.kind, body=body
        )
    return row
