"""Who may freeze figures, look behind them, and count again."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class StatisticsPermission(StrEnum):
    FREEZE = "statistics.freeze"
    """Fix numbers for publication."""
    OPEN_FIGURE = "statistics.open_figure"
    """See which cases a figure counts."""
    REBUILD = "statistics.rebuild"
    """Count the daily facts again from the record."""


STAFF = frozenset(Role) - {Role.APPLICANT}

GRANTS = Grants(
    {
        role: {
            *((StatisticsPermission.OPEN_FIGURE,) if role in STAFF else ()),
            *((StatisticsPermission.FREEZE,) if role in {Role.EDITOR, Role.SIGNER, Role.SYSTEM} else ()),
            *((StatisticsPermission.REBUILD,) if role in {Role.ADMIN, Role.SYSTEM} else ()),
        }
        for role in Role
    },
    everywhere=STAFF,
)
