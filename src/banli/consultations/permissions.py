"""Who may ask others, and who answers for a department that is asked."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class ConsultationPermission(StrEnum):
    """What can be done with consultations."""

    READ = "consultations.read"
    ASK = "consultations.ask"
    """Ask, record the meeting, conclude, call off: for the department that asks."""
    OPINE = "consultations.opine"
    """Give the opinion of a department that is asked."""
    NOTE_LATE = "consultations.note_late"
    """Note who did not answer in time."""


P = ConsultationPermission

GRANTS = Grants(
    {
        Role.CLERK: {P.READ, P.ASK},
        Role.REVIEWER: {P.READ, P.ASK, P.OPINE},
        Role.APPROVER: {P.READ, P.ASK, P.OPINE},
        Role.SUPERVISOR: {P.READ},
        Role.HALL_MANAGER: {P.READ},
        Role.SYSTEM: {P.NOTE_LATE},
    },
    everywhere={Role.SUPERVISOR, Role.HALL_MANAGER},
)
