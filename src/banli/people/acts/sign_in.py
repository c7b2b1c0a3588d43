"""Signing in and out: the same for everybody, whichever page it happens on, and each leaves a record."""

from __future__ import annotations

from django.contrib.auth import authenticate

from banli.kernel import clock
from banli.kernel.printable import storable
from banli.people.acts.attempts import guarded
from banli.people.models import SignIn, User
from banli.people.rules import Door, Outcome


def let_in(*, username: str, password: str, address: str) -> User | None:
    """Whoever these two fit; None for anybody else, whether the name, the password or both are wrong.

    :raises Locked: while tries at this name, or from this network, are refused.
    """
    found: User | None = None

    def fits() -> bool:
        nonlocal found
        user = authenticate(None, username=username, password=password)
        found = user if isinstance(user, User) else None
        return found is not None

    if not guarded(door=Door.SIGN_IN, secret=username.casefold(), address=address, fits=fits):
        named = User.objects.filter(username=storable(username)).first()
        note_sign_in(user=named, outcome=Outcome.FAILED, address=address)
    return found


def note_sign_in(*, user: User | None, outcome: Outcome, address: str) -> None:
    """Write down that somebody signed in or out, or failed to."""
    SignIn.objects.create(user=user, outcome=outcome, address=address, at=clock.now())
