"""The answer to a look-up as its pages show it, on the portal and at the desk."""

from __future__ import annotations

from typing import Any

from banli.cases.service import AWAITED, Case, answer_of, spec_of
from banli.cases.states import State
from banli.catalogue.service import ItemSpec
from banli.databanks.service import Answer, databank
from banli.kernel.errors import Missing
from banli.kernel.text import Words
from banli.screens.papers import Paper, stored

NOTHING: dict[str, Any] = {"answer": None, "awaits_window": False, "window_answers": False}
"""What a page of a case shows that is no look-up."""


def answer_shown(case: Case) -> dict[str, Any]:
    """What a page shows of the look-up ``case``: the answer, or who gives it; nothing where it is no look-up."""
    told = spec_of(case).answer
    if told is None:
        return NOTHING
    found = answer_of(case)
    waits = found is None and case.completed_at is None
    try:
        bank = databank(told.databank)
    except Missing:
        return NOTHING
    return {
        "answer": found,
        "databank": bank,
        "records": records_of(found) if found else (),
        "nothing_found": told.nothing_found,
        "awaits_window": waits and bool(case.limits.get(AWAITED)),
        "window_answers": waits and not case.limits.get(AWAITED) and not bank.open,
    }


def answered(case: Case, spec: ItemSpec) -> bool:
    """True where ``case`` is a look-up that has its answer."""
    return spec.answer is not None and case.state == State.DELIVERED


def records_of(answer: Answer) -> tuple[tuple[tuple[Words, str], ...], ...]:
    """Each record as labels and values."""
    head = [Words(**label) for label in answer.head]
    return tuple(tuple(zip(head, row, strict=True)) for row in answer.rows)


def answer_paper(case: Case) -> Paper | None:
    """The paper of the answer, as it was issued."""
    found = answer_of(case)
    return stored(found.file) if found else None
