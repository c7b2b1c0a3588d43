"""Reads of bans, violations, and the bans that are proposed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from django.db.models import Count as Times
from django.db.models import Q, QuerySet, Sum

from banli.credit.models import Ban, CountBook, Proposal, Subject, Violation
from banli.credit.permissions import GRANTS, CreditPermission
from banli.credit.rules.bans import Count, Held, Standing, longest, normal, standing
from banli.credit.rules.bases import BanBasis
from banli.credit.rules.violations import Counted, CountRule, CountRules
from banli.credit.states import BanGround, Outcome, ViolationKind
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

PAGE = 50
Row = TypeVar("Row", Ban, Violation)


def held(row: Ban) -> Held:
    """A row with its subject as the rules see it."""
    return Held(
        row.public_id,
        row.subject.name,
        row.department_id,
        row.item,
        BanGround(row.ground),
        row.basis,
        row.source,
        row.first,
        row.last,
        row.lifted_on,
    )


def ban_against(code: str, item: str, day: date, *, department: str) -> Standing | None:
    """Why the holder of ``code`` may not apply for ``item`` of ``department`` on ``day``; None where nothing bars them.

    Of several bans the one that ends last is told.
    """
    rows = Ban.objects.filter(subject__code=normal(code), first__lte=day, last__gte=day)
    found = longest(map(held, rows.select_related("subject").order_by("id")), department, item, day)
    return standing(found) if found else None


def violation_count(code: str, first: date, last: date, *kinds: ViolationKind) -> Count:
    """Violations of the holder of ``code`` from ``first`` to ``last``, of ``kinds`` or of all."""
    rows = Violation.objects.filter(subject__code=normal(code), day__range=(first, last))
    if kinds:
        rows = rows.filter(kind__in=[str(kind) for kind in kinds])
    found = rows.aggregate(times=Times("id"), points=Sum("points"))
    return Count(found["times"], found["points"] or 0)


def visible_bans(by: Actor) -> QuerySet[Ban]:
    """The bans ``by`` may see: those of the own department, or all."""
    every = Ban.objects.select_related("subject", "department", "imposed_by", "lifted_by")
    return every if GRANTS.may_everywhere(by, CreditPermission.READ) else every.filter(**_own(by))


def visible_violations(by: Actor) -> QuerySet[Violation]:
    """The violations ``by`` may see: those of the own department, or all."""
    every = Violation.objects.select_related("subject", "department")
    return every if GRANTS.may_everywhere(by, CreditPermission.READ) else every.filter(**_own(by))


def _own(by: Actor) -> dict[str, str]:
    may = bool(by.department) and GRANTS.may(by, CreditPermission.READ, department=by.department)
    return {"department_id": by.department if may else ""}


def search_bans(by: Actor, words: str = "", after: int = 0, limit: int = PAGE) -> list[Ban]:
    """Bans that ``by`` may see, latest first, a page after the id ``after``; by a part of the name, or a whole code."""
    found = _named(visible_bans(by), words)
    return list((found.filter(id__lt=after) if after else found).order_by("-id")[:limit])


def search_violations(by: Actor, words: str = "", after: int = 0, limit: int = PAGE) -> list[Violation]:
    """Violations that ``by`` may see, latest first, a page after the id ``after``; searched as bans are."""
    found = _named(visible_violations(by), words)
    return list((found.filter(id__lt=after) if after else found).order_by("-id")[:limit])


def _named(rows: QuerySet[Row], words: str) -> QuerySet[Row]:
    text = words.strip()
    if not text:
        return rows
    return rows.filter(Q(subject__name__icontains=text) | Q(subject__code=normal(text)) | Q(source=text))


def book() -> CountRules:
    """The table of articles that bar and the rules of counting that were loaded last; empty where no pack brought any.
    Of a book from before the table, whose bases were any text, nothing holds until the pack is loaded again."""
    found = CountBook.objects.order_by("-pk").first()
    return CountRules.model_validate(found.rules) if found and isinstance(found.rules, dict) else CountRules()


def count_rules() -> list[CountRule]:
    """The rules of counting that were loaded last."""
    return list(book().rules)


def bases_of(department: str) -> list[BanBasis]:
    """The articles of special laws by which ``department`` may bar."""
    return [one for one in book().bases if one.department == department]


def unspent(subject: Subject, rule: CountRule) -> list[Counted]:
    """The violations of ``subject`` in the rule's department on whose occasion no proposal under ``rule`` rests yet."""
    proposed = Proposal.objects.filter(subject=subject, rule=rule.key).values_list("violations", flat=True)
    used = {number for numbers in proposed for number in numbers}
    rows = [
        Counted(row.public_id, ViolationKind(row.kind), row.day, row.source)
        for row in Violation.objects.filter(subject=subject, department_id=rule.department)
    ]
    spent = {(one.source, one.day) for one in rows if one.number in used}
    return [one for one in rows if (one.source, one.day) not in spent]


def visible_proposals(by: Actor) -> QuerySet[Proposal]:
    """The proposed bans ``by`` may see: those of the own department, or all; open ones first, the oldest first."""
    every = Proposal.objects.select_related("subject", "department", "decided_by", "ban")
    seen = every if GRANTS.may_everywhere(by, CreditPermission.READ) else every.filter(**_own(by))
    return seen.order_by("decided_at", "id")


def open_proposals(by: Actor, limit: int = PAGE) -> list[Proposal]:
    """The proposed bans that wait for a decision, the oldest first."""
    return list(visible_proposals(by).filter(outcome=Outcome.OPEN)[:limit])


def find_proposal(public_id: str, by: Actor) -> Proposal:
    """The proposed ban, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible_proposals(by).filter(public_id=public_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such proposal, or it is not yours to see."))
    return found


def proposals_against(codes: Collection[str]) -> list[Proposal]:
    """Every proposed ban on the holders of ``codes``, the newest first; for themselves to read."""
    rows = Proposal.objects.filter(subject__code__in=[normal(code) for code in codes])
    return list(rows.select_related("subject", "department", "ban").order_by("-id")[:PAGE])


def proposals_by_id(public_ids: Collection[str]) -> list[Proposal]:
    """These proposals, whoever asks: for telling their subjects."""
    return list(Proposal.objects.filter(public_id__in=public_ids).select_related("subject"))


def subject_of(public_id: str, by: Actor) -> Subject:
    """The subject, where ``by`` may see a record of it. Raises :class:`Missing`."""
    found = Subject.objects.filter(public_id=public_id).first()
    if found is None or not (
        visible_bans(by).filter(subject=found).exists()
        or visible_violations(by).filter(subject=found).exists()
    ):
        raise Missing(gettext_noop("There is no such credit record, or it is not yours to see."))
    return found


def find_ban(public_id: str, by: Actor) -> Ban:
    """The ban, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible_bans(by).filter(public_id=public_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such ban, or it is not yours to see."))
    return found
