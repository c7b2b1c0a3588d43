"""The closed tables of presence: what a finding about punctuality claims, and what attendance says to it."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.text import Words


class Claim(StrEnum):
    """What a patrol found about somebody's punctuality; a pack says it of its sub-items."""

    LATE = "claims_late"
    EARLY = "claims_early"
    NOBODY = "claims_nobody"
    """Nobody was at the window at that minute (空岗)."""
    ABSENT = "claims_absent"
    """Absent for a whole shift without leave."""


class Agreement(StrEnum):
    """Whether attendance says the same."""

    AGREES = "attendance_agrees"
    CONTRADICTS = "attendance_contradicts"
    SILENT = "attendance_silent"


AGREEMENT_NAMES: dict[Agreement, Words] = {
    Agreement.AGREES: Words(zh="与考勤一致", en="attendance agrees"),
    Agreement.CONTRADICTS: Words(zh="与考勤不符", en="attendance says otherwise"),
    Agreement.SILENT: Words(zh="考勤无法印证", en="attendance does not tell"),
}
