"""The clock of a test: it stands still until it is told to move."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta

NINE = time(9)


class HeldClock:
    """The clock as tests see it: it stands still until it is told to move."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._machine = 0.0

    @property
    def now(self) -> datetime:
        """The moment at which it stands."""
        from banli.kernel import clock

        return clock.now()

    def set(self, moment: datetime | date | str) -> datetime:
        """Stand at ``moment``: aware, or naive for Shanghai; a day alone means 09:00; a text is an ISO moment."""
        from banli.kernel import clock

        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment) if len(moment) > 10 else date.fromisoformat(moment)
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, NINE)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=clock.SHANGHAI)
        self.let_go()
        self._held.enter_context(clock.at(moment))
        clock._offset = moment.timestamp() - self._real()
        return moment

    def move(self, **parts: float) -> datetime:
        """Go forward by ``days=``, ``hours=``, ``minutes=`` …"""
        return self.set(self.now + timedelta(**parts))

    def let_go(self) -> None:
        """Back to the machine's own time."""
        from banli.kernel import clock

        self._held.close()
        clock._offset = 0.0

    def _real(self) -> float:
        return datetime.now(UTC).timestamp()  # noqa: TID251 - what banli.kernel.clock reads beneath what holds it
