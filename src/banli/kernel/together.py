"""Rows of several tables read by one statement: each list as JSON beside the other, made into objects again here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import BinaryField, F, ForeignKey, Model, QuerySet
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Wanted(Generic[M]):
    """The rows of one table, in their order; ``related``: foreign keys whose rows come with them, each with the
    columns of it that are read (all where none is named)."""

    rows: QuerySet[M]
    related: Mapping[str, Sequence[str]]


def together(one: QuerySet[Any], *wanted: Wanted[Any]) -> list[list[Any]]:
    """The rows of each of ``wanted`` in one statement; as many empty lists where ``one``, which finds one row and
    which ``wanted`` may refer to by ``OuterRef``, finds nothing."""
    asked = {f"part_{place}": ArraySubquery(_as_json(part)) for place, part in enumerate(wanted)}
    found = one.values_list(*asked.values()).first() or [()] * len(wanted)
    return [
        [_made(part.rows.model, row, part.related) for row in rows]
        for part, rows in zip(wanted, found, strict=True)
    ]


def _as_json(part: Wanted[Any]) -> QuerySet[Any, Any]:
    model = part.rows.model
    told: dict[str, Any] = {name: F(name) for name in _columns(model)}
    for name, columns in part.related.items():
        other = _other(model, name)
        told[name] = JSONObject(**{one: F(f"{name}__{one}") for one in columns or _columns(other)})
    return part.rows.values(row=JSONObject(**told))


def _columns(model: type[Model]) -> list[str]:
    """The columns of a table; bytes do not go through JSON, and a table with them is read by itself."""
    fields = model._meta.concrete_fields
    if any(isinstance(field, BinaryField) for field in fields):
        raise TypeError(f"{model._meta.label} holds bytes")
    return [field.attname for field in fields]


def _other(model: type[Model], name: str) -> type[Model]:
    field = model._meta.get_field(name)
    if not isinstance(field, ForeignKey):
        raise TypeError(f"{model._meta.label}.{name} refers to no row")
    other: type[Model] = field.related_model
    return other


def _made(model: type[Model], row: Mapping[str, Any], related: Mapping[str, Sequence[str]]) -> Model:
    """The object that ``row`` was; of a related one whose key is empty None."""
    # In the order of the table: the database has keys of its own order, and a whole row is made by place.
    fields = [field for field in model._meta.concrete_fields if field.attname in row]
    told = {field.attname: field.to_python(row[field.attname]) for field in fields}
    made = model.from_db(DEFAULT_DB_ALIAS, list(told), list(told.values()))
    for name in related:
        other = _other(model, name)
        key = row[name][other._meta.pk.attname]
        setattr(made, name, None if key is None else _made(other, row[name], {}))
    return made
