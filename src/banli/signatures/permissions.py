"""Who changes the keys that sign papers. Signing itself is part of issuing, and asked there."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class SignaturePermission(StrEnum):
    """What can be done about signing keys."""

    KEYS = "signature.keys"
    """Roll over to another key, revoke one."""


P = SignaturePermission
GRANTS = Grants(
    {Role.ADMIN: {P.KEYS}, Role.SYSTEM: {P.KEYS}},
    everywhere={Role.ADMIN},
)
