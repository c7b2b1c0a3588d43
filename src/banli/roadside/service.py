"""The door of the roadside."""

from banli.roadside.acts.check import record_check
from banli.roadside.acts.restriction import (
    keep_passages,
    permits_issued,
    restrict_road,
    tell_all_touched,
    tell_touched,
)
from banli.roadside.models import Check
from banli.roadside.permissions import GRANTS, RoadsidePermission
from banli.roadside.rules.comparison import Difference, Permitted, Seen, alarms, compare, outcome, violations
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
    told_counts,
    touched_by,
    would_touch,
)

HANDLERS = (permits_issued,)
"""What this app does with the record's news."""

__all__ = [
    "GRANTS",
    "HANDLERS",
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
    "keep_passages",
    "live_permits",
    "outcome",
    "permit_shown",
    "permitted",
    "record_check",
    "restrict_road",
    "talks_due",
    "tell_all_touched",
    "tell_touched",
    "told_counts",
    "touched_by",
    "violations",
    "would_touch",
]
