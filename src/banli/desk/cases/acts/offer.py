"""What an act of the state table is at the desk: what it is called, what it asks for, how it is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from banli.cases.service import Facts
from banli.cases.states import State


@dataclass(frozen=True)
class Field:
    """One thing an act asks for. ``kind``: text, long, number, date, choice, check, file (a material, on paper or as a
    file) or agree (yes and no).

    ``where`` is the place a fault is told at, where it is not the name. ``yes`` and ``no`` are the words of agree.
    """

    name: str
    label: Any
    kind: str = "long"
    help: Any = ""
    value: str = ""
    options: tuple[tuple[str, Any], ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """Where faults of this answer may be told: at its own name, and where the rules call it otherwise."""
        return tuple(dict.fromkeys((self.name, *filter(None, self.where.split("|")))))

    where: str = ""
    yes: Any = ""
    no: Any = ""


def mark_of(name: str, key: str) -> str:
    """What tells an act from the others of a page: its name, with the step or promise it is for."""
    return f"{name}-{key}" if key else name


@dataclass(frozen=True)
class Offer:
    """An act as the page offers it. ``reads``: its form takes the marks made while reading the file.

    ``key`` names the step or promise it is for, where an act is offered for each of several; ``link`` is the address
    of a page of its own in place of a form; ``rare`` acts stand behind the others.
    """

    name: str
    label: Any
    button: Any
    fields: tuple[Field, ...] = ()
    about: Any = ""
    danger: bool = False
    reads: bool = False
    key: str = ""
    link: str = ""
    rare: bool = False

    @property
    def plain(self) -> bool:
        """True where one click does it."""
        return not self.fields and not self.reads and not self.link

    @property
    def mark(self) -> str:
        """What tells it from the other offers of a page."""
        return mark_of(self.name, self.key)

    @property
    def files(self) -> bool:
        """True where its form takes files."""
        return any(one.kind == "file" for one in self.fields)


@dataclass(frozen=True)
class ActForm:
    """How an act of the state table looks at the desk. When it may be done is told by :mod:`banli.cases`."""

    label: Any
    button: Any
    fields: Callable[[Facts, str], tuple[Field, ...]] = field(default=lambda facts, key: ())
    about: Callable[[Facts, str], Any] = field(default=lambda facts, key: "")
    words: Callable[[Facts, str], Any] = field(default=lambda facts, key: "")
    """What the step or promise is called that the act is for, where there are several."""
    rare: Callable[[Facts, str], bool] = field(default=lambda facts, key: False)
    """True where it stands behind the others."""
    danger: bool = False
    reads: bool = False
    looked_for: frozenset[State] = frozenset()
    """The states in which people look for the act: where it cannot be done now, the page says why."""
    page: str = ""
    """The name of the address of its own page, where it has one."""
    told_by: str = ""
    """The part of its event's body that holds the key."""
