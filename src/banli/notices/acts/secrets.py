"""Sending what nobody but its reader may know, such as a code: at any hour, while it is good, and forgotten then."""

from __future__ import annotations

from datetime import timedelta

from banli.kernel import clock
from banli.notices.models import Dispatch
from banli.notices.states import Channel, DispatchState


def send_secret(*, channel: Channel, to: str, subject: str, text: str, good_for: timedelta) -> None:
    """Put it in line, in the caller's transaction; no list shows it, and its words go once they were sent."""
    now = clock.now()
    Dispatch.objects.create(
        name="code",
        channel=channel,
        state=DispatchState.WAITING,
        to=to,
        subject=subject,
        text=text,
        secret=True,
        urgent=True,
        made_at=now,
        due_at=now,
        until=now + good_for,
    )
