"""What the approver does: tell of a refusal, decide, forward, declare void, revoke."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.application import open_forwarded
from banli.cases.acts.ban import bar
from banli.cases.acts.notices import decide, filled_in, give_notice
from banli.cases.acts.notices import told as paper_told
from banli.cases.acts.observers import tell_granted
from banli.cases.acts.review import note_opinion
from banli.cases.acts.serving import tell
from banli.cases.acts.silence import check
from banli.cases.acts.transition import Change, move
from banli.cases.models import Case, Promise
from banli.cases.rules.clocks import limit_of
from banli.cases.rules.decision import check_ground, check_opinion, check_reason, check_refusal
from banli.cases.rules.grounds import check_warning, terminations
from banli.cases.rules.hearing import check_rests_on
from banli.cases.rules.promises import PromiseKind
from banli.cases.rules.why_not import (
    held,
    raise_for,
    why_not_forward,
    why_not_grant,
    why_not_issue,
    why_not_refuse,
    why_not_revoke,
    why_not_tell_refusal,
    why_not_terminate,
)
from banli.cases.states import (
    FORWARD,
    GRANT,
    ISSUE,
    REFUSE,
    REVOCATIONS,
    REVOKE,
    TELL_REFUSAL,
    TERMINATE,
    VOID,
)
from banli.catalogue.service import ItemSpec
from banli.credit.states import BanGround
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.worktime.service import Unit, calendar, due


@transaction.atomic
def tell_refusal(*, by: Actor, number: str, reasons: str, version: int | None = None) -> Case:
    """Tell the applicant of a proposed refusal: five days to state views or, where there is a right to it, to ask
    for a hearing, counted from service (art. 7, 47)."""
    case = selectors.for_officer(number)
    check(case, TELL_REFUSAL, by, version)
    raise_for(why_not_tell_refusal(selectors.facts_of(case, by)))
    check_reason(reasons)
    right = selectors.spec_of(case).hearing != "none"
    body = tell(case, "refusal_told", {"reasons": reasons, "hearing": right}, limit_of("hearing_request"))
    return move(case, TELL_REFUSAL, Change.of(case), by, body)


@transaction.atomic
def grant(
    *,
    by: Actor,
    number: str,
    opinion: str = "",
    said: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Case:
    """Grant the application in writing (art. 38(1)); after a hearing the opinion rests on its record (art. 48).

    :param said: what the paper of this item asks the officer to fill in, by key.
    """
    case = selectors.for_officer(number)
    check(case, GRANT, by, version)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_grant(facts))
    check_rests_on(held(facts), opinion)
    spec = facts.spec
    decision = decide(case, by, granted=True, body=filled_in(spec, "granted", said))
    if opinion:
        note_opinion(case, by, "approve", True, opinion)
    _begin_verification(case, spec)
    return tell_granted(move(case, GRANT, Change.of(case), by, paper_told(decision)), spec, by)


def _begin_verification(case: Case, spec: ItemSpec) -> None:
    """A declaration is verified within the item's time from the decision."""
    if spec.commitment is None:
        return
    limit = limit_of("verification", spec.commitment.verify)
    until = due(clock.today(), limit.days, Unit(limit.unit), calendar())
    Promise.objects.filter(case=case, kind=PromiseKind.COMMITMENT, kept=None).update(until=until)


