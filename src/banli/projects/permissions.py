"""Who may keep plans and projects, and let a case into the green channel."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class ProjectPermission(StrEnum):
    """What can be done with projects."""

    READ = "projects.read"
    KEEP = "projects.keep"
    """Plans, projects, early entry, site visits, sections, publishing a decision."""
    OPEN_CHANNEL = "projects.open_channel"
    """Let a case into the green channel."""


P = ProjectPermission

GRANTS = Grants(
    {
        Role.CLERK: {P.READ},
        Role.REVIEWER: {P.READ, P.KEEP},
        Role.APPROVER: {P.READ, P.KEEP, P.OPEN_CHANNEL},
        Role.SUPERVISOR: {P.READ},
        Role.HALL_MANAGER: {P.READ},
        Role.EDITOR: {P.READ},
        Role.SYSTEM: {P.READ, P.KEEP, P.OPEN_CHANNEL},
    },
    everywhere={Role.SUPERVISOR, Role.HALL_MANAGER, Role.EDITOR},
)
