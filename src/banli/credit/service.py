"""The door of credit."""

from banli.credit.acts import impose, lift, record_violation, show_code
from banli.credit.models import Ban, Subject, Violation
from banli.credit.permissions import GRANTS, CreditPermission
from banli.credit.rules import BanRecord, Count, Standing, ViolationRecord, is_personal, last_day, status
from banli.credit.selectors import (
    ban_against,
    held,
    search_bans,
    search_violations,
    subject_of,
    violation_count,
    visible_bans,
    visible_violations,
)

__all__ = [
    "GRANTS",
    "Ban",
    "BanRecord",
    "Count",
    "CreditPermission",
    "Standing",
    "Subject",
    "Violation",
    "ViolationRecord",
    "ban_against",
    "held",
    "impose",
    "is_personal",
    "last_day",
    "lift",
    "record_violation",
    "search_bans",
    "search_violations",
    "show_code",
    "status",
    "subject_of",
    "violation_count",
    "visible_bans",
    "visible_violations",
]
