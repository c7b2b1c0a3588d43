"""When a finding may be photographed, and what a window says when it has put one right. Pure."""

from __future__ import annotations

from banli.hall.states import FindingState
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop

MOST_PHOTOGRAPHS = 6
"""Of what was found; as many again show how it was mended."""


def why_not_photograph(state: FindingState, taken: int) -> str:
    """Why a finding in ``state`` cannot have ``taken`` photographs of what was found; '' where it can."""
    if state is not FindingState.OPEN:
        return gettext_noop("What was found is photographed while it is still there; this was put right.")
    if taken > MOST_PHOTOGRAPHS:
        return gettext_noop("A finding has six photographs at most.")
    return ""


def why_not_rectify(rectification: str, photographs: int, *, wanted: bool) -> str:
    """Why it cannot be put down that a finding is mended; '' where it can. ``wanted``: a photograph has to prove it."""
    if unsaid(rectification, "text"):
        return gettext_noop("Say what was done about it.")
    if wanted and not photographs:
        return gettext_noop("Add a photograph that shows how it was put right.")
    if photographs > MOST_PHOTOGRAPHS:
        return gettext_noop("A finding has six photographs at most.")
    return ""
