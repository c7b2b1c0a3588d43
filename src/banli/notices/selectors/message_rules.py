"""What the pack says of messages."""

from __future__ import annotations

from datetime import datetime

from banli.notices.models import MessageRules
from banli.notices.rules import MessageFile, Quiet


def message_rules() -> MessageFile:
    """What the pack says; the house's own where it says nothing."""
    row = MessageRules.objects.first()
    return MessageFile.model_validate(row.said if row else {})


def rung_from(at: datetime, *, urgent: bool) -> datetime:
    """The first moment from ``at`` on at which a telephone may ring."""
    return at if urgent else Quiet(*message_rules().quiet.times()).over(at)
