"""Numbered papers to the applicant: notices and decisions, their words set and kept with the act that makes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.cases.acts.paper_completion import note_stand_ins
from banli.cases.acts.signed_papers import await_signature
from banli.cases.models import Case, Decision, Notice
from banli.cases.rules.paper_digest import DIGEST, words_digest
from banli.cases.rules.said import check_said
from banli.cases.selectors import decision_sheet, notice_sheet, remedies_of, spec_of, words_of
from banli.catalogue.service import ItemSpec, paper_text, platform_papers
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.numbering.service import take
from banli.people.service import department


def paper_number(case: Case, paper: str) -> str:
    """The next number of ``paper`` in the department and year: 交通运输厅受理通〔2022〕12号."""
    year, word = clock.today().year, paper_text(spec_of(case), paper).word
    serial = take(f"paper:{case.department_id}:{series_of(word)}:{year}")
    return f"{department(case.department_id).short_name}{word}〔{year}〕{serial}号"


def series_of(word: str) -> str:
    """What a series of numbers is kept under: numbers with one word are one series, whatever paper they stand on.

    The series of the platform's own words are called by their papers, as they were before words were data.
    """
    return next((paper for paper, text in platform_papers().items() if text.word == word), word)


def give_notice(case: Case, kind: str, body: Mapping[str, Any]) -> Notice:
    """Make and keep a written notice of ``kind``; what its paper will lack is known before anything is recorded."""
    now = clock.now()
    made = Notice.objects.create(
        case=case,
        kind=kind,
        number=paper_number(case, kind),
        body=dict(body),
        words=words_of(case, kind, body, now),
        issued_at=now,
    )
    note_stand_ins(case, kind, notice_sheet(case, made))
    await_signature(case, kind, made.number)
    return made


def decide(
    case: Case, by: Actor, *, granted: bool, reasons: str = "", body: Mapping[str, Any] | None = None
) -> Decision:
    """Make and keep the written decision; what its paper will lack is known before anything is recorded.

    :param body: what else it rests on, by the names of the facts of its paper.
    """
    now, paper, told = clock.now(), "granted" if granted else "refused", dict(body or {})
    made = Decision.objects.create(
        case=case,
        granted=granted,
        number=paper_number(case, paper),
        reasons=reasons,
        remedies=remedies_of(case, paper, now),
        body=told,
        words=words_of(case, paper, {"reasons": reasons, **told}, now),
        by_id=by.id,
        at=now,
    )
    note_stand_ins(case, paper, decision_sheet(case, made))
    await_signature(case, paper, made.number)
    return made


def filled_in(spec: ItemSpec, paper: str, said: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the officer filled in for ``paper`` as a part of a decision's body. Raises ``Invalid`` where it is wrong."""
    filled = check_said(paper_text(spec, paper).asks, said)
    return {"said": filled} if filled else {}


def told(made: Notice | Decision) -> dict[str, Any]:
    """What the event says of a paper: its number, and the digest of its words."""
    name = "decision" if isinstance(made, Decision) else "notice"
    return {name: made.number, DIGEST: words_digest(made.words)}
