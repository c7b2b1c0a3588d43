"""Who may seal the record. Reading it is part of every app's own permissions."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class LedgerPermission(StrEnum):
    SEAL = "ledger.seal"


GRANTS = Grants({Role.SYSTEM: {LedgerPermission.SEAL}, Role.ADMIN: {LedgerPermission.SEAL}}, {Role.ADMIN})
