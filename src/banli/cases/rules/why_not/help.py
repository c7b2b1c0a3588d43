"""Why help with an application cannot be noted."""

from __future__ import annotations

from banli.cases.rules.facts import Known
from banli.cases.rules.why_not.outcome import Refusal
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop


def why_not_note_help(known: Known) -> Refusal | None:
    """An application counts once as helped, however many officers helped with it."""
    if known.helped:
        return Refused(
            gettext_noop("It is noted already that the applicant was helped with this application.")
        )
    return None
