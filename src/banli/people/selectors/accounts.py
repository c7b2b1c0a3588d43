"""Accounts as an administrator sees them, and who signed in."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.printable import storable
from banli.kernel.text import gettext_noop
from banli.people.models import Look, Session, SignIn, User
from banli.people.permissions import GRANTS, PeoplePermission
from banli.people.rules import Outcome

PAGE = 50


def accounts(by: Actor, *, words: str = "", ended: bool = False, after: str = "") -> list[User]:
    """A page of the accounts that are open, or ended, by user name; ``words`` are part of a name or a department."""
    return list(account_rows(by, words=words, ended=ended).filter(username__gt=storable(after))[:PAGE])


def account_rows(by: Actor, *, words: str = "", ended: bool = False) -> QuerySet[User]:
    """The query behind :func:`accounts`, in its order."""
    GRANTS.require(by, PeoplePermission.KEEP)
    found = User.objects.filter(is_active=not ended)
    for word in storable(words).split():
        found = found.filter(
            Q(username__icontains=word)
            | Q(display_name__icontains=word)
            | Q(department__short_name__icontains=word)
            | Q(department__name__icontains=word)
        )
    return found.select_related("department", "window").order_by("username")


def account(by: Actor, person: int) -> User:
    """One account. Raises :class:`Missing`."""
    GRANTS.require(by, PeoplePermission.KEEP)
    found = User.objects.select_related("department", "window").filter(pk=person).first()
    if found is None:
        raise Missing(gettext_noop("There is no such person."))
    return found


def account_named(username: str) -> User:
    """The account that signs in by this name. Raises :class:`Missing`."""
    found = User.objects.filter(username=storable(username)).first()
    if found is None:
        raise Missing(gettext_noop("There is nobody called “%(username)s”."), username=username)
    return found


def sign_ins(by: Actor, *, failed: bool = False, before: int | None = None) -> list[SignIn]:
    """A page of who signed in and out and who failed to, the latest first."""
    GRANTS.require(by, PeoplePermission.READ_SIGN_INS)
    found = SignIn.objects.select_related("user", "user__department").order_by("-id")
    if failed:
        found = found.filter(outcome=Outcome.FAILED)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found[:PAGE])


def sign_ins_of(by: Actor, person: int, most: int = 20) -> list[SignIn]:
    """The latest of one person: one's own, or anybody's for whoever may see them all."""
    if by.id != person:
        GRANTS.require(by, PeoplePermission.READ_SIGN_INS)
    return list(SignIn.objects.filter(user_id=person).order_by("-id")[:most])


def looks(by: Actor, *, words: str = "", before: int | None = None) -> list[Look]:
    """A page of who looked at what, the latest first; ``words`` are part of a name or begin a number."""
    GRANTS.require(by, PeoplePermission.READ_LOOKS)
    found = Look.objects.select_related("by", "by__department").order_by("-id")
    for word in storable(words).split():
        found = found.filter(
            Q(by__username__icontains=word)
            | Q(by__display_name__icontains=word)
            | Q(subject__startswith=word)
        )
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found[:PAGE])


def open_sessions(by: Actor) -> list[Session]:
    """The sessions in which one is signed in oneself, the latest begun first.

    Which are open is told by the database's clock: browsers keep real time, whatever day a demo shows.
    """
    rows = Session.objects.filter(user=by.id or 0, expire_date__gt=Now()).exclude(mark="")
    return list(rows.order_by("-begun_at", "pk")[:PAGE])
