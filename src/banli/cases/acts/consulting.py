"""Asking others about a case (会商), and what the end of it leaves there.

The consultation is a record of its own in ``banli.consultations``; here stands what it does to the case.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.review import note_opinion
from banli.cases.acts.silence import check
from banli.cases.acts.transition import Change, check_who, move
from banli.cases.models import Case
from banli.cases.rules.why_not import raise_for, why_not_consult
from banli.cases.states import CONSULT, SETTLE_CONSULTATION
from banli.consultations import service as consultations
from banli.consultations.service import Consultation, ConsultationRecord
from banli.consultations.states import Stance
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.worktime.service import OPEN_END

TOPIC = "case"


@transaction.atomic
def consult(
    *, by: Actor, number: str, record: ConsultationRecord, version: int | None = None
) -> Consultation:
    """Ask other departments, or divisions of the own one, about a case. Its clock runs on.

    Where the record says that the case waits, no proposal is made before the end; a step it names waits as well.

    :raises Invalid: where a step is named that is not under way, or the answers would come after the case is due.
    """
    case = selectors.for_officer(number)
    check(case, CONSULT, by, version)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_consult(facts))
    if record.step and record.step not in {one.key for one in facts.open_steps}:
        raise Invalid([Problem("step", gettext_noop("This step is not under way."))])
    made, new = consultations.ask(
        record=record,
        topic=TOPIC,
        subject=case.number,
        matter=str(facts.spec.name.zh),
        asking=case.department_id,
        latest=_latest(case),
        by=by,
    )
    if new:
        body: dict[str, Any] = {"consultation": made.public_id, "holds": made.holds}
        move(case, CONSULT, Change.of(case), by, body | ({"step": made.step} if made.step else {}))
    return made


def _latest(case: Case) -> date | None:
    return None if case.due_on == OPEN_END else case.due_on


@transaction.atomic
def conclude_consultation(
    *,
    by: Actor,
    consultation: str,
    outcome: str,
    text: str,
    on_objections: str = "",
    version: int | None = None,
) -> Consultation:
    """Conclude a consultation about a case: what waited goes on, and the conclusion stands among its opinions.

    :param version: of the consultation, as its page showed it.
    """
    case = _case_of(consultation, by)
    check_who(case, SETTLE_CONSULTATION, by, None)
    made = consultations.conclude(
        consultation=consultation,
        outcome=outcome,
        text=text,
        on_objections=on_objections,
        by=by,
        version=version,
    )
    note_opinion(case, by, "consultation", made.outcome != Stance.DISAGREES, made.conclusion)
    _settled(case, made, by)
    return made


@transaction.atomic
def call_off_consultation(
    *, by: Actor, consultation: str, reason: str, version: int | None = None
) -> Consultation:
    """End a consultation about a case without a conclusion: what waited goes on without it."""
    case = _case_of(consultation, by)
    check_who(case, SETTLE_CONSULTATION, by, None)
    made = consultations.call_off(consultation=consultation, reason=reason, by=by, version=version)
    _settled(case, made, by)
    return made


def _case_of(consultation: str, by: Actor) -> Case:
    """The case, locked, of a consultation that ``by`` may see."""
    found = consultations.find_consultation(consultation, by)
    if found.topic != TOPIC:
        raise Missing(gettext_noop("There is no such consultation, or it is not yours to see."))
    return selectors.for_officer(found.subject)


def _settled(case: Case, made: Consultation, by: Actor) -> None:
    """Say it in the case's record. A case that ended meanwhile waits for nothing, and its record has its end."""
    if case.state in SETTLE_CONSULTATION.sources:
        body = {"consultation": made.public_id, "outcome": made.outcome}
        move(case, SETTLE_CONSULTATION, Change.of(case), by, body)
