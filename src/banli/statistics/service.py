"""The door of the counts."""

from banli.statistics.acts.folding import add, fold, fold_events, rebuild
from banli.statistics.acts.freezing import freeze_statement
from banli.statistics.models import Figure
from banli.statistics.permissions import GRANTS, StatisticsPermission
from banli.statistics.rules import (
    ACCEPTED,
    COMPLETED,
    GROUPS,
    INDICATORS,
    LICENCE,
    OTHER_NINE,
    PUBLIC_SERVICE,
    SCOPE,
    Group,
    Indicator,
    Row,
)
from banli.statistics.selectors import (
    Behind,
    Statement,
    as_json,
    by_day,
    by_department,
    by_kind,
    every_event,
    figure,
    figures,
    intact,
    last_days,
    open_figure,
    recount,
    statement,
)

HANDLERS = (fold,)
"""What takes news from the outbox."""

__all__ = [
    "ACCEPTED",
    "COMPLETED",
    "GRANTS",
    "GROUPS",
    "HANDLERS",
    "INDICATORS",
    "LICENCE",
    "OTHER_NINE",
    "PUBLIC_SERVICE",
    "SCOPE",
    "Behind",
    "Figure",
    "Group",
    "Indicator",
    "Row",
    "Statement",
    "StatisticsPermission",
    "add",
    "as_json",
    "by_day",
    "by_department",
    "by_kind",
    "every_event",
    "figure",
    "figures",
    "fold",
    "fold_events",
    "freeze_statement",
    "intact",
    "last_days",
    "open_figure",
    "rebuild",
    "recount",
    "statement",
]
