"""What an item says that the organ begins by itself (依职权): its authority, its discretion, limits of its own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Bound

from banli.catalogue.rules.definition.conditions import Strict
from banli.catalogue.rules.definition.names import NAME
from banli.kernel.text import Words

EX_OFFICIO = frozenset({"02", "03", "04", "06"})
"""Kinds of power that no application begins: penalty, coercive measure, levy, inspection."""
DECLARED = frozenset({"04"})
"""Those of them that the party may begin itself, by declaring what it owes (申报)."""


REPORTED = "reported-"
"""How the slug of an item begins that only books what other systems report: it has no procedure here."""


class OwnLimit(Strict):
    """A limit that the item's own law sets for a clock of the procedure."""

    days: int = Bound(ge=1, le=1000)
    unit: Literal["working", "calendar"]
    basis: Words


class Breach(Strict):
    """A kind of breach (违法行为): what is forbidden, what it costs, on which articles. Sums in yuan.

    A fine stays between ``fine_least`` and ``fine_most``; below it only where the law lets it be mitigated
    (行政处罚法 32, 33).
    """

    key: str = Bound(pattern=NAME)
    name: Words
    forbidden_by: Words
    punished_by: Words
    fine_least: int | None = Bound(default=None, ge=0)
    fine_most: int | None = Bound(default=None, ge=0)


class HearingFrom(Strict):
    """From which fine on a party may ask for a hearing (行政处罚法 63(1)1), in yuan."""

    person: int = Bound(ge=1)
    organisation: int = Bound(ge=1)
    basis: Words


class Enforcement(Strict):
    """The ex-officio part of an item. ``limits`` are by the key of a clock of ``banli.enforcement``.

    ``breaches`` and ``hearing_from`` belong to a penalty; ``discussed_from`` is the sum from which the leaders decide
    together (57(2)); ``account`` says where a sum is paid (67); ``rate`` how a levy is worked out; ``points`` are what
    an inspection looks at; ``goods`` what may be sealed on which article.
    """

    authority: Words
    discretion: Words
    limits: dict[str, OwnLimit] = Bound(default_factory=dict)
    breaches: tuple[Breach, ...] = ()
    hearing_from: HearingFrom | None = None
    discussed_from: int | None = Bound(default=None, ge=1)
    account: Words | None = None
    rate: Words | None = None
    points: tuple[Words, ...] = ()
    goods: Words | None = None
