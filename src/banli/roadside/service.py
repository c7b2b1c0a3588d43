"""The door of the roadside."""

from banli.roadside.acts import record_check, restrict_road
from banli.roadside.models import Check
from banli.roadside.permissions import GRANTS, RoadsidePermission
from banli.roadside.rules.compare import Difference, Permitted, Seen, alarms, compare, outcome, violations
from banli.roadside.rules.records import CheckRecord
from banli.roadside.selectors import (
    Due,
    Touched,
    checks,
    find_check,
    live_permits,
    permit_shown,
    permitted,
    talks_due,
    touched_by,
)

__all__ = [
    "GRANTS",
    "Check",
    "CheckRecord",
    "Difference",
    "Due",
    "Permitted",
    "RoadsidePermission",
    "Seen",
    "Touched",
    "alarms",
    "checks",
    "compare",
    "find_check",
    "live_permits",
    "outcome",
    "permit_shown",
    "permitted",
    "record_check",
    "restrict_road",
    "talks_due",
    "touched_by",
    "violations",
]
