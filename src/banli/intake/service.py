"""The door of the intake. What reads files is loaded when it is first used, not with every process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banli.intake.models import Delivery, Part, Reject, SourceItem
from banli.intake.permissions import GRANTS, IntakePermission
from banli.intake.states import REGISTER

if TYPE_CHECKING:
    from banli.intake.acts.running import Progress, Run, ingest
    from banli.intake.selectors import counts, rejects

__all__ = [
    "GRANTS",
    "REGISTER",
    "Delivery",
    "IntakePermission",
    "Part",
    "Progress",
    "Reject",
    "Run",
    "SourceItem",
    "counts",
    "ingest",
    "rejects",
]
LATER = {
    "Progress": "acts.running",
    "Run": "acts.running",
    "ingest": "acts.running",
    "counts": "selectors",
    "rejects": "selectors",
}


def __getattr__(name: str) -> Any:
    if name not in LATER:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"banli.intake.{LATER[name]}"), name)
