"""What a writer is told whose page is older than what it shows."""

from __future__ import annotations

from banli.kernel.errors import Stale
from banli.kernel.text import gettext_noop


class Overtaken(Stale):
    """Somebody wrote about the same subject since it was read; nothing of the caller's was written.

    The events after ``seen``, of ``topic`` and ``subject``, tell what happened meanwhile.
    """

    def __init__(self, topic: str, subject: str, seen: int) -> None:
        super().__init__(
            gettext_noop(
                "Somebody changed this in the meantime. Nothing was written; please look at it again."
            )
        )
        self.topic, self.subject, self.seen = topic, subject, seen
