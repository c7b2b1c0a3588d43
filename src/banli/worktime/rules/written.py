"""Pauses as they are written in a command or an address: ``2022-10-19..2022-10-26``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.worktime.rules.limits import Pause, in_order

WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII)


def read_pause(text: str) -> Pause:
    """The pause of two ISO days joined by two dots.

    :raises Refused: for anything else, for a day that does not exist, and where it ends before it starts.
    """
    found = WRITTEN.fullmatch(text)
    try:
        days = [date.fromisoformat(part) for part in found.groups()] if found else []
    except ValueError:
        days = []
    if len(days) != 2:
        raise Refused(
            gettext_noop("“%(text)s” is not a pause: write two days, as in 2022-10-19..2022-10-26."),
            text=text,
        )
    return in_order([Pause(days[0], days[1])])[0]


def read_pauses(texts: Iterable[str]) -> tuple[Pause, ...]:
    """The pauses in order; raises as :func:`read_pause`, and where two overlap."""
    return in_order(read_pause(text) for text in texts)
