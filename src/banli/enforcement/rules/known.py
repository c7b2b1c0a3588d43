"""What is known of a case when somebody asks whether an act may be done with it, and what its file holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from banli.catalogue.rules import ItemSpec
from banli.worktime.rules import Calendar


@dataclass(frozen=True)
class Kept:
    """One entry of the file (案卷): what an act left. ``person`` is the id of who did it."""

    act: str
    on: date
    content: Mapping[str, Any]
    person: int | None = None
    hour: int = 0
    """Hours since the epoch, for limits that run by the clock."""
    seq: int = 0
    """The number of its event."""


class OfItem(Protocol):
    """What an act is asked for before there is a case: the item."""

    @property
    def spec(self) -> ItemSpec: ...


@dataclass(frozen=True)
class Item:
    """An item alone; it is :class:`OfItem`."""

    spec: ItemSpec


class Known(OfItem, Protocol):
    """The facts of a case; one object serves every rule."""

    @property
    def state(self) -> str: ...
    @property
    def is_person(self) -> bool:
        """The party is a natural person and no organisation."""

    @property
    def file(self) -> Sequence[Kept]:
        """The file, oldest first."""

    @property
    def person(self) -> int | None:
        """Who asks."""

    @property
    def name(self) -> str:
        """What they are called; '' for a party that came with number and password."""

    @property
    def certificates(self) -> Mapping[str, str]:
        """The enforcement certificates of the department's officers that the house knows: name to number."""

    @property
    def today(self) -> date: ...
    @property
    def hour(self) -> int:
        """Hours since the epoch."""

    @property
    def days(self) -> Calendar: ...
    @property
    def filed_on(self) -> date | None:
        """The day of filing (立案)."""

    @property
    def due_on(self) -> date | None:
        """The last day of the clock that runs now."""

    @property
    def statutory_due(self) -> date | None: ...


def every(known: Known, *acts: str) -> Iterator[Kept]:
    """The entries of these acts, oldest first."""
    return (one for one in known.file if one.act in acts)


def last(known: Known, *acts: str) -> Kept | None:
    """The latest entry of these acts."""
    return next((one for one in reversed(known.file) if one.act in acts), None)


def since(known: Known, act: str) -> Sequence[Kept]:
    """What was entered after the latest ``act``; nothing where there was none."""
    found = [place for place, one in enumerate(known.file) if one.act == act]
    return known.file[found[-1] + 1 :] if found else ()


def has(known: Known, *acts: str) -> bool:
    """True where one of these acts was done."""
    return last(known, *acts) is not None


def has_since(known: Known, begun: str, *acts: str) -> bool:
    """True where one of these acts was done after the latest ``begun``."""
    return any(one.act in acts for one in since(known, begun))


def sum_of(known: Known, name: str, *acts: str) -> Decimal:
    """The sum of a money answer over the entries of these acts."""
    return sum(
        (Decimal(one.content[name]) for one in every(known, *acts) if one.content.get(name)), Decimal(0)
    )


def day_in(content: Mapping[str, Any], name: str) -> date | None:
    """A day kept under ``name``."""
    return date.fromisoformat(content[name]) if content.get(name) else None
