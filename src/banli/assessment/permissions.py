"""Who assesses, who objects, who reads."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class AssessmentPermission(StrEnum):
    """What can be done with assessments."""

    READ = "assessment.read"
    """Published rounds whole; of an open one the own department's scores."""
    OBJECT = "assessment.object"
    """Object to a mark of the own department."""
    ASSESS = "assessment.assess"
    """Write down marks, freeze, answer objections, publish."""
    OVERSEE = "assessment.oversee"
    """Read open rounds whole."""
    SET_TEMPLATE = "assessment.set_template"
    """Load a pack's template."""


P = AssessmentPermission
GRANTS = Grants(
    {
        Role.CLERK: {P.READ},
        Role.REVIEWER: {P.READ},
        Role.APPROVER: {P.READ, P.OBJECT},
        Role.SUPERVISOR: {P.READ, P.OVERSEE},
        Role.HALL_MANAGER: {P.READ, P.OVERSEE, P.ASSESS},
        Role.ADMIN: {P.SET_TEMPLATE},
        Role.SYSTEM: {P.SET_TEMPLATE},
    },
    everywhere={Role.SUPERVISOR, Role.HALL_MANAGER, Role.ADMIN},
)
