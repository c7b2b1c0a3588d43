"""The door of supervision."""

from banli.supervision.acts.book import load_rules
from banli.supervision.acts.rounds import look, record_signals, touched
from banli.supervision.acts.signals import answer, cancel, explain, urge
from banli.supervision.models import Signal, Urging
from banli.supervision.permissions import GRANTS, SupervisionPermission, may_move
from banli.supervision.rules.crossings import Crossing, crossings, light, now_due
from banli.supervision.rules.moves import MOVED
from banli.supervision.rules.table import DEFAULTS, Rule, RuleFile
from banli.supervision.selectors.lights import Watched, step_lights, watch_list, watched, watched_all
from banli.supervision.selectors.ranking import Rank, Ranking, lit_cases, lit_departments, ranking
from banli.supervision.selectors.rules import forget_rules, rules
from banli.supervision.selectors.signals import (
    Filter,
    Why,
    find_signal,
    last_round,
    of_case,
    signal_rows,
    signals,
    urgings_of,
    why_late,
)
from banli.supervision.selectors.tallies import MOST_RED, Tally, red_signals, tallies
from banli.supervision.states import Light

HANDLERS = (touched,)

__all__ = [
    "DEFAULTS",
    "GRANTS",
    "HANDLERS",
    "MOST_RED",
    "MOVED",
    "Crossing",
    "Filter",
    "Light",
    "Rank",
    "Ranking",
    "Rule",
    "RuleFile",
    "Signal",
    "SupervisionPermission",
    "Tally",
    "Urging",
    "Watched",
    "Why",
    "answer",
    "cancel",
    "crossings",
    "explain",
    "find_signal",
    "forget_rules",
    "last_round",
    "light",
    "lit_cases",
    "lit_departments",
    "load_rules",
    "look",
    "may_move",
    "now_due",
    "of_case",
    "ranking",
    "record_signals",
    "red_signals",
    "rules",
    "signal_rows",
    "signals",
    "step_lights",
    "tallies",
    "touched",
    "urge",
    "urgings_of",
    "watch_list",
    "watched",
    "watched_all",
    "why_late",
]
