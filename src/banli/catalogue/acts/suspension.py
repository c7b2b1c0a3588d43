"""What stops an item: suspending it, opening it again, retiring it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from banli.catalogue.models import Item
from banli.catalogue.models import Retirement as RetirementRow
from banli.catalogue.models import Suspension as SuspensionRow
from banli.catalogue.permissions import GRANTS, Permission
from banli.catalogue.rules.definition.retirement import Retirement
from banli.catalogue.rules.meaning.suspension import (
    check_period,
    check_reason,
    check_retirement,
    check_transition,
)
from banli.catalogue.selectors import state_of
from banli.catalogue.states import RESUME, RETIRE, SUSPEND, State, Transition
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.text import Words, gettext_noop
from banli.ledger import service as ledger

Follower = Callable[[str, Retirement], None]
"""Called with an item's short name and its end whenever that end is set."""
FOLLOWERS: dict[str, Follower] = {}


def follow_retirement(name: str, follower: Follower) -> None:
    """Register what else ends with an item, in the transaction that retires it; once more changes nothing."""
    FOLLOWERS[name] = follower


@transaction.atomic
def suspend_item(
    *,
    slug: str,
    by: Actor,
    because: Words,
    law: Words,
    starts_on: date | None = None,
    ends_on: date | None = None,
    version: int | None = None,
) -> None:
    """Take no applications for an item from ``starts_on`` (today) to the day before ``ends_on`` (no end).

    Raises :class:`Denied`, :class:`Missing`, :class:`Invalid` at the field, :class:`Refused` by the state.
    """
    item = _own(slug, by, version)
    first = starts_on or clock.today()
    check_transition(SUSPEND, state_of(slug, clock.today()))
    check_reason(because, law)
    check_period(first, ends_on, clock.today())
    later = SuspensionRow.objects.filter(item=item).exclude(ends_on__lte=first)
    if later.exists():
        raise Refused(gettext_noop("A suspension of the item is set already; end it first."))
    SuspensionRow.objects.create(
        item=item, starts_on=first, ends_on=ends_on, **_words(because, law), **_decided(by)
    )
    body = {"from": first.isoformat(), "until": ends_on.isoformat() if ends_on else ""}
    _record(SUSPEND, item, by, {**body, "because": because.zh, "law": law.zh})


@transaction.atomic
def resume_item(*, slug: str, by: Actor, version: int | None = None) -> None:
    """Take applications again from today on. Raises :class:`Refused` where the item is not suspended."""
    item, today = _own(slug, by, version), clock.today()
    row = SuspensionRow.objects.filter(item=item, ends_on__isnull=True).first()
    if row is None:
        row = SuspensionRow.objects.filter(item=item, starts_on__lte=today, ends_on__gt=today).first()
    if row is None:
        check_transition(RESUME, state_of(slug, today))
        raise Missing(gettext_noop("There is no suspension to end."))
    row.ends_on = max(today, row.starts_on)
    row.save(update_fields=["ends_on"])
    _record(RESUME, item, by, {"on": row.ends_on.isoformat()})


@transaction.atomic
def retire_item(*, slug: str, by: Actor, end: Retirement, version: int | None = None) -> None:
    """End an item from the day ``end.on``. Until that day it may be set anew; afterwards it stands.

    Raises :class:`Denied`, :class:`Missing`, :class:`Invalid` at the field, :class:`Refused` by the state.
    """
    item = _own(slug, by, version)
    check_transition(RETIRE, state_of(slug, clock.today()))
    check_reason(end.because, end.law)
    branches = Item.objects.filter(slug=end.branch_to, current__isnull=False).exists()
    takes_over = branches and state_of(end.branch_to, end.on) is not State.RETIRED
    check_retirement(slug, end, clock.today(), takes_over=takes_over)
    set_retirement(item, end, by)


def set_retirement(item: Item, end: Retirement, by: Actor) -> None:
    """Write the retirement of ``item`` with its event; whatever ends with it follows."""
    RetirementRow.objects.update_or_create(
        item=item,
        defaults={
            "on": end.on,
            "open_cases": end.open_cases,
            "branch_to": end.branch_to,
            **_words(end.because, end.law),
            **_decided(by),
        },
    )
    Item.objects.filter(pk=item.pk).update(cancelled_on=end.on)
    body = {"on": end.on.isoformat(), "because": end.because.zh, "law": end.law.zh}
    _record(RETIRE, item, by, {**body, "open_cases": end.open_cases, "branch_to": end.branch_to})
    for follower in FOLLOWERS.values():
        follower(item.slug, end)


def _own(slug: str, by: Actor, version: int | None) -> Item:
    GRANTS.require(by, Permission.END_ITEM)
    item = Item.objects.select_for_update().filter(slug=slug, current__isnull=False).first()
    if item is None:
        raise Missing(gettext_noop("There is no item of that name."))
    ledger.check_unchanged(topic="item", subject=slug, version=version)
    return item


def _words(because: Words, law: Words) -> dict[str, str]:
    return {
        "because_zh": because.zh,
        "because_en": because.en,
        "law_zh": law.zh,
        "law_en": law.en,
    }


def _decided(by: Actor) -> dict[str, Any]:
    return {"decided_at": clock.now(), "decided_by": by.label}


def _record(transition: Transition, item: Item, by: Actor, body: dict[str, Any]) -> None:
    ledger.append(
        topic="item",
        subject=item.slug,
        name=transition.event,
        by=by,
        scope=item.department_id,
        facet=item.kind,
        body=body,
    )
