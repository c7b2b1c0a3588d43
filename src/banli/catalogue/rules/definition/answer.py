"""How a look-up (查询) is answered: which databank is asked by which answers of the form, and what is printed of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Bound

from banli.catalogue.rules.definition.conditions import Strict
from banli.databanks.rules import NAME
from banli.kernel.text import Words


class PrintedLine(Strict):
    """One line, or one column, of what the answer prints: ``source`` is what the databank gives."""

    label: Words
    source: str = Bound(pattern=NAME)


class WindowLimit(Strict):
    """Within which time the window answers where the databank is silent, from acceptance."""

    days: int = Bound(ge=1, le=60)
    unit: Literal["working"] = "working"
    basis: Words


class Titles(Strict):
    """What the paper is called where something is found, and where nothing is."""

    found: Words
    nothing: Words


class AnswerSpec(Strict):
    """The answer of a look-up. Nobody examines it: the databank says it, or the window from the databank's screen."""

    databank: str
    asks: dict[str, str] = Bound(min_length=1)
    """What the databank is asked by -> the field of the form that says it."""
    prints: tuple[PrintedLine, ...] = Bound(min_length=1)
    nothing_found: Words
    """What the paper says where the databank has no such record: that is an answer too."""
    silent: WindowLimit
    titles: Titles | None = None
    """Where the two papers have names of their own; elsewhere both are called as the result of the item."""
