"""Removing what outlived its rule of retention: tries, sessions, sign-ins, looks. Doing it twice does no harm."""

from __future__ import annotations

from datetime import datetime

from banli.kernel.actors import Actor
from banli.people.acts.sessions import SessionStore
from banli.people.models import Attempt, Look, Session, SignIn
from banli.people.permissions import GRANTS, PeoplePermission


def remove_attempts(*, by: Actor, before: datetime) -> int:
    """Counts of tries that began before; how many."""
    GRANTS.require(by, PeoplePermission.CLEAN)
    return Attempt.objects.filter(since__lt=before).delete()[0]


def remove_sign_ins(*, by: Actor, before: datetime) -> int:
    """Records of signing in and out from before; how many."""
    GRANTS.require(by, PeoplePermission.CLEAN)
    return SignIn.objects.filter(at__lt=before).delete()[0]


def remove_looks(*, by: Actor, before: datetime) -> int:
    """Records of looks from before; how many."""
    GRANTS.require(by, PeoplePermission.CLEAN)
    return Look.objects.filter(at__lt=before).delete()[0]


def remove_sessions(*, by: Actor) -> int:
    """Sessions that have ended, by the machine's clock as browsers know it; how many."""
    GRANTS.require(by, PeoplePermission.CLEAN)
    before = Session.objects.count()
    SessionStore.clear_expired()
    return max(before - Session.objects.count(), 0)
