"""How a databank is reached: each kind of source is a function from a question to what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from banli.databanks.rules import Databank, Question


class Silent(Exception):
    """The databank does not answer now. The text says why, for whoever keeps the platform; it names no person."""


@dataclass(frozen=True)
class Found:
    """Records as the source has them, of which moment, and how many there are in all."""

    rows: Sequence[Mapping[str, object]]
    as_of: datetime
    total: int


class Adapter(Protocol):
    """Asks one kind of source."""

    def __call__(self, databank: Databank, question: Question) -> Found:
        """What the databank has. Raises :class:`Silent` where it cannot be asked now."""
