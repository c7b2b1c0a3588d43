"""Who may load the pack's people and departments, keep accounts, and see who signed in."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class PeoplePermission(StrEnum):
    LOAD = "people.load"
    KEEP = "people.keep"
    """Add people, change their roles and place, end accounts and hand out new passwords."""
    READ_SIGN_INS = "people.read_sign_ins"
    """See who signed in, who tried to, and from where."""
    READ_LOOKS = "people.read_looks"
    """See who looked at what identifies a person, and why."""
    CLEAN = "people.clean"
    """Remove what outlived its rule of retention."""


P = PeoplePermission
GRANTS = Grants(
    {
        Role.SYSTEM: {P.LOAD, P.KEEP, P.CLEAN},
        Role.ADMIN: {P.LOAD, P.KEEP, P.READ_SIGN_INS, P.READ_LOOKS},
        Role.SUPERVISOR: {P.READ_SIGN_INS, P.READ_LOOKS},
    },
    everywhere={Role.ADMIN, Role.SUPERVISOR},
)
