"""What a list is as a file: its columns and rows as the page shows them, masked alike, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import QueryDict

from banli.documents.service import Kind, TableColumn
from banli.kernel.actors import Actor

CHUNK = 500
"""Rows that are held at once."""
Row = TypeVar("Row")
Key = TypeVar("Key")
Cells = Sequence[Any]


@dataclass(frozen=True)
class Listing:
    """A list as it was asked for: read while it is written, a chunk at a time."""

    title: str
    columns: Sequence[TableColumn]
    rows: Iterable[Cells]
    total: int | None = None
    """How many rows there are, where that is quickly counted."""
    filters: Sequence[tuple[str, str]] = field(default=())
    """Each filter that is set, and its value, in words."""
    source: str = ""
    """Where the rows come from, where it is not the list of that title."""


@dataclass(frozen=True)
class Source:
    """A list that can be asked for: whoever may open its page, and how it is read."""

    page: str
    """Name of its address at the desk."""
    title: Any
    read: Callable[[Actor, QueryDict], Listing]


def text(title: Any, width: int = 16) -> TableColumn:
    """A column of words."""
    return TableColumn(str(title), width=width)


def number(title: Any) -> TableColumn:
    """A column of numbers."""
    return TableColumn(str(title), Kind.NUMBER, 10)


def day(title: Any) -> TableColumn:
    """A column of days."""
    return TableColumn(str(title), Kind.DAY, 12)


def moment(title: Any) -> TableColumn:
    """A column of moments, in the time of Shanghai."""
    return TableColumn(str(title), Kind.MOMENT, 18)


def streamed(found: QuerySet[Any], made: Callable[[list[Any]], Iterable[Cells]]) -> Iterator[Cells]:
    """The rows of a query in its own order, read through a cursor of the database, ``made`` a chunk at a time."""
    chunk: list[Any] = []
    for one in found.iterator(chunk_size=CHUNK):
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield from made(chunk)
            chunk = []
    yield from made(chunk) if chunk else ()


def paged(
    read: Callable[[Key | None], list[Row]],
    key: Callable[[Row], Key],
    made: Callable[[list[Row]], Iterable[Cells]],
) -> Iterator[Cells]:
    """The rows of a list that is read by pages, each page behind the key of the one before."""
    after: Key | None = None
    while found := read(after):
        yield from made(found)
        behind = key(found[-1])
        if behind == after:
            return
        after = behind


def day_of(value: datetime | date | None) -> date | None:
    """The day of a moment that was kept as a day."""
    return value.date() if isinstance(value, datetime) else value


def words_of(
    query: QueryDict, name: str, choices: Iterable[tuple[str, Any]], title: Any
) -> list[tuple[str, str]]:
    """The filter ``name`` with its value in words; nothing where it is not set."""
    value = query.get(name, "")
    if not value:
        return []
    return [(str(title), str(dict(choices).get(value, value)))]
