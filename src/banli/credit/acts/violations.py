"""Counting violations, and the bans that follow: proposed by rule, told, answered, decided by a person."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from banli.credit.acts.bans import TOPIC, impose, number_of, subject_for
from banli.credit.models import CountBook, Proposal, Subject, Violation
from banli.credit.permissions import GRANTS, CreditPermission
from banli.credit.rules.bans import BanRecord, ViolationRecord, code_problems, normal
from banli.credit.rules.violations import (
    ANSWER_DAYS,
    Counted,
    CountRule,
    CountRules,
    check_basis,
    check_heard,
    check_open,
    check_said,
    in_force,
    meeting,
    occasions,
)
from banli.credit.selectors import book, find_proposal, unspent
from banli.credit.states import OF_TRANSPORTS, BanGround, Outcome
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor
from banli.kernel.errors import Invalid
from banli.kernel.once import once
from banli.kernel.records import check_not_ahead
from banli.kernel.text import gettext_noop
from banli.kernel.yamlfile import read
from banli.ledger.service import append, check_unchanged
from banli.people.service import Register, department, require_keeper
from banli.worktime.service import Unit, calendar, ends, sure


@transaction.atomic
def record_violation(*, record: ViolationRecord, by: Actor) -> Violation:
    """Count a violation against somebody; the same record twice counts once.

    Where a rule is met by it a ban is proposed, whoever counted: the proposal follows from the rule.

    :raises Invalid: where the code cannot be right.
    """
    GRANTS.require(by, CreditPermission.RECORD, department=record.department)
    if record.kind in OF_TRANSPORTS:
        require_keeper(by, Register.ROADSIDE)
    if problems := code_problems(normal(record.code)):
        raise Invalid(problems)
    check_not_ahead(record.day, clock.today())
    department(record.department)
    subject = subject_for(record.code, record.name)
    values = record.model_dump(exclude={"public_id", "department", "code", "name"}) | {
        "department_id": record.department,
        "subject_id": subject.pk,
        "kind": str(record.kind),
    }
    row, made = once(Violation, record.public_id or number_of("WF"), values)
    if made:
        append(
            topic=TOPIC,
            subject=row.public_id,
            name="violation_recorded",
            by=by,
            scope=record.department,
            body={
                "subject": subject.public_id,
                "kind": str(record.kind),
                "day": record.day.isoformat(),
                "points": record.points,
                "source": record.source,
            },
        )
        _propose(row, subject)
    return row


def _propose(violation: Violation, subject: Subject) -> None:
    """Propose the bans whose rules are met by ``violation`` together with those before it."""
    said = book()
    rules = in_force(said.rules, violation.department_id, violation.day)
    if not rules:
        return
    # Two violations counted at one moment must see each other.
    Subject.objects.select_for_update().get(pk=subject.pk)
    for rule in rules:
        if Proposal.objects.filter(subject=subject, rule=rule.key, outcome=Outcome.OPEN).exists():
            continue
        met = meeting(rule, unspent(subject, rule), violation.day)
        if violation.public_id in {one.number for one in met}:
            _make(rule, said.terms_of(rule), subject, met)


def _make(rule: CountRule, terms: dict[str, Any], subject: Subject, met: tuple[Counted, ...]) -> None:
    row = Proposal.objects.create(
        public_id=number_of("NX"),
        subject=subject,
        department_id=rule.department,
        rule=rule.key,
        terms=terms,
        violations=[one.number for one in met],
        times=occasions(met),
        made_at=clock.now(),
        answer_by=_answer_by(),
    )
    append(
        topic=TOPIC,
        subject=row.public_id,
        name="ban_proposed",
        by=SYSTEM,
        scope=rule.department,
        body={
            "subject": subject.public_id,
            "rule": rule.key,
            "violations": row.violations,
            "answer_by": row.answer_by.isoformat(),
        },
    )


def _answer_by() -> date:
    """The last day for an answer. Where a year without a notice leaves it open, the day by which it has passed for
    certain: a check at the roadside does not wait for the notice, and nobody has less time than the law gives."""
    return sure(ends(clock.today(), ANSWER_DAYS, Unit.WORKING, calendar()))


def _open(number: str, by: Actor, version: int | None) -> Proposal:
    """The proposal, held until the transaction ends, where ``by`` may decide of it and nobody has."""
    find_proposal(number, by)
    row = Proposal.objects.select_for_update().get(public_id=number)
    GRANTS.require(by, CreditPermission.IMPOSE, department=row.department_id)
    check_unchanged(topic=TOPIC, subject=number, version=version)
    check_open(row.outcome != Outcome.OPEN)
    return row


@transaction.atomic
def note_views(*, proposal: str, views: str, by: Actor) -> Proposal:
    """Put on record what whom it concerns said to a proposed ban (Penalty Law, art. 45)."""
    find_proposal(proposal, by)
    row = Proposal.objects.select_for_update().get(public_id=proposal)
    GRANTS.require(by, CreditPermission.RECORD, department=row.department_id)
    check_open(row.outcome != Outcome.OPEN)
    said = check_said(views, gettext_noop("Write down what they said."))
    row.views = f"{row.views}\n{said}".strip()
    row.save(update_fields=["views"])
    append(
        topic=TOPIC,
        subject=proposal,
        name="views_noted",
        by=by,
        scope=row.department_id,
        # Their own words may hold what the record must not: it keeps the digest, the proposal the text.
        body={"sha256": sha256(said.encode()).hexdigest()},
    )
    return row


@transaction.atomic
def confirm(*, proposal: str, by: Actor, version: int | None = None) -> Proposal:
    """Impose the proposed ban, from today for the months of its article.

    :raises Overtaken: where something about it, such as an answer, was written after ``version``; None does not ask.
    :raises Refused: where it was decided before, the days for the answer still run, or its basis does not bar.
    """
    row = _open(proposal, by, version)
    check_heard(clock.today(), row.answer_by)
    basis = check_basis(row.terms)
    record = BanRecord(
        department=row.department_id,
        code=row.subject.code,
        name=row.subject.name,
        ground=BanGround.COUNTED,
        item=row.terms["item"],
        basis=basis,
        source=_source(row),
        first=clock.today(),
    )
    row.ban = impose(record=record, by=by)
    return _decided(row, Outcome.CONFIRMED, by, {"ban": row.ban.public_id})


def _source(row: Proposal) -> str:
    """The violations it rests on, as many as one line holds."""
    text = f"{row.public_id}：{'、'.join(row.violations)}"
    return text if len(text) <= 200 else f"{text[:199]}…"


@transaction.atomic
def dismiss(*, proposal: str, reason: str, by: Actor, version: int | None = None) -> Proposal:
    """Do not impose the proposed ban, with the reason. Its violations do not meet the rule again."""
    row = _open(proposal, by, version)
    row.reason = check_said(reason, gettext_noop("Say why no ban is imposed."))
    return _decided(row, Outcome.DISMISSED, by, {"reason": row.reason})


def _decided(row: Proposal, outcome: Outcome, by: Actor, body: dict[str, str]) -> Proposal:
    row.outcome, row.decided_at, row.decided_by_id = outcome, clock.now(), by.id
    row.save(update_fields=["outcome", "decided_at", "decided_by", "reason", "ban"])
    append(topic=TOPIC, subject=row.public_id, name=str(outcome), by=by, scope=row.department_id, body=body)
    return row


@transaction.atomic
def load_count_rules(*, path: Path, by: Actor) -> int:
    """Load a pack's ``credit.yaml``; how many rules it has. Proposals already made stay as they are.

    :raises FileFault: naming file and line of the first thing that does not fit.
    """
    GRANTS.require(by, CreditPermission.SET_RULES)
    read_in = read(path).validated(CountRules)
    said = read_in.model_dump(mode="json")
    newest = CountBook.objects.order_by("-pk").first()
    if said != (newest.rules if newest else CountRules().model_dump(mode="json")):
        made = CountBook.objects.create(rules=said, loaded_at=clock.now())
        body = {"book": made.pk, **said}
        append(topic=TOPIC, subject="rules", name="count_rules_loaded", by=by, body=body)
    return len(read_in.rules)
