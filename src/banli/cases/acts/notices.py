"""Numbered papers to the applicant: notices and decisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.cases.acts.paper_completion import note_stand_ins
from banli.cases.models import Case, Decision, Notice
from banli.cases.selectors.papers import decision_sheet, notice_sheet
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.numbering.service import take
from banli.people.service import department

WORDS = {
    "acceptance": "受理通",
    "correction": "补正告",
    "not_accepted": "不受理决",
    "not_required": "不需许可告",
    "special_procedure": "特程告",
    "extension": "延期告",
    "refusal_told": "拟不予告",
    "hearing": "听证告",
    "forwarded": "转报告",
    "terminated": "终止告",
    "voided": "作废告",
    "revoked": "撤销决",
    "granted": "准予决",
    "refused": "不予决",
}
"""The word in a paper's number, by kind: 交通运输厅受理通〔2022〕12号."""


def paper_number(case: Case, kind: str) -> str:
    """The next number of ``kind`` in the department and year."""
    year = clock.today().year
    serial = take(f"paper:{case.department_id}:{kind}:{year}")
    return f"{department(case.department_id).short_name}{WORDS[kind]}〔{year}〕{serial}号"


def give_notice(case: Case, kind: str, body: Mapping[str, Any]) -> Notice:
    """Make and keep a written notice of ``kind``; what its paper will lack is known before anything is recorded."""
    made = Notice.objects.create(
        case=case,
        kind=kind,
        number=paper_number(case, kind),
        body=dict(body),
        issued_at=clock.now(),
    )
    note_stand_ins(case, kind, notice_sheet(case, made))
    return made


def decide(case: Case, by: Actor, *, granted: bool, reasons: str = "", remedies: str = "") -> Decision:
    """Make and keep the written decision; what its paper will lack is known before anything is recorded."""
    made = Decision.objects.create(
        case=case,
        granted=granted,
        number=paper_number(case, "granted" if granted else "refused"),
        reasons=reasons,
        remedies=remedies,
        by_id=by.id,
        at=clock.now(),
    )
    note_stand_ins(case, "granted" if granted else "refused", decision_sheet(case, made))
    return made
