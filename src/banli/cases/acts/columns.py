"""What a move of a case may change: the one list from which the SQL function and its call are made.

Whoever adds a column adds it here, writes what :func:`function` gives into a new ``sql/<number>_move.sql`` with a
migration that runs it, and adds the field to :class:`banli.cases.acts.transition.Change`; tests compare all three.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from banli.kernel.statements import filled, statements
from banli.ledger.service import APPENDED

SQL = statements("cases", "move")
MOVED: Mapping[str, str] = {
    "state": "text",
    "due_on": "date",
    "statutory_due_on": "date",
    "accepted_at": "timestamptz",
    "extended_days": "integer",
    "limits": "jsonb",
    "paused_on": "date",
    "paused_for": "text",
    "window_id": "text",
    "pauses": "jsonb",
    "reviewer_id": "bigint",
    "received_on": "date",
    "visits": "integer",
    "revision_id": "bigint",
    "completed_at": "timestamptz",
    "result": "text",
}
"""Column of a case to its type as the function takes it, in the order of its arguments."""
OF_ACT = ("state", "completed_at", "result")
"""Those that follow from the transition; the others are the act's own."""
CHANGED = tuple(name for name in MOVED if name not in OF_ACT)
_FACTS = attrgetter(*CHANGED)


def function() -> str:
    """The SQL function: it compares the version, writes the row and appends the event."""
    arguments = {"version": "integer", **MOVED, **APPENDED}
    return filled(
        SQL["function"],
        arguments=", ".join(f"p_{name} {kind}" for name, kind in arguments.items()),
        columns=", ".join(f"{name} = p_{name}" for name in MOVED),
        event=", ".join(f"p_{name}" for name in APPENDED),
    )


def _call() -> str:
    kinds = ["integer", *MOVED.values(), *APPENDED.values()]
    return filled(SQL["call"], values=", ".join("%s::jsonb" if one == "jsonb" else "%s" for one in kinds))


CALL = _call()
"""The call, with a place for each argument."""


def facts(source: Any) -> dict[str, Any]:
    """What ``source``, a case or a change of one, holds of the columns that an act may change."""
    return dict(zip(CHANGED, _FACTS(source), strict=True))


def values(moved: Mapping[str, Any]) -> list[Any]:
    """The values of all columns, as the call takes them."""
    return [json.dumps(moved[name]) if kind == "jsonb" else moved[name] for name, kind in MOVED.items()]
