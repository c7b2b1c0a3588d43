"""The door of the counts. What counts columns is loaded when it is first used, not with every process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banli.statistics.acts.folding import compact, fold, fold_events, rebuild
from banli.statistics.acts.freezing import freeze, freeze_statement
from banli.statistics.acts.recounting import count_what_is_owed
from banli.statistics.models import Figure
from banli.statistics.permissions import GRANTS, StatisticsPermission
from banli.statistics.rules.formulas import Number
from banli.statistics.rules.groups import GROUPS, LICENCE, OTHER_NINE, PUBLIC_SERVICE, SCOPE, Group
from banli.statistics.rules.happenings import OUTCOMES
from banli.statistics.rules.indicator import Indicator, Unit
from banli.statistics.rules.indicators import (
    ACCEPTED,
    COMPLETED,
    INDICATORS,
    PORTION,
    STATEMENT,
    indicator,
)
from banli.statistics.rules.lines import BY_TITLES, By, Line, Row, kept_by
from banli.statistics.rules.period import AskedPeriod, asked_period
from banli.statistics.rules.periods import COMPARISONS, Comparison
from banli.statistics.rules.subjects import CASE, indicators_of
from banli.statistics.rules.usual import Usual
from banli.statistics.selectors.figure_events import (
    Behind,
    Difference,
    compare,
    every_event,
    open_figure,
)
from banli.statistics.selectors.figures import (
    figure,
    figure_of,
    figures,
    holds,
    intact,
    latest_figures,
    now_of,
    number_of,
    recount,
)
from banli.statistics.selectors.owed import owed
from banli.statistics.selectors.plain import (
    definitions,
    in_words,
    plain,
    plain_figure,
    plain_number,
)
from banli.statistics.selectors.readings import (
    Reading,
    Statement,
    by_day,
    by_department,
    by_kind,
    last_days,
    reading,
    statement,
)
from banli.statistics.selectors.tallies import (
    TALLIES,
    TallyReading,
    tally_figure,
    tally_number,
    tally_of,
    tally_reading,
)
from banli.statistics.selectors.titles import indicator_shown, title_of, titles
from banli.statistics.selectors.usual import usual_time

if TYPE_CHECKING:
    from banli.statistics.acts.columns import fold_columns

HANDLERS = (fold,)
"""What takes news from the outbox."""

__all__ = [
    "ACCEPTED",
    "BY_TITLES",
    "CASE",
    "COMPARISONS",
    "COMPLETED",
    "GRANTS",
    "GROUPS",
    "HANDLERS",
    "INDICATORS",
    "LICENCE",
    "OTHER_NINE",
    "OUTCOMES",
    "PORTION",
    "PUBLIC_SERVICE",
    "SCOPE",
    "STATEMENT",
    "TALLIES",
    "AskedPeriod",
    "Behind",
    "By",
    "Comparison",
    "Difference",
    "Figure",
    "Group",
    "Indicator",
    "Line",
    "Number",
    "Reading",
    "Row",
    "Statement",
    "StatisticsPermission",
    "TallyReading",
    "Unit",
    "Usual",
    "asked_period",
    "by_day",
    "by_department",
    "by_kind",
    "compact",
    "compare",
    "count_what_is_owed",
    "definitions",
    "every_event",
    "figure",
    "figure_of",
    "figures",
    "fold",
    "fold_columns",
    "fold_events",
    "freeze",
    "freeze_statement",
    "holds",
    "in_words",
    "indicator",
    "indicator_shown",
    "indicators_of",
    "intact",
    "kept_by",
    "last_days",
    "latest_figures",
    "now_of",
    "number_of",
    "open_figure",
    "owed",
    "plain",
    "plain_figure",
    "plain_number",
    "reading",
    "rebuild",
    "recount",
    "statement",
    "tally_figure",
    "tally_number",
    "tally_of",
    "tally_reading",
    "title_of",
    "titles",
    "usual_time",
]


def __getattr__(name: str) -> Any:
    if name != "fold_columns":
        raise AttributeError(name)
    from banli.statistics.acts import columns

    return columns.fold_columns
