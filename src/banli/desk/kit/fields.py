"""Records of the hall and of fieldwork as forms: fields from their typed shape, and values from what was sent."""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from annotated_types import MaxLen
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from banli.desk.kit.labels import HELPS, LABELS
from banli.fieldwork.service import Point
from banli.kernel.records import UNPRINTABLE

LONG = 300
"""Texts that may be longer than this are written in an area."""
FILL_IN = _("Please fill this in.")
CHECK = _("Please check this entry.")


@dataclass(frozen=True)
class Group:
    """Options that belong to one value of another field, such as the windows of a department."""

    code: str
    label: Any
    options: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Entry:
    """One field of a record's form."""

    name: str
    label: Any
    control: str
    value: str
    help: Any
    required: bool
    options: tuple[tuple[str, Any], ...] = ()
    errors: tuple[Any, ...] = ()
    groups: tuple[Group, ...] = ()
    """Further options of a choice, below their headings; those of the value chosen in ``of`` are the ones that fit."""
    of: str = ""
    fresh: bool = False
    """True where the platform has just written the value, whatever the browser kept of an earlier one."""

    @property
    def area(self) -> bool:
        """True where it is written on several lines."""
        return self.control in ("area", "lines", "points")


def entries(
    model: type[BaseModel],
    typed: Mapping[str, str],
    errors: Mapping[str, list[Any]],
    options: Mapping[str, tuple[tuple[str, Any], ...]],
    without: Collection[str] = (),
) -> list[Entry]:
    """The fields of ``model`` in order, with what was typed and what was wrong."""
    return [
        Entry(
            name=name,
            label=LABELS[name],
            control="choice" if name in options else control_of(field),
            value=typed.get(name, ""),
            help=HELPS.get(name, ""),
            required=field.is_required() or _at_least_one(field),
            options=options.get(name, ()),
            errors=tuple(errors.get(name, ())),
        )
        for name, field in model.model_fields.items()
        if name not in without
    ]


def split(every: Sequence[Entry], also: Collection[str] = ()) -> tuple[list[Entry], list[Entry]]:
    """The entries that are demanded, with those named in ``also``; and the others, which most records leave empty."""
    first = [one for one in every if one.required or one.name in also]
    return first, [one for one in every if one not in first]


def control_of(field: FieldInfo) -> str:
    """How a field is asked for: text, area, lines, points, number, date or check."""
    kind = _plain(field.annotation)
    if get_origin(kind) is list:
        inner = get_args(kind)[0]
        return "points" if inner is Point else "lines"
    if kind is bool:
        return "check"
    if kind is int:
        return "number"
    if kind is date:
        return "date"
    longest = next((one.max_length for one in field.metadata if isinstance(one, MaxLen)), 0)
    return "area" if longest > LONG else "text"


def _plain(kind: Any) -> Any:
    """The kind itself where it may also be absent."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def _at_least_one(field: FieldInfo) -> bool:
    return any(getattr(one, "min_length", 0) for one in field.metadata)


def values(model: type[BaseModel], sent: QueryDict, prefix: str = "") -> dict[str, Any]:
    """What was sent, as the values of ``model``; empty entries are left out so that its defaults hold."""
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        text = sent.get(f"{prefix}{name}", "").strip()
        match control_of(field):
            case "lines":
                value: Any = [line.strip() for line in text.splitlines() if line.strip()]
            case "points":
                value = [_point(line) for line in text.splitlines() if line.strip()]
            case "check":
                value = bool(text)
            case _:
                value = text
        if value or isinstance(value, bool):
            found[name] = value
    return found


def _point(line: str) -> dict[str, Any]:
    """A heading, a colon, and what stands under it with semicolons between."""
    head, _colon, rest = line.replace("：", ":", 1).partition(":")
    items = [item.strip() for item in rest.replace("；", ";").split(";") if item.strip()]
    return {"head": head.strip(), "items": items}


def faults(error: ValidationError) -> dict[str, list[Any]]:
    """Messages by field, in words that say what to do."""
    found: dict[str, list[Any]] = {}
    for one in error.errors(include_url=False):
        where = str(one["loc"][0]) if one["loc"] else ""
        missing = one["type"] in ("missing", "too_short", "string_too_short")
        words = one["msg"] if one["type"] == UNPRINTABLE else CHECK
        found.setdefault(where, []).append(FILL_IN if missing else words)
    return found


def typed_of(sent: QueryDict) -> dict[str, str]:
    """Everything as it was typed."""
    return {key: str(value) for key, value in sent.items()}


def choices(names: Mapping[Any, Any]) -> tuple[tuple[str, Any], ...]:
    """A table of names as the options of a choice."""
    return tuple((str(key), words) for key, words in names.items())


def one_of(kind: type[StrEnum], text: str) -> bool:
    """True where ``text`` is a value of ``kind``."""
    return text in {str(one) for one in kind}
