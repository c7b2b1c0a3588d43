"""The mobile of a demo: a page that shows what would have been sent."""

from __future__ import annotations

from banli.kernel import clock
from banli.notices.acts.channels.letter import Letter
from banli.notices.models import Shown


def shown_on_demo_phone(letter: Letter) -> str:
    """Show it, once."""
    row = Shown(
        id=letter.id,
        channel=letter.channel,
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        at=clock.now(),
    )
    Shown.objects.bulk_create([row], ignore_conflicts=True)
    return "demo"
