"""Reads about people and the house."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from banli.kernel.actors import VISITOR, Actor, Role
from banli.kernel.errors import Denied, Missing
from banli.kernel.remembered import remembered
from banli.kernel.statements import statements
from banli.kernel.text import gettext_noop
from banli.people.models import Department, Keeper, Region, User, Window
from banli.people.rules import Identity, Register, address_of


def actor_for(user: object, unlocked: frozenset[str] = frozenset()) -> Actor:
    """The actor behind a signed-in user; a visitor for an anonymous one. Whoever stands in for somebody has that one's
    roles and place, and no others, until they pass back.

    :param unlocked: numbers of cases the visitor has opened with number and password.
    """
    if not isinstance(user, User):
        return Actor(name="", roles=VISITOR.roles, session=unlocked)
    if user.lent is not None:
        return Actor(
            name=user.display_name,
            roles=user.lent.roles,
            id=user.pk,
            department=user.lent.department,
            window=user.lent.window,
            session=unlocked,
            behalf=user.lent.person,
        )
    return Actor(
        name=user.display_name,
        roles=frozenset(Role(role) for role in user.roles),
        id=user.pk,
        department=user.department_id or "",
        window=user.window_id or "",
        session=unlocked,
    )


def identity_of(person: int | None) -> Identity | None:
    """Name and number that were verified for the account of ``person``; None where none were."""
    user = User.objects.filter(pk=person or 0, is_active=True).exclude(identity="").first()
    return Identity(user.display_name, user.identity) if user else None


def certificates_of(department: str) -> dict[str, str]:
    """The officers of a department who carry an enforcement certificate (执法证件): name to number. A name that two
    have is left out."""
    rows = User.objects.filter(department=department, is_active=True).exclude(certificate="")
    found: dict[str, set[str]] = {}
    for name, number in rows.values_list("display_name", "certificate"):
        found.setdefault(name, set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def identified(number: str) -> User | None:
    """The applicant's account that was checked for this identity number; None for none."""
    rows = User.objects.filter(identity=number, is_active=True, roles=[str(Role.APPLICANT)])
    return rows.order_by("pk").first() if number else None


@remembered(lambda code: code)
def department(code: str) -> Department:
    """The department. Raises :class:`Missing`."""
    try:
        return Department.objects.get(pk=code)
    except Department.DoesNotExist:
        raise Missing(gettext_noop("There is no department “%(code)s”."), code=code) from None


def present(**asked: QuerySet[Any]) -> dict[str, bool]:
    """Of several queries those that find a row, by name, in one statement."""
    if not asked:
        return {}
    # Each is put into SQL by itself: as parts of one query they would be copied and renamed, which takes ten times as
    # long as the answer.
    parts = {name: rows.query.exists().sql_with_params() for name, rows in asked.items()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"EXISTS({sql})" for sql, _values in parts.values()),
            [value for _sql, values in parts.values() for value in values],
        )
        return dict(zip(parts, cursor.fetchone(), strict=True))


def check_place(department_code: str | None, window_code: str | None) -> None:
    """Raise :class:`Missing` where the department or window does not exist, or the window is another's."""
    if department_code is not None:
        department(department_code)
    if window_code is not None and window_code not in {one.code for one in windows(department_code or "")}:
        raise Missing(gettext_noop("There is no window “%(code)s” in that department."), code=window_code)


def regions() -> list[Region]:
    """All regions by their code."""
    return list(Region.objects.order_by("code"))


@remembered(lambda: "")
def departments() -> list[Department]:
    """All departments in their official order."""
    return list(Department.objects.all())


def hold_departments(departments: Collection[str]) -> set[str]:
    """Those of ``departments`` that are there; none of them goes away until the caller's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(statements("people", "holding")["departments"], {"keys": list(departments)})
        return {key for (key,) in cursor.fetchall()}


def windows(of_department: str = "") -> list[Window]:
    """All windows, or those of one department."""
    every = Window.objects.select_related("department")
    return list(every.filter(department_id=of_department) if of_department else every)


def named(thing: Department | Window | Region) -> str:
    """Its name in the active language."""
    if (get_language() or "zh").startswith("en") and thing.name_en:
        return thing.name_en
    return thing.short_name if isinstance(thing, Department) else thing.name


def staff_of(department_code: str = "") -> list[User]:
    """Who signs in at the desk for a department, or for any of them, by name; ended accounts are left out."""
    every = User.objects.filter(is_active=True, department__isnull=False).select_related("window")
    found = every.filter(department_id=department_code) if department_code else every
    return list(found.order_by("department_id", "display_name", "id"))


def names_of(ids: list[int]) -> dict[int, str]:
    """Display names of users by id."""
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "display_name"))


def asked_from(meta: Mapping[str, Any]) -> str:
    """Where a request with these headers comes from; behind a proxy that terminates TLS, what that proxy says."""
    return address_of(meta, proxied=bool(settings.SECURE_PROXY_SSL_HEADER))


def keeps(by: Actor, register: Register) -> bool:
    """True for the platform, and for somebody of a department that keeps the register."""
    if Role.SYSTEM in by.roles:
        return True
    return Keeper.objects.filter(register=register, department_id=by.department).exists()


def require_keeper(by: Actor, register: Register) -> None:
    """Raise :class:`Denied` unless :func:`keeps`, naming who does."""
    if keeps(by, register):
        return
    found = (
        Keeper.objects.filter(register=register).select_related("department").order_by("department__order")
    )
    names = "、".join(named(one.department) for one in found)
    if not names:
        raise Denied(
            gettext_noop("No department is named yet that keeps this register. Tell the administrator.")
        )
    raise Denied(gettext_noop("This register is kept by %(departments)s."), departments=names)
