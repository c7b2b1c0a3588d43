"""Rows of several tables read by one statement: each list as JSON beside the other, made into objects again here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BinaryField, Expression, F, Field, ForeignKey, IntegerField, Model, QuerySet
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
    return _lists(wanted, _statement(one, wanted).first())


class Key(Expression):
    """Stands in a query for the key that its statement is given each time it is sent."""

    output_field: Field[Any, Any] = IntegerField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The place of a parameter, with this itself as the parameter."""
        return "%s", (self,)


class Keys(Key):
    """The same behind ``in`` for any number of keys."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """One parameter, which the database takes apart."""
        return "(SELECT unnest(%s::bigint[]))", (self,)


class Compiled:
    """:func:`together` for what many pages ask: compiled when it is first asked, and then sent with other keys.

    To put such a statement together takes many times as long as PostgreSQL needs to answer it.

    ``asked``: gives the arguments of :func:`together`, with a :class:`Key` or :class:`Keys` where the keys belong.
    """

    def __init__(self, asked: Callable[[], tuple[QuerySet[Any], Sequence[Wanted[Any]]]]) -> None:
        self.asked = asked

    def of(self, key: int | list[int]) -> list[list[Any]]:
        """The rows of each of the wanted for the key or keys; empty lists where the one row is not found."""
        wanted, sql, parameters = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [key if isinstance(one, Key) else one for one in parameters])
            found = cursor.fetchone()
        return _lists(wanted, [[json.loads(row) for row in rows] for rows in found] if found else None)

    @cached_property
    def _compiled(self) -> tuple[Sequence[Wanted[Any]], str, tuple[Any, ...]]:
        one, wanted = self.asked()
        sql, parameters = _statement(one, wanted)[:1].query.sql_with_params()
        return wanted, sql, parameters


def _statement(one: QuerySet[Any], wanted: Sequence[Wanted[Any]]) -> QuerySet[Any, Any]:
    asked = {f"part_{place}": ArraySubquery(_as_json(part)) for place, part in enumerate(wanted)}
    return one.values_list(*asked.values())


def _lists(wanted: Sequence[Wanted[Any]], found: Sequence[Any] | None) -> list[list[Any]]:
    return [
        [_made(part.rows.model, row, part.related) for row in rows]
        for part, rows in zip(wanted, found or [()] * len(wanted), strict=True)
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
