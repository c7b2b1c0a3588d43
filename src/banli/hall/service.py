"""The door of the hall."""

from banli.hall.acts.demands import assign_demand, close_demand, reopen_demand
from banli.hall.acts.mending import photograph, recheck, rectify, reopen
from banli.hall.acts.patrol import record_finding, record_patrol
from banli.hall.acts.plans import load_patrol_plan
from banli.hall.acts.remarks import change_remark, record_remark
from banli.hall.acts.visits import cancel_visit, plan_visit, record_leader_visit
from banli.hall.acts.week import load_week
from banli.hall.models import (
    FindingPhotograph,
    LeaderDemand,
    LeaderVisit,
    Patrol,
    PatrolFinding,
    PatrolRemark,
    VisitPlan,
)
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.demands import overdue_sentence
from banli.hall.rules.grades import DimensionLine
from banli.hall.rules.mending import MOST_PHOTOGRAPHS
from banli.hall.rules.plan import Dimension, Grade
from banli.hall.rules.plan import Plan as PatrolPlanFile
from banli.hall.rules.plan import plan_faults as patrol_plan_faults
from banli.hall.rules.records import (
    FindingRecord,
    LeaderVisitRecord,
    PatrolRecord,
    RemarkRecord,
    VisitPlanRecord,
    composed_visit,
)
from banli.hall.rules.week import HallWeek
from banli.hall.selectors import (
    find_patrol,
    find_photograph,
    findings_of,
    findings_to_recheck,
    latest_patrols,
    open_findings,
    patrol_opening,
    patrol_remark,
    patrol_summary,
    photographs_of,
    unmended_findings,
)
from banli.hall.selectors.plan import needed_plan
from banli.hall.selectors.plan import plan as patrol_plan
from banli.hall.selectors.visits import (
    find_demand,
    find_visit_plan,
    latest_leader_visits,
    leader_visits,
    leaders_agenda,
    open_demands,
    overdue_demands,
    papers_of_demands,
    planned_visits,
)
from banli.hall.selectors.week import hall_week

__all__ = [
    "GRANTS",
    "MOST_PHOTOGRAPHS",
    "Dimension",
    "DimensionLine",
    "FindingPhotograph",
    "FindingRecord",
    "Grade",
    "HallPermission",
    "HallWeek",
    "LeaderDemand",
    "LeaderVisit",
    "LeaderVisitRecord",
    "Patrol",
    "PatrolFinding",
    "PatrolPlanFile",
    "PatrolRecord",
    "PatrolRemark",
    "RemarkRecord",
    "VisitPlan",
    "VisitPlanRecord",
    "assign_demand",
    "cancel_visit",
    "change_remark",
    "close_demand",
    "composed_visit",
    "find_demand",
    "find_patrol",
    "find_photograph",
    "find_visit_plan",
    "findings_of",
    "findings_to_recheck",
    "hall_week",
    "latest_leader_visits",
    "latest_patrols",
    "leader_visits",
    "leaders_agenda",
    "load_patrol_plan",
    "load_week",
    "needed_plan",
    "open_demands",
    "open_findings",
    "overdue_demands",
    "overdue_sentence",
    "papers_of_demands",
    "patrol_opening",
    "patrol_plan",
    "patrol_plan_faults",
    "patrol_remark",
    "patrol_summary",
    "photograph",
    "photographs_of",
    "plan_visit",
    "planned_visits",
    "recheck",
    "record_finding",
    "record_leader_visit",
    "record_patrol",
    "record_remark",
    "rectify",
    "reopen",
    "reopen_demand",
    "unmended_findings",
]
