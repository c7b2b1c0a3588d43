"""The wordings that hold now."""

from __future__ import annotations

import json
from functools import lru_cache

from banli.circulars.models import CircularBook
from banli.circulars.rules.wordings import CircularFile, Wording
from banli.circulars.states import CircularKind
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

TOPIC = "circulars"


def last_book() -> CircularBook | None:
    """What was loaded last; None where no pack says anything."""
    return CircularBook.objects.order_by("-id").first()


@lru_cache(maxsize=8)
def _read(said: str) -> CircularFile:
    return CircularFile.model_validate_json(said)


def worded() -> tuple[CircularKind, ...]:
    """The papers that the pack has words for, in the order of the table."""
    found = last_book()
    if found is None:
        return ()
    book = _read(json.dumps(found.said, sort_keys=True))
    return tuple(kind for kind in CircularKind if book.wording(kind))


def wording_of(kind: CircularKind) -> Wording:
    """The words of a paper. Raises :class:`Missing` where the pack has none."""
    found = last_book()
    wording = _read(json.dumps(found.said, sort_keys=True)).wording(kind) if found else None
    if wording is None:
        raise Missing(gettext_noop("There are no words for this paper in the pack."))
    return wording
