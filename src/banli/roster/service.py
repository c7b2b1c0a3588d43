"""The door of the roster."""

from banli.roster.acts.attendance import (
    Imported,
    ask_correction,
    grant_correction,
    import_stamps,
    refuse_correction,
    subject_of,
)
from banli.roster.acts.badges import give_badge, report_badge_lost, take_back_badge
from banli.roster.acts.cover import begin_cover, end_cover, set_officer
from banli.roster.acts.leave import (
    ask_leave,
    change_officer,
    come_back,
    grant_leave,
    refuse_leave,
    withdraw_leave,
)
from banli.roster.acts.plan import load_roster_plan
from banli.roster.acts.posts import monday_of, plan_week, put_on, take_off
from banli.roster.models import Badge, Correction, Leave, Shift
from banli.roster.permissions import GRANTS, RosterPermission
from banli.roster.rules.attendance import Judged
from banli.roster.rules.badges import BadgeRecord
from banli.roster.rules.corrections import why_not_ask as why_not_ask_correction
from banli.roster.rules.leave import (
    LeaveRecord,
    PairRecord,
    why_not_come_back,
    why_not_decide,
    why_not_withdraw,
)
from banli.roster.rules.leave import why_not_move as why_not_move_leave
from banli.roster.rules.plan import RosterFile, ShiftKind
from banli.roster.rules.week import Gap, PostRecord, days_of, why_not_take_off
from banli.roster.selectors.attendance import (
    Attended,
    attendance_of,
    attended,
    corrections_of,
    find_shift,
    judged_now,
    waiting_corrections,
)
from banli.roster.selectors.badges import badges
from banli.roster.selectors.cover import (
    COVER,
    covers_of,
    lent_to,
    pairs,
    standing_in,
    usual_officer,
)
from banli.roster.selectors.leave_days import leave_days
from banli.roster.selectors.leaves import could_stand_in, decides, find_leave, leaves, waiting_leaves
from banli.roster.selectors.plan import TOPIC, roster_plan, working
from banli.roster.selectors.posts import clerks, hours_of, leave_by_shift, shifts_of, unmanned, windows_for
from banli.roster.selectors.presence import Posted, Presence, presence

__all__ = [
    "COVER",
    "GRANTS",
    "TOPIC",
    "Attended",
    "Badge",
    "BadgeRecord",
    "Correction",
    "Gap",
    "Imported",
    "Judged",
    "Leave",
    "LeaveRecord",
    "PairRecord",
    "PostRecord",
    "Posted",
    "Presence",
    "RosterFile",
    "RosterPermission",
    "Shift",
    "ShiftKind",
    "ask_correction",
    "ask_leave",
    "attendance_of",
    "attended",
    "badges",
    "begin_cover",
    "change_officer",
    "clerks",
    "come_back",
    "corrections_of",
    "could_stand_in",
    "covers_of",
    "days_of",
    "decides",
    "end_cover",
    "find_leave",
    "find_shift",
    "give_badge",
    "grant_correction",
    "grant_leave",
    "hours_of",
    "import_stamps",
    "judged_now",
    "leave_by_shift",
    "leave_days",
    "leaves",
    "lent_to",
    "load_roster_plan",
    "monday_of",
    "pairs",
    "plan_week",
    "presence",
    "put_on",
    "refuse_correction",
    "refuse_leave",
    "report_badge_lost",
    "roster_plan",
    "set_officer",
    "shifts_of",
    "standing_in",
    "subject_of",
    "take_back_badge",
    "take_off",
    "unmanned",
    "usual_officer",
    "waiting_corrections",
    "waiting_leaves",
    "why_not_ask_correction",
    "why_not_come_back",
    "why_not_decide",
    "why_not_move_leave",
    "why_not_take_off",
    "why_not_withdraw",
    "windows_for",
    "withdraw_leave",
    "working",
]
