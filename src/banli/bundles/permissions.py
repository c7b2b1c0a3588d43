"""Who may do what with bundles. Handing in is asked of the permissions of cases."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class BundlePermission(StrEnum):
    """What can be done with bundles."""

    LOAD = "bundles.load"
    """Publish the bundles of a pack."""


GRANTS = Grants({Role.SYSTEM: {BundlePermission.LOAD}})
