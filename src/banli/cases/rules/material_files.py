"""What was handed in for one material that is asked for, as every form that takes files shows it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

REQUIRED = "required"


@dataclass(frozen=True)
class Held:
    """One file that came: its mark, by which it is taken out again, the name it is kept under, and its bytes."""

    mark: str
    name: str
    size: int


@dataclass(frozen=True)
class Handed:
    """One material that is asked for, the files that came for it, and why another did not."""

    key: str
    name: Any
    standard: Any = ""
    """What it must look like; '' where nothing is said of it."""
    necessity: str = REQUIRED
    files: tuple[Held, ...] = ()
    errors: tuple[str, ...] = ()

    @classmethod
    def of(cls, material: Any, held: Iterable[tuple[str, Held]], errors: Iterable[str] = ()) -> Handed:
        """The row of ``material``, as the item describes it, among everything held by key."""
        key = str(material.key)
        files = tuple(one for place, one in held if place == key)
        return cls(key, material.name, material.standard or "", material.necessity, files, tuple(errors))
