"""The door of the hall."""

from banli.hall.acts.patrol import recheck, record_finding, record_patrol, record_remark, rectify, reopen
from banli.hall.acts.visits import record_leader_visit
from banli.hall.acts.week import load_week
from banli.hall.models import LeaderVisit, Patrol, PatrolFinding, PatrolRemark
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.grades import (
    GRADE_NAMES,
    SEVERITY_NAMES,
    TITLES,
    Dimension,
    DimensionLine,
    Grade,
    Severity,
)
from banli.hall.rules.records import (
    SLOT_NAMES,
    FindingRecord,
    LeaderVisitRecord,
    PatrolRecord,
    RemarkRecord,
    Slot,
    composed_visit,
)
from banli.hall.rules.week import HallWeek
from banli.hall.selectors import (
    find_patrol,
    latest_leader_visits,
    latest_patrols,
    leader_visits,
    open_findings,
    patrol_opening,
    patrol_summary,
)

__all__ = [
    "GRADE_NAMES",
    "GRANTS",
    "SEVERITY_NAMES",
    "SLOT_NAMES",
    "TITLES",
    "Dimension",
    "DimensionLine",
    "FindingRecord",
    "Grade",
    "HallPermission",
    "HallWeek",
    "LeaderVisit",
    "LeaderVisitRecord",
    "Patrol",
    "PatrolFinding",
    "PatrolRecord",
    "PatrolRemark",
    "RemarkRecord",
    "Severity",
    "Slot",
    "composed_visit",
    "find_patrol",
    "latest_leader_visits",
    "latest_patrols",
    "leader_visits",
    "load_week",
    "open_findings",
    "patrol_opening",
    "patrol_summary",
    "recheck",
    "record_finding",
    "record_leader_visit",
    "record_patrol",
    "record_remark",
    "rectify",
    "reopen",
]
