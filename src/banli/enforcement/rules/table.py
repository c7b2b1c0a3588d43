"""Every act of the second state table, by name and by kind of power."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banli.enforcement.rules import (
    certificates,
    coercion_acts,
    inspection_acts,
    levy_acts,
    penalty_inquiry,
    penalty_notice,
    penalty_outcome,
    recusal,
)
from banli.enforcement.rules.act import Act, Taken
from banli.enforcement.rules.known import Known
from banli.enforcement.rules.words import KINDS, check_state
from banli.enforcement.states import BEGINNINGS, COERCION, INSPECTION, LEVY, PENALTY
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import gettext_noop

BY_KIND: Mapping[str, tuple[Act, ...]] = {
    PENALTY: (*penalty_inquiry.ACTS, *penalty_notice.ACTS, *penalty_outcome.ACTS, *recusal.ACTS),
    COERCION: coercion_acts.ACTS,
    LEVY: levy_acts.ACTS,
    INSPECTION: inspection_acts.ACTS,
}
OTHER_KIND = gettext_noop(
    "This act belongs to another procedure; this case is one of another kind: %(kind)s."
)
ACTS: Mapping[str, Act] = {one.name: one for acts in BY_KIND.values() for one in acts}

INSIDE = frozenset(one.transition.event for one in ACTS.values() if one.inside)
"""Events of the organ's own deliberation, which the party does not read in the course of its case."""


def beginnings(kind: str) -> tuple[Act, ...]:
    """The acts by which a case of this kind begins."""
    return tuple(ACTS[name] for name in BEGINNINGS.get(kind, ()))


def begun_by_party(kind: str) -> Act | None:
    """The act by which a party itself begins a case of this kind; None where the organ alone does."""
    return next((one for one in beginnings(kind) if one.mine is not None), None)


def from_state(known: Known) -> Iterator[Act]:
    """The acts of the case's kind that its state allows, in the order of the table."""
    return (one for one in BY_KIND[known.spec.kind] if known.state in one.transition.sources)


def stands_against(known: Known, act: Act) -> Refused | None:
    """Why the act cannot be done now: it is one of another kind; its state, and the day that is over where one is;
    then its own rules."""
    if act not in BY_KIND[known.spec.kind]:
        return Refused(OTHER_KIND, kind=KINDS[known.spec.kind])
    try:
        if act.late is not None and known.state not in act.transition.sources:
            act.late(known)
        check_state(act.transition, known.state)
    except Refused as found:
        return found
    return refusal(known, act)


def problems_of(known: Known, act: Act, answers: Taken) -> list[Problem]:
    """What is wrong with clean ``answers``: by the act's own checks, and by who keeps out of the case."""
    return [
        one
        for check in (*act.checks, recusal.named_not_recused, certificates.numbers_agree)
        for one in check(known, answers)
    ]


def refusal(known: Known, act: Act) -> Refused | None:
    """Why the act cannot be done now, by who keeps out and its own rules; None where nothing stands against it."""
    for rule in (recusal.check_not_recused, *act.rules):
        try:
            rule(known)
        except Refused as found:
            return found
    return None
