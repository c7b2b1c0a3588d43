"""Who may remove stored files. Who may store one is asked by the act that the file belongs to."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class FilePermission(StrEnum):
    CLEAN = "files.clean"
    """Remove files that nothing refers to once their term is over."""


GRANTS = Grants({Role.SYSTEM: {FilePermission.CLEAN}})
