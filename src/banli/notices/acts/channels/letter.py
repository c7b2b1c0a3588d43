"""What a channel is given, and the two ways in which it does not take it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from banli.notices.states import Channel


@dataclass(frozen=True)
class Letter:
    """One message to one reader. The same id is the same message: whoever takes it twice says it once."""

    id: UUID
    channel: Channel
    to: str
    subject: str
    text: str


class Silent(Exception):
    """The channel does not answer now. The text says why and names no person."""


class TurnedDown(Exception):
    """The channel will not take this letter, however often it is asked."""
