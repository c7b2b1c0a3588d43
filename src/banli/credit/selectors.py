"""Reads of bans and violations."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Count as Times
from django.db.models import Q, QuerySet, Sum

from banli.credit.models import Ban, Subject, Violation
from banli.credit.permissions import GRANTS, CreditPermission
from banli.credit.rules import Count, Held, Standing, longest, normal, standing
from banli.credit.states import BanGround, ViolationKind
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
