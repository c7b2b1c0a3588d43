"""What hangs on a case: its steps, notices, materials and the rest, one table each or all in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet

from banli.cases.models import (
    Case,
    Decision,
    Hearing,
    Material,
    Notice,
    Opinion,
    PaperCompletion,
    Promise,
    ReadingNote,
    SignedPaper,
    Task,
)
from banli.kernel.remembered import looking, remembered
from banli.kernel.together import Compiled, Key, Wanted

M = TypeVar("M", bound=Model)
NAME = ("id", "display_name")
"""What is read of a person beside an act: no more than the name."""
RELATED: Mapping[type[Model], Mapping[str, Sequence[str]]] = {
    Task: {"department": (), "by": NAME},
    Hearing: {},
    Promise: {},
    Notice: {},
    Material: {"file": ()},
    Opinion: {"by": NAME},
    Decision: {},
    PaperCompletion: {"by": NAME},
    ReadingNote: {},
    SignedPaper: {},
}
"""The tables of what hangs on a case, each with the rows that are read beside it."""


def part(case: Case, table: type[M]) -> list[M]:
    """The rows of ``table`` that hang on ``case``, oldest first.

    A page that is looked at wants most of the tables: there all are read at once, and once. An act reads the one.
    """
    if looking():
        return cast("list[M]", _every(case)[table])
    return list(_rows(case, table).select_related(*RELATED[table]))


@remembered(lambda case: (case.pk, case.version))
def _every(case: Case) -> dict[type[Model], list[Any]]:
    return dict(zip(RELATED, EVERY.of(case.pk), strict=True))


def _rows(case: Case | Key, table: type[M]) -> QuerySet[M]:
    return table._default_manager.filter(case=case).order_by("id")


EVERY = Compiled(
    lambda: (
        Case.objects.filter(pk=Key()),
        [Wanted(_rows(Key(), table), related) for table, related in RELATED.items()],
    )
)
