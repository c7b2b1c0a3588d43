"""Whether an account has a second factor."""

from __future__ import annotations

from collections.abc import Collection

from banli.accounts.models import RecoveryCode, SecondFactor
from banli.accounts.selectors.passkeys import has_passkey


def has_second_factor(person: int | None) -> bool:
    """True where a second factor is asked for when somebody signs in with this account."""
    return SecondFactor.objects.filter(user_id=person or 0, confirmed_at__isnull=False).exists()


def recovery_codes_left(person: int) -> int:
    """How many codes for a lost telephone are unused."""
    return RecoveryCode.objects.filter(user_id=person, used_at=None).count()


def needs_second_factor(roles: Collection[str], wanted: Collection[str], person: int | None) -> bool:
    """True where one of ``roles`` is ``wanted`` to have one, and the account has none; a passkey is one."""
    return bool(set(roles) & set(wanted)) and not (has_second_factor(person) or has_passkey(person))
