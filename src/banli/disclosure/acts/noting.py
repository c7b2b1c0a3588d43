"""Writing down what became due for publication, and what became of a decision after it: it follows from the record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from banli.cases.service import Case, Decision, decision, spec_of, timeline
from banli.disclosure.models import Noted, Publication
from banli.disclosure.permissions import GRANTS, DisclosurePermission
from banli.disclosure.rules.publishing import SEVEN_DAYS, limit_to_publish
from banli.disclosure.states import PublicationKind, PublicationState
from banli.enforcement.service import published_penalty
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.folding import folded_name, folded_number
from banli.kernel.masking import masked_name, masked_person
from banli.ledger.service import News
from banli.worktime.service import OPEN_END, Unit, calendar, due

PENALTIES = "02"
PORTION = 1_000
TELLING = frozenset({"granted", "revoked", "decision_published", "decision_annulled"})
"""Events of a case after which its publication is another one."""


def on_news(news: list[News]) -> None:
    """Note what became due, and what was annulled; a handler for the record's outbox."""
    told = [one for one in news if one.topic == "case" and one.name in TELLING and one.subject.isdecimal()]
    note_decisions(by=SYSTEM, cases={int(one.subject) for one in told})


@transaction.atomic
def note_decisions(*, by: Actor, cases: Collection[int]) -> int:
    """Bring the publications of these cases in line with their decisions; how many are due now and were not before."""
    GRANTS.require(by, DisclosurePermission.NOTE)
    if not cases:
        return 0
    rows = Case.objects.filter(pk__in=sorted(cases), source="").select_related("revision")
    return sum(_note(case) for case in rows.order_by("pk"))


def note_earlier(*, by: Actor) -> int:
    """Look through the decisions that nobody looked at yet, a portion in a transaction; how many became due."""
    found = 0
    while portion := _portion(by):
        found += portion[1]
    return found


@transaction.atomic
def _portion(by: Actor) -> tuple[int, int] | None:
    row, _made = Noted.objects.select_for_update().get_or_create(one=True)
    keys = Decision.objects.filter(pk__gt=row.decision, granted=True).order_by("pk")
    rows = list(keys.values_list("pk", "case_id")[:PORTION])
    if not rows:
        return None
    row.decision = rows[-1][0]
    row.save(update_fields=["decision"])
    return row.decision, note_decisions(by=by, cases={case for _key, case in rows})


def _note(case: Case) -> bool:
    facts = _penalty(case) if case.kind == PENALTIES else _permit(case)
    if facts is None:
        return False
    row, made = Publication.objects.get_or_create(case=case, defaults=facts)
    ended = {name: facts[name] for name in ("ended_on", "take_back_by")}
    if not made and ended != {name: getattr(row, name) for name in ended}:
        Publication.objects.filter(pk=row.pk).update(**ended)
    return made and row.state == PublicationState.DUE


def _permit(case: Case) -> dict[str, Any] | None:
    """A decision that grants, where its item's is made public."""
    decided, spec = decision(case), spec_of(case)
    limit = limit_to_publish(spec)
    if decided is None or not decided.granted or limit is None:
        return None
    day = _day(decided.at)
    revoked = [one for one in timeline(case) if one.name == "revoked"] if case.state == "revoked" else []
    return {
        **_facts(case, PublicationKind.PERMIT, decided.number, day, person=False),
        "state": PublicationState.DUE,
        "due_on": due(day, limit.days, Unit(limit.unit), calendar()),
        "ended_on": _day(revoked[-1].at) if revoked else None,
        "take_back_by": None,
    }


def _penalty(case: Case) -> dict[str, Any] | None:
    """A penalty that its own act made public."""
    found = published_penalty(case)
    if found is None or not found.number:
        return None
    person = case.form.get("party_kind") == "person"
    return {
        **_facts(case, PublicationKind.PENALTY, found.number, found.decided_on, person=person),
        "state": PublicationState.PUBLIC,
        "content": list(found.penalties),
        "due_on": due(found.decided_on, SEVEN_DAYS.days, Unit(SEVEN_DAYS.unit), calendar()),
        "published_at": clock.now(),
        "place": found.place,
        "ended_on": found.annulled_on,
        "take_back_by": found.take_back_by,
    }


def _facts(
    case: Case, kind: PublicationKind, number: str, decided_on: date, *, person: bool
) -> dict[str, Any]:
    holder = masked_person(case.applicant) if person else masked_name(case.applicant, case.applicant_code)
    item = spec_of(case).name.zh
    return {
        "kind": kind,
        "revision_id": case.revision_id,
        "department_id": case.department_id,
        "number": number,
        "holder": holder,
        "found_by": " ".join((folded_number(number), folded_name(holder), folded_name(item))),
        "decided_on": decided_on,
    }


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date()


def count_publications(*, by: Actor) -> int:
    """Give each publication that is due the last day it lacks, where the notice of public holidays it waited for is
    loaded; how many got it."""
    GRANTS.require(by, DisclosurePermission.NOTE)
    keys = Publication.objects.filter(due_on=OPEN_END).order_by("id").values_list("pk", flat=True)
    return sum(_count(key) for key in list(keys))


@transaction.atomic
def _count(key: int) -> bool:
    row = Publication.objects.select_for_update().select_related("case").get(pk=key)
    limit = limit_to_publish(spec_of(row.case)) or SEVEN_DAYS
    found = due(row.decided_on, limit.days, Unit(limit.unit), calendar())
    Publication.objects.filter(pk=key).update(due_on=found)
    return found != OPEN_END
