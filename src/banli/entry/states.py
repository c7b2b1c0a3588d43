"""The closed tables of entry: how a check is answered, and whether a rule set is in force."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.text import Words


class CheckKind(StrEnum):
    """How a check at the door is answered."""

    CHOICE = "choice"
    """One of some answers, of which some let pass."""
    HOURS = "hours"
    """So many hours ago; a certain number at most."""
    DEGREES = "degrees"
    """A temperature in degrees Celsius, below a certain one."""


class EntryStanding(StrEnum):
    """Whether a rule set is in force on a day."""

    IN_FORCE = "entry_in_force"
    SWITCHED_OFF = "entry_switched_off"
    NOT_BEGUN = "entry_not_begun"
    ENDED = "entry_ended"


STANDING_NAMES: dict[EntryStanding, Words] = {
    EntryStanding.IN_FORCE: Words(zh="正在执行", en="in force"),
    EntryStanding.SWITCHED_OFF: Words(zh="已停用", en="switched off"),
    EntryStanding.NOT_BEGUN: Words(zh="尚未开始", en="not begun"),
    EntryStanding.ENDED: Words(zh="已结束", en="ended"),
}
