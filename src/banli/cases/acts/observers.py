"""What rooms above the cases look at when an application is handed in or mended: they register here, and the cases
need not know them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from banli.cases.models import Case
from banli.cases.rules.acceptance import checked_form
from banli.catalogue.service import ItemSpec, carried_fields
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem


@dataclass(frozen=True)
class Watcher:
    """``check`` finds faults in clean answers before they are kept; ``note`` is told of the case that was kept, and
    ``granted`` of one that was granted, by whom, in the transaction that grants it.

    ``spell`` gives answers anew that were typed and that a register writes otherwise, such as the number of a
    certificate; ``carry`` gives, to answers as they were typed, those that nobody is asked (``Field.carried``)."""

    check: Callable[[ItemSpec, Mapping[str, Any]], list[Problem]]
    note: Callable[[Case, ItemSpec], None]
    granted: Callable[[Case, ItemSpec, Actor], None]
    spell: Callable[[ItemSpec, Mapping[str, Any]], dict[str, Any]] = lambda _spec, _form: {}
    carry: Callable[[ItemSpec, Mapping[str, Any]], dict[str, Any]] = lambda _spec, _form: {}


WATCHERS: dict[str, Watcher] = {}


def watch(name: str, watcher: Watcher) -> None:
    """Register the room ``name``; once more changes nothing."""
    WATCHERS[name] = watcher


def carried_over(spec: ItemSpec, form: Mapping[str, Any]) -> dict[str, Any]:
    """``form``, as it was typed, with numbers as their registers write them, and with the answers that the application
    behind the named certificate gives.

    Whatever was sent for a question that is carried over is left out: nobody is asked it.
    """
    fields = {field.key for field in carried_fields(spec)}
    typed = {key: value for key, value in form.items() if key not in fields}
    for one in WATCHERS.values():
        typed |= one.spell(spec, typed)
    if not fields:
        return typed
    for one in WATCHERS.values():
        typed |= one.carry(spec, typed)
    return typed


def watched_problems(spec: ItemSpec, clean: Mapping[str, Any]) -> list[Problem]:
    """What those who watch find wrong in clean answers, as with the certificate that they name."""
    return [problem for one in WATCHERS.values() for problem in one.check(spec, clean)]


def watched_form(spec: ItemSpec, form: Mapping[str, Any], handed_in: set[str]) -> dict[str, Any]:
    """The answers, clean. Raises :class:`Invalid` with every fault of form, materials and of those who watch."""
    clean = checked_form(spec, carried_over(spec, form), handed_in)
    problems = watched_problems(spec, clean)
    if problems:
        raise Invalid(problems)
    return clean


def tell_watchers(case: Case, spec: ItemSpec) -> None:
    """The answers of ``case`` were kept."""
    for one in WATCHERS.values():
        one.note(case, spec)


def tell_granted(case: Case, spec: ItemSpec, by: Actor) -> Case:
    """``case`` was granted by ``by``; gives it back."""
    for one in WATCHERS.values():
        one.granted(case, spec, by)
    return case
