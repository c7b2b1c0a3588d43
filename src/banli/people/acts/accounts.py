"""Accounts in their life: changed, ended and opened again by an administrator, passwords by their owner."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Problem, Refused, Stale
from banli.kernel.printable import blank, fault, storable
from banli.kernel.text import gettext_noop
from banli.ledger.service import Overtaken, append, version_of
from banli.people.acts.attempts import guarded
from banli.people.acts.house import add_person
from banli.people.acts.sessions import end_sessions_of
from banli.people.models import User
from banli.people.permissions import GRANTS, PeoplePermission
from banli.people.rules import Door, check_certificate, check_names, check_roles
from banli.people.selectors.house import check_place

LAST = gettext_noop("This is the last administrator: without one nobody could keep accounts.")
WORDS_LENGTH = 12
"""Bytes of a password that is handed out."""


def new_secret() -> str:
    """A password to hand out, 16 characters that nobody guesses."""
    return secrets.token_urlsafe(WORDS_LENGTH)


def _held(person: int, version: int | None) -> User:
    """The account, held until the transaction ends. Raises :class:`Missing` and :class:`Stale`.

    The administrators are held with it, all in one order: two who end each other at once would wait for each other.
    """
    admins = Q(is_active=True, roles__contains=[str(Role.ADMIN)])
    rows = User.objects.select_for_update().filter(Q(pk=person) | admins).order_by("pk")
    user = next((one for one in rows if one.pk == person), None)
    if user is None:
        raise Missing(gettext_noop("There is no such person."))
    if version is not None and user.version != version:
        raise _overtaken(user, version)
    return user


def _overtaken(user: User, version: int) -> Overtaken:
    """Each change of an account is one event, and one more of its own number."""
    topic, subject = "person", str(user.pk)
    return Overtaken(topic, subject, version_of(topic, subject) - (user.version - version))


def _keep_an_administrator(user: User) -> None:
    """Raise :class:`Refused` where ``user`` is the last one. Of two at once the second waits, and then sees."""
    admins = User.objects.select_for_update().filter(is_active=True, roles__contains=[str(Role.ADMIN)])
    if {one.pk for one in admins.order_by("pk")} == {user.pk}:
        raise Refused(LAST)


def _save(user: User, name: str, by: Actor, **body: object) -> User:
    user.version += 1
    user.save()
    append(topic="person", subject=str(user.pk), name=name, by=by, body=body)
    return user


@transaction.atomic
def open_account(
    *,
    by: Actor,
    username: str,
    display_name: str,
    roles: Collection[str],
    department: str,
    window: str,
    identity: str = "",
    certificate: str = "",
) -> tuple[User, str]:
    """Make somebody new able to sign in; the account, and the password to hand out, which is kept nowhere.

    :param identity: the identity number of an applicant, verified by whoever opens the account.
    :param certificate: the number of an officer's enforcement certificate.
    :raises Invalid: at the name, the roles, the place or the number.
    """
    GRANTS.require(by, PeoplePermission.KEEP)
    check_roles(roles, department, window)
    check_place(department or None, window or None)
    if User.objects.filter(username=storable(username)).exists():
        raise Invalid([Problem("username", gettext_noop("Somebody signs in by this name already."))])
    secret = new_secret()
    user = add_person(
        by=by,
        username=username,
        display_name=display_name,
        roles=[Role(role) for role in set(roles)],
        password=secret,
        department=department or None,
        window=window or None,
        temporary=True,
        identity=identity,
        certificate=certificate,
    )
    return user, secret


@transaction.atomic
def change_account(
    *,
    by: Actor,
    person: int,
    display_name: str,
    roles: Collection[str],
    department: str,
    window: str,
    certificate: str | None = None,
    version: int | None = None,
) -> User:
    """Give somebody other roles, another department or window, another name or certificate; it holds from the next
    click on, and where a role is taken every session of theirs ends. ``certificate`` None leaves it as it is."""
    GRANTS.require(by, PeoplePermission.KEEP)
    user = _held(person, version)
    check_names(user.username, display_name)
    check_roles(roles, department, window)
    check_place(department or None, window or None)
    if not user.is_active:
        raise Refused(gettext_noop("This account is ended. Open it again first."))
    if str(Role.ADMIN) in user.roles and str(Role.ADMIN) not in roles:
        _keep_an_administrator(user)
    number = user.certificate if certificate is None else certificate.strip()
    check_certificate(number)
    before = {"roles": user.roles, "department": user.department_id, "window": user.window_id}
    after = {"roles": sorted(set(roles)), "department": department or None, "window": window or None}
    if before == after and (user.display_name, user.certificate) == (display_name, number):
        return user
    user.display_name, user.roles, user.certificate = display_name, sorted(set(roles)), number
    user.department_id, user.window_id = department or None, window or None
    if set(before["roles"] or ()) - set(roles):
        end_sessions_of(user)
    return _save(user, "changed", by, before=before, after=after)


@transaction.atomic
def end_account(*, by: Actor, person: int, reason: str, version: int | None = None) -> User:
    """Let somebody sign in no more: whoever is signed in with this account is out with the next click.

    :raises Refused: for the last administrator, and an account that is ended already.
    """
    GRANTS.require(by, PeoplePermission.KEEP)
    if blank(reason):
        raise Invalid([Problem("reason", gettext_noop("Say why, in a few words."))])
    if wrong := fault(reason):
        raise Invalid([wrong.at("reason")])
    user = _held(person, version)
    if not user.is_active:
        raise Refused(gettext_noop("This account is ended already."))
    if str(Role.ADMIN) in user.roles:
        _keep_an_administrator(user)
    user.is_active = False
    # Sessions hang on the password: without one none comes back when the account is opened again.
    user.set_unusable_password()
    end_sessions_of(user)
    return _save(user, "ended", by, reason=reason.strip())


@transaction.atomic
def reopen_account(*, by: Actor, person: int, version: int | None = None) -> tuple[User, str]:
    """Let somebody sign in again, with a new password to hand out."""
    GRANTS.require(by, PeoplePermission.KEEP)
    user = _held(person, version)
    if user.is_active:
        raise Refused(gettext_noop("This account is open already."))
    secret = new_secret()
    user.is_active, user.temporary = True, True
    user.set_password(secret)
    return _save(user, "reopened", by), secret


@transaction.atomic
def reset_password(*, by: Actor, person: int, version: int | None = None) -> tuple[User, str]:
    """A new password to hand out: sessions of the old one end, and the first thing it opens is its own change."""
    GRANTS.require(by, PeoplePermission.KEEP)
    user = _held(person, version)
    if not user.is_active:
        raise Refused(gettext_noop("This account is ended. Open it again first."))
    secret = new_secret()
    user.temporary = True
    user.set_password(secret)
    end_sessions_of(user)
    return _save(user, "password_set", by), secret


def change_own_password(*, by: Actor, current: str, new: str, address: str) -> User:
    """Change the password one signs in with. Every other session of the account ends.

    :raises Invalid: where the present one is wrong, or the new one is too easy.
    :raises Locked: while tries at this name are refused.
    """
    user = User.objects.filter(pk=by.id or 0, is_active=True).first()
    if user is None:
        raise Denied(gettext_noop("You are not allowed to do this."))
    name = user.username.casefold()
    if not guarded(
        door=Door.SIGN_IN, secret=name, address=address, fits=lambda: user.check_password(current)
    ):
        raise Invalid([Problem("current", gettext_noop("This is not your present password."))])
    if new == current:
        raise Invalid([Problem("new", gettext_noop("Take another one than the present password."))])
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise Invalid([Problem("new", words) for words in error.messages]) from error
    return _own_password(by, user.pk, current, new)


@transaction.atomic
def _own_password(by: Actor, person: int, current: str, new: str) -> User:
    user = _held(person, None)
    if not user.is_active or not user.check_password(current):
        raise Stale(gettext_noop("Somebody changed this account meanwhile. Look at it again."))
    user.temporary = False
    user.set_password(new)
    return _save(user, "password_changed", by)
