"""Who may bring a calendar edition into force."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class WorktimePermission(StrEnum):
    """What can be done with calendars."""

    LOAD_EDITIONS = "worktime.load_editions"


GRANTS = Grants(
    {
        Role.ADMIN: {WorktimePermission.LOAD_EDITIONS},
        Role.SYSTEM: {WorktimePermission.LOAD_EDITIONS},
    },
    everywhere={Role.ADMIN},
)