@transaction.atomic
def refuse(
    *,
    by: Actor,
    number: str,
    reasons: str,
    answer: str = "",
    false_material: bool = False,
    said: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Case:
    """Refuse the application in writing, with reasons; where to appeal follows from the item's law (art. 38(2)).

    :param false_material: facts were concealed or false material was handed in: the decision gives a warning, and
        where the item touches public safety the applicant is barred from it for one year (art. 78).
    :param answer: of views that were stated, why they do not hold.
    :param said: as for a grant.
    """
    case = selectors.for_officer(number)
    check(case, REFUSE, by, version)
    facts = selectors.facts_of(case, by)
    spec = facts.spec
    raise_for(why_not_refuse(facts))
    check_refusal(reasons, answer, stated=facts.stated)
    check_rests_on(held(facts), reasons)
    if false_material:
        check_warning(spec)
    rests: dict[str, Any] = filled_in(spec, "refused", said)
    rests |= {"warned": True} if false_material else {}
    rests |= {"answer": answer.strip()} if answer.strip() else {}
    decision = decide(case, by, granted=False, reasons=reasons, body=rests)
    body = paper_told(decision)
    if false_material:
        body |= {"false_material": True, **bar(case, spec, by, BanGround.FALSE_MATERIAL)}
    return move(case, REFUSE, Change.of(case), by, body)


@transaction.atomic
def forward(*, by: Actor, number: str, opinion: str, version: int | None = None) -> Case:
    """Forward an examined case to the upper organ, which may not ask for material again (art. 35).

    Where the upper organ's item is on this platform the case goes on there with the same answers and material.
    """
    case = selectors.for_officer(number)
    check(case, FORWARD, by, version)
    spec = selectors.spec_of(case)
    raise_for(why_not_forward(selectors.facts_of(case, by)))
    check_opinion(opinion)
    note_opinion(case, by, "forward", True, opinion)
    upper = open_forwarded(case, spec.forwards_to, by) if spec.forwards_to else None
    organ = spec.upper_organ.zh if spec.upper_organ else ""
    told = {"opinion": opinion, "organ": organ, "upper": upper.number if upper else ""}
    notice = give_notice(case, "forwarded", told)
    body = {**paper_told(notice), **({"upper": upper.number} if upper else {})}
    return move(case, FORWARD, Change.of(case), by, body)


@transaction.atomic
def terminate(
    *, by: Actor, number: str, reason: str, ground: str = "unanswered", version: int | None = None
) -> Case:
    """End a case without a decision, on a ground of a closed table: a correction notice was not answered in time, the
    applicant is no more. Once it is accepted that is an approver's act. National result 5 (退件).

    :param ground: a key of ``rules.grounds.TERMINATIONS`` that fits the case.
    """
    case = selectors.for_officer(number)
    check(case, TERMINATE, by, version)
    facts = selectors.facts_of(case, by)
    raise_for(why_not_terminate(facts, ground))
    found = terminations(facts.spec, case.state)[ground]
    check_reason(reason)
    told = {"reasons": reason, "words": found.words.zh, "basis": found.basis}
    notice = give_notice(case, "terminated", told)
    change = Change.of(case)
    change.end_pause(selectors.pause_notice(case))
    body = {**paper_told(notice), "ground": ground, "reason": reason}
    return move(case, TERMINATE, change, by, body)


@transaction.atomic
def void(*, by: Actor, number: str, reason: str, version: int | None = None) -> Case:
    """Declare a case void that should not be there, such as one entered twice. It stays in the record; it does not
    count as completed. National result 2 (作废)."""
    case = selectors.for_officer(number)
    check(case, VOID, by, version)
    check_reason(reason)
    notice = give_notice(case, "voided", {"reasons": reason})
    change = Change.of(case)
    change.end_pause(selectors.pause_notice(case))
    return move(case, VOID, change, by, {**paper_told(notice), "reason": reason})


@transaction.atomic
def revoke(*, by: Actor, number: str, ground: str, reason: str, version: int | None = None) -> Case:
    """Revoke a grant on a ground of law (art. 69): called by the licences app, which ends the certificate.

    What was obtained by fraud bars from an item that touches public safety for three years (art. 79).

    :param ground: a key of ``states.REVOCATIONS``.
    """
    case = selectors.for_officer(number)
    check(case, REVOKE, by, version)
    raise_for(why_not_revoke(selectors.facts_of(case, by)))
    check_ground(ground, reason)
    found = REVOCATIONS[ground]
    told = {"reasons": reason, "basis": found.basis, "words": found.words.zh}
    notice = give_notice(case, "revoked", told)
    body: dict[str, object] = {**paper_told(notice), "ground": ground}
    if ground == "fraud":
        body |= bar(case, selectors.spec_of(case), by, BanGround.OBTAINED_BY_FRAUD)
    return move(case, REVOKE, Change.of(case), by, body)


@transaction.atomic
def note_certificate(*, by: Actor, number: str, certificate: str, version: int | None = None) -> Case:
    """A certificate was issued for a granted case (art. 39); called by the licences app."""
    case = selectors.for_officer(number)
    check(case, ISSUE, by, version)
    raise_for(why_not_issue(selectors.facts_of(case, by)))
    return move(case, ISSUE, Change.of(case), by, {"certificate": certificate})
