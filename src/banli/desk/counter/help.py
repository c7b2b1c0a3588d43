"""Help with an application (帮办代办) that is noted at its intake."""

from __future__ import annotations

from collections.abc import Iterable

from banli.cases.service import HELP_NAMES, Case, facts_of, note_help, why_not
from banli.cases.states import NOTE_HELP
from banli.kernel.actors import Actor

HELP = "help"
"""Name of the choice that says how the applicant was helped."""


def note_at_intake(*, by: Actor, cases: Iterable[Case], how: str) -> None:
    """Note ``how`` with each of ``cases`` that ``by`` may note it with: none of another department, and none
    twice where a form was sent twice."""
    if how not in HELP_NAMES:
        return
    for case in cases:
        if why_not(facts_of(case, by), NOTE_HELP) is None:
            note_help(by=by, number=case.number, how=how)
