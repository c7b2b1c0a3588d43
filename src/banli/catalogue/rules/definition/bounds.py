"""Bounds (限值): the least and the most that a value may be, where that hangs on other answers."""

from __future__ import annotations

from pydantic import Field as Bounded
from pydantic import StrictFloat, StrictInt

from banli.catalogue.rules.definition.conditions import Scalar, Strict
from banli.catalogue.rules.definition.names import NAME
from banli.catalogue.rules.definition.severity import Severity
from banli.kernel.text import Words

Number = StrictInt | StrictFloat


class Range(Strict):
    """Numbers ``from`` … ``to``, both included; ``above`` and ``below`` do not include the number they name."""

    from_: Number | None = Bounded(default=None, alias="from")
    to: Number | None = None
    above: Number | None = None
    below: Number | None = None


Cell = Scalar | tuple[Scalar, ...] | Range
"""One answer, several, or a range of numbers."""


class BoundRow(Strict):
    """What holds ``for`` these answers; an answer that is not named may be any.

    ``article``, ``message`` and the ``key`` under which a finding is kept are the bound's where the row has none.
    """

    for_: dict[str, Cell] = Bounded(default_factory=dict, alias="for")
    at_least: Number | None = None
    at_most: Number | None = None
    key: str = Bounded(default="", pattern=NAME.replace("^", "^(", 1).replace("$", ")?$"))
    message: Words | None = None
    article: Words | None = None


class Bound(Strict):
    """The bounds ``of`` a number (or of each number of a list), by the answers that ``by`` names.

    A value outside is a finding of that ``severity`` at the field ``where`` (the one it is ``of`` without); the message
    may name ``{value}``, ``{limit}`` and any fact. ``at_entry``: the form does not take such an answer at
    all, as with ``min`` and ``max`` of a field. Every case is in exactly one row; the checker proves it.
    """

    key: str = Bounded(pattern=NAME)
    of: str
    by: str | tuple[str, ...]
    where: str = ""
    unit: str = ""
    severity: Severity = "violation"
    not_accepted: bool = False
    at_entry: bool = False
    message: Words | None = None
    article: Words | None = None
    rows: tuple[BoundRow, ...] = Bounded(min_length=1)

    @property
    def facts(self) -> tuple[str, ...]:
        """The answers it hangs on."""
        return (self.by,) if isinstance(self.by, str) else self.by

    def article_of(self, row: BoundRow) -> Words | None:
        """The law that says so."""
        return row.article or self.article
