"""Who keeps the pool, draws panels, and records what experts say."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class ExpertPermission(StrEnum):
    """What can be done with experts and panels. The pool is the province's; a panel is its department's."""

    READ = "experts.read"
    KEEP_POOL = "experts.keep_pool"
    """Add, suspend and restore experts."""
    DRAW = "experts.draw"
    """Draw a panel, and note who leaves it."""
    RECORD = "experts.record"
    """Record signed opinions."""
    CONCLUDE = "experts.conclude"


P = ExpertPermission
EVERYTHING = frozenset(ExpertPermission)

GRANTS = Grants(
    {
        Role.REVIEWER: {P.READ, P.DRAW, P.RECORD, P.CONCLUDE},
        Role.APPROVER: EVERYTHING,
        Role.SUPERVISOR: {P.READ},
        Role.HALL_MANAGER: {P.READ, P.DRAW},
        Role.SYSTEM: EVERYTHING,
    },
    everywhere={Role.SUPERVISOR},
)
