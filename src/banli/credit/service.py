"""The door of credit."""

from banli.credit.acts.answer import state_to_proposal
from banli.credit.acts.bans import impose, lift, show_code
from banli.credit.acts.violations import confirm, dismiss, load_count_rules, note_views, record_violation
from banli.credit.models import Ban, Proposal, Subject, Violation
from banli.credit.permissions import GRANTS, CreditPermission
from banli.credit.rules.bans import (
    BanRecord,
    Count,
    Standing,
    ViolationRecord,
    is_personal,
    last_day,
    normal,
    status,
)
from banli.credit.rules.bases import BanBasis
from banli.credit.rules.violations import CountRule, CountRules
from banli.credit.selectors import (
    ban_against,
    bases_of,
    count_rules,
    find_proposal,
    held,
    open_proposals,
    proposals_against,
    proposals_by_id,
    search_bans,
    search_violations,
    subject_of,
    violation_count,
    visible_bans,
    visible_proposals,
    visible_violations,
)

__all__ = [
    "GRANTS",
    "Ban",
    "BanBasis",
    "BanRecord",
    "Count",
    "CountRule",
    "CountRules",
    "CreditPermission",
    "Proposal",
    "Standing",
    "Subject",
    "Violation",
    "ViolationRecord",
    "ban_against",
    "bases_of",
    "confirm",
    "count_rules",
    "dismiss",
    "find_proposal",
    "held",
    "impose",
    "is_personal",
    "last_day",
    "lift",
    "load_count_rules",
    "normal",
    "note_views",
    "open_proposals",
    "proposals_against",
    "proposals_by_id",
    "record_violation",
    "search_bans",
    "search_violations",
    "show_code",
    "state_to_proposal",
    "status",
    "subject_of",
    "violation_count",
    "visible_bans",
    "visible_proposals",
    "visible_violations",
]
