"""A record for the tests to count: events of cases written through the ledger's own door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from banli.kernel.actors import SYSTEM
from banli.kernel.clock import SHANGHAI
from banli.ledger.service import append, drain
from banli.statistics.service import Statement, fold

FROM, TO = date(2022, 1, 1), date(2022, 10, 21)


def happened(
    name: str,
    day: str,
    kind: str = "01",
    department: str = "transport",
    case: int = 1,
    hour: int = 10,
    body: Mapping[str, Any] | None = None,
) -> int:
    """Write that ``name`` happened to ``case`` on ``day``; returns the event's id."""
    moment = datetime.combine(date.fromisoformat(day), time(hour), SHANGHAI)
    return append(
        topic="case",
        subject=str(case),
        name=name,
        by=SYSTEM,
        at=moment,
        scope=department,
        facet=kind,
        body=body,
    )


def fold_all() -> None:
    """Fold what waits in the outbox."""
    while drain([fold]):
        pass


def numbers(statement: Statement) -> dict[str, tuple[int, int]]:
    """A statement as {line: (accepted, completed)}, lines without anything left out."""
    found = {row.key: (row.values["accepted"], row.values["completed"]) for row in statement.rows}
    return {key: values for key, values in found.items() if any(values)}
