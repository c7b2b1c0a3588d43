"""What a badge is given by. Pure."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from banli.kernel.errors import Refused
from banli.kernel.records import Record
from banli.kernel.text import gettext_noop
from banli.roster.states.badges import BadgeMove


class BadgeRecord(Record):
    """A badge's number and who gets it."""

    number: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,20}$")]
    officer: Annotated[str, Field(min_length=1, max_length=20)]
    """The id of the account."""


def why_not_give(*, number_out: bool, number_lost: bool, has: str) -> Refused | None:
    """A number is with one person, a person has one badge, and a lost number stays lost.

    :param has: the number of the badge that the person has; '' for none.
    """
    if number_lost:
        return Refused(gettext_noop("This badge was reported lost: its number is not given again."))
    if number_out:
        return Refused(gettext_noop("Somebody has a badge of this number."))
    if has:
        return Refused(gettext_noop("This person has badge %(number)s: take it back first."), number=has)
    return None


def why_not_move(move: BadgeMove, state: str) -> Refused | None:
    """Why the table has no such act from ``state``."""
    if state in move.sources:
        return None
    return Refused(gettext_noop("This badge was returned or reported lost before."))
