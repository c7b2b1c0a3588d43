"""Signing in by name and password: the same for everybody, whichever page it happens on."""

from __future__ import annotations

from django.contrib.auth import authenticate

from banli.people.acts.attempts import guarded
from banli.people.models import User
from banli.people.rules import Door


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

    guarded(door=Door.SIGN_IN, secret=username.casefold(), address=address, fits=fits)
    return found
