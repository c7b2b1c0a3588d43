"""Loading the pack's house, and making people able to sign in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Manager

from banli.kernel.actors import Actor, Role
from banli.kernel.text import Words
from banli.ledger.service import append
from banli.people.models import Department, Keeper, Platform, Region, User, Window
from banli.people.permissions import GRANTS, PeoplePermission
from banli.people.rules import Register, check_certificate, check_identity, check_names
from banli.people.selectors.platform import forget_platform

Place = TypeVar("Place", Region, Department, Window)
Rows = Iterable[Mapping[str, Any]]


LINKS = ("parent", "region", "department")
"""Columns that name another row by its code."""


@transaction.atomic
def load_house(*, by: Actor, regions: Rows, departments: Rows, windows: Rows) -> int:
    """Take in or update regions, departments and windows of a pack; returns how many rows there were."""
    GRANTS.require(by, PeoplePermission.LOAD)
    return sum((_load(Region, regions), _load(Department, departments), _load(Window, windows)))


@transaction.atomic
def load_platform(*, by: Actor, name: Words, centre: Words) -> None:
    """Say what public pages call the platform, and who runs it, in place of what was said before."""
    GRANTS.require(by, PeoplePermission.LOAD)
    said = {"name": name.zh, "name_en": name.en, "centre": centre.zh, "centre_en": centre.en}
    Platform.objects.update_or_create(pk=1, defaults=said)
    forget_platform()


@transaction.atomic
def load_keepers(*, by: Actor, keepers: Mapping[Register, Collection[str]]) -> None:
    """Say which departments keep each register, in place of what was said before."""
    GRANTS.require(by, PeoplePermission.LOAD)
    Keeper.objects.all().delete()
    Keeper.objects.bulk_create(
        Keeper(register=register, department_id=code)
        for register, codes in keepers.items()
        for code in sorted(set(codes))
    )


def _load(model: type[Place], rows: Rows) -> int:
    made = [
        model(**{f"{key}_id" if key in LINKS else key: value for key, value in row.items()}) for row in rows
    ]
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    if made:
        manager: Manager[Place] = model._default_manager
        manager.bulk_create(made, update_conflicts=True, unique_fields=["code"], update_fields=columns)
    return len(made)


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
    hashed: bool = False,
    temporary: bool = False,
    identity: str = "",
    certificate: str = "",
) -> User:
    """Make someone able to sign in, once; a person who is already there is left as is.

    :param hashed: ``password`` is the hash of one, as Django keeps it: many who share one need it hashed once.
    :param temporary: the password is to be changed before anything else is opened with it.
    :param identity: the identity number that was verified, for an applicant who asks about themselves.
    :raises Invalid: at the name that says nothing or cannot be printed, at a number that is none.
    """
    GRANTS.require(by, PeoplePermission.LOAD)
    check_names(username, display_name)
    check_identity(identity)
    check_certificate(certificate)
    found = User.objects.filter(username=username).first()
    if found:
        return found
    user = User(
        username=username,
        display_name=display_name,
        roles=sorted(roles),
        department_id=department,
        window_id=window,
        temporary=temporary,
        identity=identity,
        certificate=certificate,
        password=password if hashed else make_password(password),
    )
    user.save()
    append(topic="person", subject=str(user.pk), name="added", by=by, body={"roles": sorted(roles)})
    return user
