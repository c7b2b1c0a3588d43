"""Papers with stand-ins: those that wait to be completed by hand, and those that were."""

from __future__ import annotations

from banli.cases.models import Case, PaperCompletion
from banli.cases.permissions import GRANTS, CasePermission
from banli.cases.selectors.parts import part
from banli.kernel.actors import Actor


def completions_of(case: Case) -> list[PaperCompletion]:
    """The papers of ``case`` that were made with stand-ins, in order."""
    return part(case, PaperCompletion)


def open_completions(by: Actor, limit: int) -> list[PaperCompletion]:
    """The papers that ``by`` may complete and nobody has, oldest first."""
    if not GRANTS.may(by, CasePermission.ACCEPT, department=by.department):
        return []
    rows = PaperCompletion.objects.filter(completed_at__isnull=True, case__department_id=by.department)
    return list(rows.select_related("case").order_by("id")[:limit])
