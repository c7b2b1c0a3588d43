"""Who acts: an actor with roles, and the grants that say which role may do what, and where.

Permissions answer *who*; rules answer *when*. People hold roles only, never single permissions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from banli.kernel.errors import Denied
from banli.kernel.text import gettext_noop


class Role(StrEnum):
    """What a person is in the house, in plain words."""

    APPLICANT = "applicant"
    """A citizen or a company's agent: applies, answers corrections, collects results."""
    CLERK = "clerk"
    """窗口人员: takes in, accepts, asks for one correction, decides instant items at the window."""
    REVIEWER = "reviewer"
    """审查人员: examines accepted cases of the department, starts and ends special procedures."""
    APPROVER = "approver"
    """审批负责人: decides for the department, extends a limit, issues certificates."""
    GOVERNMENT = "government"
    """本级人民政府负责人: extends the limit of a case that several departments handle jointly."""
    HALL_MANAGER = "hall_manager"
    """大厅管理人员: patrol, visits, outreach, roster."""
    SUPERVISOR = "supervisor"
    """电子监察人员: sees every case and every light and changes no case; cancels signals and presses departments."""
    EDITOR = "editor"
    """周报编辑: collects and edits the weekly report."""
    CHECKER = "checker"
    """周报审核人: reads the weekly report before it is signed; passes it on or gives it back with a reason."""
    SIGNER = "signer"
    """周报签发人: signs the weekly report off, which allots its number."""
    ADMIN = "admin"
    """系统管理员: people, packs, calendars; no business decisions."""
    SYSTEM = "system"
    """The platform itself: jobs and intake, by rule only."""


USER, FOR = "user:", " for "


def people_of(label: str) -> tuple[int, ...]:
    """The users that a label of the ledger names: who acted, then for whom; none for the platform and for visitors."""
    return tuple(int(one.removeprefix(USER)) for one in label.split(FOR) if one.startswith(USER))


@dataclass(frozen=True)
class Actor:
    """The one who acts. ``id`` is the user's id (None for the platform and for anonymous applicants)."""

    name: str
    roles: frozenset[Role]
    id: int | None = None
    department: str = ""
    window: str = ""
    session: frozenset[str] = field(default=frozenset())
    """Numbers of cases this visitor has unlocked with number and password."""
    behalf: int | None = None
    """The user for whom this one stands in (B角 for A角): roles and place are that one's, ``id`` is not."""

    @property
    def label(self) -> str:
        """How the ledger names the actor: never a personal name, always traceable."""
        if self.id is not None:
            own = f"{USER}{self.id}"
            return own if self.behalf is None else f"{own}{FOR}{USER}{self.behalf}"
        return "system" if Role.SYSTEM in self.roles else "visitor"


SYSTEM = Actor(name="系统", roles=frozenset({Role.SYSTEM}))
VISITOR = Actor(name="", roles=frozenset({Role.APPLICANT}))


class Grants:
    """A map of role to permissions for one app; ``everywhere`` roles are not bound to their department."""

    def __init__(
        self,
        by_role: Mapping[Role, frozenset[StrEnum] | set[StrEnum]],
        everywhere: frozenset[Role] | set[Role] = frozenset(),
    ) -> None:
        self.by_role = {role: frozenset(permissions) for role, permissions in by_role.items()}
        self.everywhere = frozenset(everywhere) | {Role.SYSTEM}

    def may(self, by: Actor, permission: StrEnum, *, department: str = "") -> bool:
        """True where a role of ``by`` holds ``permission``, in ``department`` where one is named."""
        for role in by.roles:
            if permission not in self.by_role.get(role, frozenset()):
                continue
            if not department or role in self.everywhere or by.department == department:
                return True
        return False

    def may_everywhere(self, by: Actor, permission: StrEnum) -> bool:
        """True where a role of ``by`` holds ``permission`` in every department."""
        return any(
            permission in self.by_role.get(role, frozenset()) and role in self.everywhere for role in by.roles
        )

    def require(self, by: Actor, permission: StrEnum, *, department: str = "") -> None:
        """Raise :class:`Denied` unless :meth:`may`."""
        if not self.may(by, permission, department=department):
            raise Denied(gettext_noop("You are not allowed to do this."))
