"""The passkeys of an account."""

from __future__ import annotations

from banli.accounts.models import Passkey


def passkeys_of(person: int | None) -> list[Passkey]:
    """Those of the account, the oldest first."""
    return list(Passkey.objects.filter(user_id=person or 0).order_by("pk"))


def has_passkey(person: int | None) -> bool:
    """True where the account has one."""
    return Passkey.objects.filter(user_id=person or 0).exists()
