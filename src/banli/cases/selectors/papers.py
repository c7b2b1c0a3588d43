"""Papers to the applicant, ready for the typesetter, in the official language.

The words are set once, when the act is done, and kept with the notice or decision: a paper that is opened is set from
them. A row from before that has no words is set anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from banli.cases.models import Case, Decision, Notice
from banli.cases.rules.clocks import day_of
from banli.cases.rules.paper_words import remedies_words
from banli.cases.selectors.lists import spec_of
from banli.cases.selectors.paper_facts import facts_of
from banli.catalogue.service import paper_text, written
from banli.documents.service import Notice as Sheet
from banli.kernel.query_number import grouped
from banli.kernel.text import Words
from banli.people.service import department


def words_of(case: Case, paper: str, body: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The words of ``paper`` as they are kept: plain data, complete but for number and day.

    :param body: what the act says of it, as it stands in the notice or decision.
    """
    spec = spec_of(case)
    text = paper_text(spec, paper)
    found = written(text, facts_of(case, paper, body, at, text.asks))
    return {
        "title": found.title,
        "addressee": case.applicant,
        "paragraphs": list(found.paragraphs),
        "items": list(found.points),
        "closing": list(found.closing),
        "remedies": remedies_of(case, paper, at),
        "contact": f"办件编号：{case.number}{_handled_by(case)}　咨询电话：{spec.consult}",
        "query": grouped(case.query_number),
        "department": department(case.department_id).name,
    }


def _handled_by(case: Case) -> str:
    """Who handed it in for a company (经办人)."""
    return f"　经办人：{case.owner.display_name}" if case.company and case.owner else ""


def remedies_of(case: Case, paper: str, at: datetime) -> str:
    """Where one may turn against ``paper``, by the item's law on that day; '' where it cannot be contested."""
    spec = spec_of(case)
    text = paper_text(spec, paper)
    return remedies_words(spec.remedies, text.title.zh, day_of(at)) if text.remedies else ""


def notice_sheet(case: Case, paper: Notice) -> Sheet:
    """A notice for the typesetter: applicant and officer are given the same paper."""
    words = paper.words or words_of(case, paper.kind, paper.body, paper.issued_at)
    return _sheet(words, paper.number, paper.issued_at)


def decision_sheet(case: Case, decided: Decision) -> Sheet:
    """The decision for the typesetter; a refusal with its reasons and remedies (art. 38)."""
    words = decided.words or words_of(case, paper_of(decided), _body(decided), decided.at)
    if not decided.words and not decided.granted:
        words["remedies"] = decided.remedies
    return _sheet(words, decided.number, decided.at)


def paper_of(decided: Decision) -> str:
    """Which paper a decision is."""
    return "granted" if decided.granted else "refused"


def _body(decided: Decision) -> dict[str, Any]:
    return {"reasons": decided.reasons, **decided.body}


def paper_name(case: Case, found: Notice | Decision) -> Words:
    """What a paper is called: in Chinese as it is headed."""
    paper = paper_of(found) if isinstance(found, Decision) else found.kind
    title = paper_text(spec_of(case), paper).title
    printed = found.words.get("title")
    return Words(zh=printed or _plain_title(case, found), en=title.en)


def _plain_title(case: Case, found: Notice | Decision) -> str:
    sheet = decision_sheet(case, found) if isinstance(found, Decision) else notice_sheet(case, found)
    return sheet.title


def _sheet(words: Mapping[str, Any], number: str, at: datetime) -> Sheet:
    return Sheet(
        title=words["title"],
        number=number,
        addressee=words["addressee"],
        paragraphs=tuple(words["paragraphs"]),
        items=tuple(words["items"]),
        closing=tuple(words["closing"]),
        remedies=words["remedies"],
        contact=f"{words['contact']}　查询编号：{words['query']}" if words.get("query") else words["contact"],
        department=words["department"],
        issued_on=day_of(at),
    )
