"""Who may see how messages were sent, and send one again."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class NoticePermission(StrEnum):
    LOAD = "notices.load"
    SEND = "notices.send"
    """Address messages and hand them to their channels."""
    READ = "notices.read"
    """See to whom what was sent, with numbers in part."""
    RESEND = "notices.resend"
    CLEAN = "notices.clean"


P = NoticePermission
GRANTS = Grants(
    {
        Role.SYSTEM: {P.LOAD, P.SEND, P.CLEAN},
        Role.CLERK: {P.READ, P.RESEND},
        Role.REVIEWER: {P.READ, P.RESEND},
        Role.APPROVER: {P.READ, P.RESEND},
        Role.SUPERVISOR: {P.READ},
        Role.ADMIN: {P.LOAD, P.READ, P.RESEND},
    },
    everywhere={Role.ADMIN, Role.SUPERVISOR},
)
