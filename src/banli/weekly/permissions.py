"""Who may do what with the weekly report. When it is allowed is in the rules."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class WeeklyPermission(StrEnum):
    """What can be done with the weekly report."""

    READ = "weekly.read"
    """See drafts and what windows sent."""
    READ_PUBLISHED = "weekly.read_published"
    """Read published issues, search them, take their figures as data."""
    SEND = "weekly.send"
    """Send lines in for one's own department."""
    COMMENT = "weekly.comment"
    """Comment on an issue that is being written, and propose other words for its lines."""
    EDIT = "weekly.edit"
    """Open an issue, ask windows, collect, change its lines, send it to be checked."""
    CHECK = "weekly.check"
    """Check an issue before it is signed, or give it back."""
    SIGN = "weekly.sign"
    """Sign an issue off, which numbers and freezes it, or give it back."""
    PUBLISH = "weekly.publish"
    """Have a signed issue set and kept."""
    DISTRIBUTE = "weekly.distribute"
    """Send a published issue to its recipients, note receipts from outside, archive it."""
    RECEIVE = "weekly.receive"
    """Confirm the receipt of copies for one's own department."""
    SET_UP = "weekly.set_up"
    """Say what stands on every issue, and where the numbering stood before this platform."""


P = WeeklyPermission

WINDOW: frozenset[StrEnum] = frozenset({P.READ_PUBLISHED, P.SEND, P.RECEIVE})
EDITOR: frozenset[StrEnum] = frozenset(
    {P.READ, P.READ_PUBLISHED, P.COMMENT, P.EDIT, P.PUBLISH, P.DISTRIBUTE, P.RECEIVE}
)

GRANTS = Grants(
    {
        Role.EDITOR: EDITOR,
        Role.CHECKER: {P.READ, P.READ_PUBLISHED, P.COMMENT, P.CHECK, P.RECEIVE},
        Role.SIGNER: {P.READ, P.READ_PUBLISHED, P.COMMENT, P.SIGN, P.PUBLISH, P.RECEIVE},
        Role.SYSTEM: {*EDITOR, P.SET_UP},
        Role.ADMIN: {P.READ_PUBLISHED, P.SET_UP},
        Role.HALL_MANAGER: {P.READ, P.READ_PUBLISHED, P.COMMENT, P.SEND, P.RECEIVE},
        Role.SUPERVISOR: {P.READ, P.READ_PUBLISHED, P.RECEIVE},
        Role.GOVERNMENT: {P.READ_PUBLISHED},
        Role.CLERK: WINDOW,
        Role.REVIEWER: WINDOW,
        Role.APPROVER: WINDOW,
    },
    everywhere={
        *(Role.EDITOR, Role.CHECKER, Role.SIGNER, Role.ADMIN),
        *(Role.GOVERNMENT, Role.HALL_MANAGER, Role.SUPERVISOR),
    },
)
