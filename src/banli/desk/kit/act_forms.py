"""Several forms on one page, each of one act: their fields named apart, and what was typed where one was not done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from pydantic import ValidationError

from banli.desk.kit.fields import Entry, faults
from banli.desk.kit.history import NOTHING, Undone, undone
from banli.kernel.errors import Invalid, Refused, Stale
from banli.kernel.printable import require
from banli.screens.item_form import by_place

Errors = Mapping[str, list[Any]]


@dataclass(frozen=True)
class ActForm:
    """A form: the act, the version its page showed, its fields, what its button says."""

    name: str
    title: str
    button: str
    version: int
    entries: tuple[Entry, ...]
    seat: int = -1
    about: str = ""
    danger: bool = False

    @property
    def prefix(self) -> str:
        """What the names of its fields begin with."""
        return prefix_of(self.name, self.seat)


def prefix_of(name: str, seat: int) -> str:
    """Fields of several forms on one page have names of their own."""
    return f"{name}-{seat}." if seat >= 0 else f"{name}."


@dataclass(frozen=True)
class Filled:
    """What was typed into one form and is wrong with it."""

    prefix: str = ""
    typed: Mapping[str, str] | None = None
    errors: Errors | None = None

    def entry(self, of: str, name: str, label: Any, control: str, help: Any = "", **more: Any) -> Entry:
        """A field of the form ``of``, with what was typed where that form was tried."""
        mine = of == self.prefix
        return Entry(
            name=name,
            label=label,
            control=control,
            value=(self.typed or {}).get(f"{of}{name}", "") if mine else "",
            help=help,
            required=more.get("required", True),
            options=more.get("options", ()),
            errors=tuple((self.errors or {}).get(name, ())) if mine else (),
        )


@dataclass(frozen=True)
class NotDone:
    """An act that was tried and not done: the form as it was filled in, what is said above it, the status."""

    filled: Filled
    words: Undone
    status: int


def tried_act(sent: QueryDict, prefix: str, act: Callable[[], object]) -> NotDone | None:
    """Do ``act`` with the form ``sent``, whose fields begin with ``prefix``; None where it is done."""
    typed = {key: str(text) for key, text in sent.items()}
    try:
        require({field.removeprefix(prefix): text for field, text in typed.items()})
        act()
    except ValidationError as error:
        return NotDone(Filled(prefix, typed, faults(error)), NOTHING, 422)
    except Invalid as error:
        return NotDone(Filled(prefix, typed, by_place(error.problems)), NOTHING, 422)
    except (Refused, Stale) as error:
        return NotDone(Filled(prefix, typed, {}), undone(error, sent), 409)
    return None
