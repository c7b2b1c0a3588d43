"""Accounts that applicants open and close themselves; whose number it is stands one floor above."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.people.models import User
from banli.people.rules import check_names, check_papers

NAME_BYTES = 6
"""Bytes of a user name that nobody need remember: people sign in by number, address or code."""


def hold_name(name: str) -> None:
    """Let two who open or change an account by the same number or address at once do it one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 13))", [name])


@transaction.atomic
def register_applicant(*, by: Actor, display_name: str) -> User:
    """An applicant's account without a password: it is opened by codes until its owner chooses one.

    :raises Invalid: at ``display_name``.
    """
    username = f"sq-{secrets.token_hex(NAME_BYTES)}"
    check_names(username, display_name)
    user = User(username=username, display_name=display_name.strip(), roles=[str(Role.APPLICANT)])
    user.set_unusable_password()
    user.save()
    append(topic="person", subject=str(user.pk), name="registered", by=by, body={"roles": user.roles})
    return user


@transaction.atomic
def choose_password(*, by: Actor, new: str) -> User:
    """A new password for one's own account, without the present one: whoever calls has seen a code sent to its owner.

    Every other session of the account ends. Raises :class:`Invalid` at ``new`` where it is too easy.
    """
    user = _own(by)
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise Invalid([Problem("new", words) for words in error.messages]) from error
    user.set_password(new)
    return _save(user, "password_chosen", by)


@transaction.atomic
def close_own_account(*, by: Actor) -> User:
    """End one's own account for good; who signs in for the house is ended by an administrator."""
    user = _own(by)
    if set(user.roles) != {str(Role.APPLICANT)}:
        raise Refused(gettext_noop("Accounts of the house are ended by an administrator."))
    user.is_active, user.display_name, user.identity = False, "已注销用户", ""
    user.set_unusable_password()
    return _save(user, "closed_by_owner", by)


@transaction.atomic
def verify_identity(*, by: Actor, person: int, name: str, number: str, paper: str) -> User:
    """Write down name and number of an applicant's account as the papers say that ``by`` saw.

    Whoever calls has asked whether ``by`` may. Raises :class:`Invalid` at ``display_name`` and ``identity``.
    """
    user = User.objects.select_for_update().get(pk=person, is_active=True)
    check_papers(name, number)
    if set(user.roles) != {str(Role.APPLICANT)}:
        raise Refused(gettext_noop("Accounts of the house are kept by an administrator."))
    user.display_name, user.identity = name.strip(), number
    return _save(user, "identity_checked", by, paper=paper)


def _own(by: Actor) -> User:
    user = User.objects.select_for_update().filter(pk=by.id or 0, is_active=True).first()
    if user is None:
        raise Denied(gettext_noop("You are not allowed to do this."))
    return user


def _save(user: User, name: str, by: Actor, **body: object) -> User:
    user.version += 1
    user.save()
    append(topic="person", subject=str(user.pk), name=name, by=by, body=body)
    return user
