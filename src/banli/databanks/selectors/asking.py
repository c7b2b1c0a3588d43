"""Asking a databank by whatever source it has."""

from __future__ import annotations

from banli.databanks.rules import Databank, Question, Reply, told_by
from banli.databanks.selectors.adapters import Adapter, Silent
from banli.databanks.selectors.dropped_file import in_dropped_file
from banli.databanks.selectors.own_table import in_own_table
from banli.databanks.selectors.web_service import at_web_service
from banli.kernel.printable import fault

ADAPTERS: dict[str, Adapter] = {
    "table": in_own_table,
    "file": in_dropped_file,
    "service": at_web_service,
}
"""Kind of source to how it is asked. Another kind is another function here."""


def reply_of(databank: Databank, question: Question) -> Reply:
    """What the databank says. Raises :class:`Silent` where it does not answer, or says what cannot be printed."""
    found = ADAPTERS[databank.source.kind](databank, question)
    rows = told_by(databank, found.rows)
    if any(fault(value) for row in rows for value in row.values()):
        raise Silent("the answer holds what cannot be printed")
    return Reply(databank.key, rows, found.as_of, found.total)
