"""A case that was to wait for a consultation waits for its end; nothing else does, and no clock stands still."""

from __future__ import annotations

from collections.abc import Sequence

from banli.cases.rules.facts import Consulting
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop


def check_no_consultation(under_way: Sequence[Consulting], step: str = "") -> None:
    """Raise :class:`Refused` where a consultation is under way for whose end the case, or ``step`` of it, waits."""
    held = [one.public_id for one in under_way if one.holds and step in ("", one.step)]
    if held:
        raise Refused(
            gettext_noop(
                "The case waits for a consultation that is under way: %(numbers)s. Conclude it or call it off first."
            ),
            numbers="、".join(held),
        )
