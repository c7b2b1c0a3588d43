"""What is reported, and what becomes of it: tables of the exchange, results, and the events they leave.

A correction takes an event back by one of its own, named after it: ``accepted_annulled`` lies on the day of the
``accepted`` it takes back, and every count subtracts it there. Both stay in the record.
"""

from __future__ import annotations

from enum import StrEnum


class Table(StrEnum):
    """Tables of the national exchange (办件库), by the name that files bear."""

    TASK = "up_task"
    """事项: items a source registers, under which it reports."""
    ACCEPT = "up_pro_accept"
    """受理."""
    SPECIAL = "up_pro_special_procedure"
    """特别程序."""
    PROCESS = "up_pro_process"
    """过程."""
    RESULT = "up_pro_result"
    """办结."""
    SATISFACTION = "satisfaction"
    """好差评: how the applicants of reported cases rated the service."""


ENDS: dict[str, tuple[str, str]] = {
    "0": ("granted", "granted"),
    "1": ("refused", "refused"),
    "2": ("voided", "voided"),
    "3": ("voided", "voided"),
    "4": ("forwarded", "forwarded"),
    "5": ("withdrawn", "withdrawn"),
    "6": ("not_accepted", "not_accepted"),
}
"""National result (DONERESULT) -> event and state."""

EX_OFFICIO = frozenset({"02", "03", "04", "06"})
"""Kinds handled 依职权, without an application: they may end without ever having been accepted."""
WITHOUT_ACCEPTANCE = frozenset({"2", "3", "6"})
"""Results that need no acceptance, whatever the kind."""

ACCEPTED, PAUSED, RESUMED, STEP = "accepted", "paused", "resumed", "step_finished"
REPORTED = (ACCEPTED, PAUSED, RESUMED, STEP, *sorted({event for event, _state in ENDS.values()}))
"""Every event that a report can leave."""
SUFFIX = "_annulled"
ANNULMENTS = {f"{name}{SUFFIX}": name for name in REPORTED}
"""Event that takes back -> event that is taken back."""

REGISTER = "reported-"
"""The slug of the register of a kind is this and the kind: cases of registered items are booked there."""


class UploadState(StrEnum):
    """Where a file stands that a system delivers over HTTP."""

    OPEN = "open"
    """Its bytes are still coming."""
    WAITING = "waiting"
    """Whole and proved by its digest; the job has not begun."""
    RUNNING = "running"
    """Being taken in."""
    DONE = "done"
    FAILED = "failed"
    """Nothing more of it can be taken in; the same file may be delivered anew."""


SOURCE_LENGTH = 40
ENDINGS = (".parquet", ".csv", ".ndjson", ".jsonl")
"""What a file of each format ends in."""
CHUNK_LIMIT = 8 << 20
FILE_LIMIT = 2 << 30
FOLDER_LIMIT = 20 << 30
"""Bytes of one chunk, of one delivered file, and of all that wait or are announced together."""
UPLOADS = "uploads"
"""The folder, in the data folder, in which deliveries over HTTP lie until they are taken in."""
