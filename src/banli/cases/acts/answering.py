"""Answering a look-up: by the platform from its databank, by the window with one click, by the window's own hand.

The databank is asked outside every transaction, so that nobody waits for a lock while it thinks; what it said is
written only where the case stands as it stood before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.paper_completion import note_lacking
from banli.cases.acts.silence import check
from banli.cases.acts.transition import Change, move, told_move
from banli.cases.acts.window import accept
from banli.cases.models import Case
from banli.cases.rules.answering import (
    AWAITED,
    check_at_once,
    check_look_up,
    check_typed,
    question_of,
)
from banli.cases.rules.why_not import raise_for, why_not_answer
from banli.cases.selectors.answering import line_labels, open_look_ups, printed_rows, title_of, told_question
from banli.cases.states import ANSWER, ANSWER_BY_HAND, AWAIT_ANSWER, State, Transition
from banli.catalogue.service import AnswerSpec, ItemSpec
from banli.databanks.service import Answer, NotAnswering, Said, ask, databank, issue_answer
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import BanliError, Refused, Stale
from banli.kernel.text import gettext_noop


@dataclass(frozen=True)
class Asking:
    """A case whose databank is to be asked, as it stood before."""

    version: int
    spec: ItemSpec
    told: AnswerSpec
    question: dict[str, str]
    asked: tuple[tuple[str, str], ...]
    """Who asks and what, as the paper says it."""


def answer(*, by: Actor, number: str, version: int | None = None) -> Case:
    """Ask the databank of a look-up and hand over what it says; an application not yet accepted is accepted by that.

    That nothing is found is an answer too. By the platform alone where :func:`check_at_once` lets it.

    :raises NotAnswering: where the databank is silent; the case then awaits the answer, and nothing is lost.
    """
    asking = _before(by, number, version)
    try:
        reply = ask(
            by=by,
            key=asking.told.databank,
            question=asking.question,
            subject=number,
            basis=databank(asking.told.databank).basis.zh,
            scope=asking.spec.department,
        )
    except NotAnswering:
        await_answer(by=SYSTEM, number=number)
        raise
    said = Said(
        head=line_labels(asking.told),
        rows=printed_rows(asking.told, reply),
        nothing=asking.told.nothing_found,
        total=reply.total,
        as_of=reply.as_of,
        asked=asking.asked,
        databank=reply.databank,
        name=databank(reply.databank).name.zh,
    )
    return _answered(by, number, asking.version, said, ANSWER)


@transaction.atomic
def _before(by: Actor, number: str, version: int | None) -> Asking:
    """Who may ask, and what. Raises as the act does."""
    case = selectors.for_officer(number)
    check(case, ANSWER, by, version)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_answer(facts))
    told = check_look_up(facts.spec)
    question = question_of(told, case.form)
    if Role.SYSTEM in by.roles:
        found = databank(told.databank)
        waits = bool(case.limits.get(AWAITED))
        check_at_once(found, question, case.applicant, selectors.identity_behind(case), awaited=waits)
    return Asking(case.version, facts.spec, told, question, told_question(facts.spec, case.form))


@transaction.atomic
def answer_by_hand(
    *,
    by: Actor,
    number: str,
    rows: Sequence[Sequence[str]] = (),
    found: bool = True,
    as_of: datetime | None = None,
    version: int | None = None,
) -> Case:
    """Answer a look-up with what the window reads on the databank's own screen; the paper says so.

    :param rows: the lines of each record, in the order of what the item prints.
    :param found: False where the databank has no such record.
    :param as_of: when the screen was read; now where nothing is said.
    """
    case = selectors.for_officer(number)
    check(case, ANSWER_BY_HAND, by, version)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_answer(facts))
    told = check_look_up(facts.spec)
    typed = tuple(tuple(str(value).strip() for value in row) for row in rows) if found else ()
    check_typed(len(told.prints), typed, found=found)
    moment = as_of or clock.now()
    if moment > clock.now():
        raise Refused(gettext_noop("The databank cannot have been read later than now."))
    said = Said(
        head=line_labels(told),
        rows=typed,
        nothing=told.nothing_found,
        total=len(typed),
        as_of=moment,
        asked=told_question(facts.spec, case.form),
        databank=told.databank,
        name=databank(told.databank).name.zh,
        by_hand=True,
    )
    return _answered(by, number, case.version, said, ANSWER_BY_HAND)


@transaction.atomic
def _answered(by: Actor, number: str, version: int, said: Said, transition: Transition) -> Case:
    """Write the answer down, with the acceptance before it where there was none."""
    case = selectors.for_officer(number)
    check(case, transition, by, version)
    if case.state == State.SUBMITTED:
        case = accept(by=by, number=number, version=version)
    spec = selectors.spec_of(case)
    issued, lacking = issue_answer(
        by=by,
        subject=number,
        scope=case.department_id,
        title=title_of(spec, found=bool(said.rows)),
        holder=case.applicant,
        holder_code=case.applicant_code,
        said=said,
    )
    note_lacking(case, "answer", issued.number, lacking)
    return move(case, transition, Change.of(case), by, _told(issued))


def _told(issued: Answer) -> dict[str, object]:
    """What the event says of an answer: no value that was asked or found."""
    return {
        "answer": issued.number,
        "databank": issued.databank,
        "found": issued.found,
        "as_of": issued.as_of.isoformat(),
        "digest": issued.digest,
        **({"by_hand": True} if issued.by_hand else {}),
    }


@transaction.atomic
def await_answer(*, by: Actor, number: str, version: int | None = None) -> Case:
    """The databank is silent: accept the application, promise the answer of the window, and let the platform go on
    asking. Once it is awaited, nothing more happens by being silent again."""
    case = selectors.for_officer(number)
    told = check_look_up(selectors.spec_of(case))
    if case.state == State.SUBMITTED:
        case = accept(by=by, number=number, version=version)
        version = None
    if case.limits.get(AWAITED):
        return case
    check(case, AWAIT_ANSWER, by, version)
    change = Change.of(case)
    change.limits = {**case.limits, "promised": told.silent.model_dump(mode="json"), AWAITED: True}
    return move(case, AWAIT_ANSWER, change, by, told_move(case.due_on, change))


def answer_at_once(number: str) -> bool:
    """Answer the look-up by the platform, where it may and the databank answers; True where it is answered."""
    try:
        answer(by=SYSTEM, number=number)
    except (BanliError, Stale):
        return False
    return True


def answer_waiting(*, by: Actor) -> int:
    """Answer every open look-up that the platform may answer; how many were. A databank that is silent is asked once
    in a round and not again for each case."""
    done, silent = 0, set[str]()
    for number, key in open_look_ups():
        if key in silent:
            continue
        try:
            answer(by=by, number=number)
        except NotAnswering:
            silent.add(key)
        except BanliError:
            continue
        else:
            done += 1
    return done
