"""Writes about people: loading the pack's house, counting failed tries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.ledger.service import append
from banli.people.models import Attempt, Department, Region, User, Window
from banli.people.permissions import GRANTS, PeoplePermission
from banli.people.rules import failures_after

Rows = Iterable[Mapping[str, Any]]


@transaction.atomic
def load_house(*, by: Actor, regions: Rows, departments: Rows, windows: Rows) -> int:
    """Take in or update regions, departments and windows of a pack; returns how many rows it read."""
    GRANTS.require(by, PeoplePermission.LOAD)
    count = 0
    for model, rows in ((Region, regions), (Department, departments), (Window, windows)):
        for row in rows:
            facts = {key: value for key, value in row.items() if key != "code"}
            for link in ("parent", "region", "department"):
                if link in facts:
                    facts[f"{link}_id"] = facts.pop(link)
            model.objects.update_or_create(code=row["code"], defaults=facts)  # type: ignore[attr-defined]
            count += 1
    return count


@transaction.atomic
def add_person(
    *,
    by: Actor,
    username: str,
    display_name: str,
    roles: Iterable[Role],
    password: str,
    department: str | None = None,
    window: str | None = None,
) -> User:
    """Make someone able to sign in, once; a person who is already there is left as is."""
    GRANTS.require(by, PeoplePermission.LOAD)
    found = User.objects.filter(username=username).first()
    if found:
        return found
    user = User(
        username=username,
        display_name=display_name,
        roles=sorted(roles),
        department_id=department,
        window_id=window,
    )
    user.set_password(password)
    user.save()
    append(topic="person", subject=str(user.pk), name="added", by=by, body={"roles": sorted(roles)})
    return user


@transaction.atomic
def count_failure(*, key: str) -> int:
    """Note one failed try at ``key``; returns how many stand against it now."""
    now = clock.now()
    attempt, _made = Attempt.objects.select_for_update().get_or_create(pk=key, defaults={"last_at": now})
    attempt.failures = failures_after(attempt.failures, attempt.last_at, now)
    attempt.last_at = now
    attempt.save()
    return attempt.failures


def forget_failures(*, key: str) -> None:
    """A try that succeeded clears the count."""
    Attempt.objects.filter(pk=key).delete()
