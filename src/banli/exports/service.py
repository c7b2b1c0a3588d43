"""The door of exports."""

from banli.exports.acts.exporting import (
    ask_export,
    claim_export,
    end_export,
    fail_export,
    remove_exports,
    take_export,
    tell_export,
)
from banli.exports.models import Export
from banli.exports.permissions import GRANTS, ExportPermission
from banli.exports.rules import GIVEN_UP, GONE, NO_ROOM, UNFORESEEN, filters, share
from banli.exports.selectors import find_export, own_exports, startable_exports

__all__ = [
    "GIVEN_UP",
    "GONE",
    "GRANTS",
    "NO_ROOM",
    "UNFORESEEN",
    "Export",
    "ExportPermission",
    "ask_export",
    "claim_export",
    "end_export",
    "fail_export",
    "filters",
    "find_export",
    "own_exports",
    "remove_exports",
    "share",
    "startable_exports",
    "take_export",
    "tell_export",
]
