"""Reads of messages."""

from __future__ import annotations

from collections.abc import Sequence

from banli.notices.models import Message


def messages(topic: str, subjects: Sequence[str], limit: int = 50) -> list[Message]:
    """The newest messages about ``subjects``."""
    return list(Message.objects.filter(topic=topic, subject__in=subjects).order_by("-made_at", "-id")[:limit])
