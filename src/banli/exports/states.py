"""Where an export stands, and what bounds it."""

from __future__ import annotations

from enum import StrEnum


class ExportState(StrEnum):
    """Where a list stands that somebody asked for as a file."""

    WAITING = "waiting"
    """Asked for; the job has not begun, or begins again."""
    RUNNING = "running"
    """Being written; nothing of it can be taken."""
    DONE = "done"
    FAILED = "failed"
    """It cannot be written; why is told."""


class ExportFormat(StrEnum):
    """What the file is."""

    XLSX = "xlsx"
    CSV = "csv"


UNDER_WAY = (ExportState.WAITING, ExportState.RUNNING)
MOST = 3
"""So many exports of one person may be under way at once."""
TRIES = 5
"""So often a job begins with one export."""
EXPORTS = "exports"
"""The folder, in the data folder, in which finished files lie until their term ends."""
MEDIA_TYPES = {
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.CSV: "text/csv; charset=utf-8",
}
