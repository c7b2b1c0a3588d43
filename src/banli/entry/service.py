"""The door of entry."""

from banli.entry.acts import check_entry, forget_entries, load_entry_rules, switch
from banli.entry.models import EntryCheck, EntryDay, EntrySwitch
from banli.entry.permissions import GRANTS, EntryPermission
from banli.entry.rules import Check, EntryFile, RuleSet, why_not_check, why_not_switch
from banli.entry.selectors import (
    TOPIC,
    in_force,
    kept_checks,
    numbers,
    rule_sets,
    standing_of,
    switch_of,
)

__all__ = [
    "GRANTS",
    "TOPIC",
    "Check",
    "EntryCheck",
    "EntryDay",
    "EntryFile",
    "EntryPermission",
    "EntrySwitch",
    "RuleSet",
    "check_entry",
    "forget_entries",
    "in_force",
    "kept_checks",
    "load_entry_rules",
    "numbers",
    "rule_sets",
    "standing_of",
    "switch",
    "switch_of",
    "why_not_check",
    "why_not_switch",
]
