"""A definition amended by a file that says only what changes, and where in which file each of its parts stands.

A key that the file gives replaces that key; ``null`` takes it away. Form, rules and certificate are amended key by
key, and a list whose entries all have a ``key`` is amended entry by entry: an entry of a known key changes the keys it
gives, one of a new key is added at the end, and ``{key: …, gone: true}`` takes one away. All else is replaced whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NESTED = frozenset({"form", "rules", "certificate", "papers"})
"""Mappings of a definition that are amended key by key; every other one is a value of its own."""
GONE = "gone"
Step = str | int | tuple[str]
"""A key, a place in a list, or the key of an entry of a list of keyed entries."""


def amended(before: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """``before`` with ``change`` made; neither is touched."""
    after = dict(before)
    for key, value in change.items():
        old = before.get(key)
        if value is None:
            after.pop(key, None)
        elif isinstance(old, list) and _keyed(old) and _keyed(value):
            after[key] = _entries(old, value)
        elif key in NESTED and isinstance(old, Mapping) and isinstance(value, Mapping):
            after[key] = amended(old, value)
        else:
            after[key] = value
    return after


def _keyed(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_key(one) is not None for one in value)


def _key(entry: Any) -> str | None:
    key = entry.get("key") if isinstance(entry, Mapping) else None
    return key if isinstance(key, str) else None


def _entries(before: Sequence[Any], change: Sequence[Any]) -> list[Any]:
    """Entries of one key stand together, as the editions of a table do: a change of that key replaces the last."""
    after = list(before)
    for entry in change:
        places = [place for place, one in enumerate(after) if one["key"] == entry["key"]]
        if entry.get(GONE) is True:
            after = [one for one in after if one["key"] != entry["key"]]
        elif not places or _another_edition(after[places[-1]], entry):
            after.append(entry)
        else:
            after[places[-1]] = amended(after[places[-1]], entry)
    return after


def _another_edition(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """A table of limits with a day of its own comes beside the earlier ones of its key."""
    return "effective_from" in new and new["effective_from"] != old.get("effective_from")


@dataclass(frozen=True)
class Part:
    """What one file gives of a definition: its data, and the key of the definition under which it stands ('': all)."""

    data: Any
    under: str = ""

    def place(self, steps: Sequence[Step]) -> tuple[str | int, ...] | None:
        """Where in the file the place ``steps`` of the definition stands; None where the file does not give it."""
        if self.under and (not steps or steps[0] != self.under):
            return None
        found: list[str | int] = []
        data = self.data
        for step in steps[1:] if self.under else steps:
            place = _at(data, step)
            if place is None:
                return None
            data = data[place]
            found.append(place)
        return tuple(found)


def _at(data: Any, step: Step) -> str | int | None:
    if isinstance(step, tuple):
        entries = data if isinstance(data, list) else []
        return next((place for place, one in enumerate(entries) if _key(one) == step[0]), None)
    if isinstance(data, Mapping):
        return step if step in data else None
    return step if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def steps_of(definition: Any, path: Sequence[str | int]) -> tuple[Step, ...]:
    """``path`` with the keys of entries in place of their places, which differ from file to file."""
    steps: list[Step] = []
    data = definition
    for part in path:
        inner = data[part] if _at(data, part) is not None else None
        key = _key(inner) if isinstance(data, list) and _keyed(data) else None
        steps.append(part if key is None else (key,))
        data = inner
    return tuple(steps)
