"""What guidance is made of: ``guidance.yaml`` with the stages of life, ``walks/*.yaml`` with the questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field as Bound
from pydantic import model_validator

from banli.catalogue.rules import Law, Strict
from banli.kernel.text import Words, gettext_noop

KEY = r"^[a-z][a-z0-9_]{0,19}$"
"""Short, for it stands in addresses."""
SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
ONE_WAY = gettext_noop("an answer leads to another question (“to”) or ends the walk (“end”): one of the two")


class Stage(Strict):
    """A stage of a person's life or of an enterprise (生命周期阶段) and what is dealt with in it."""

    key: str = Bound(pattern=KEY)
    who: Literal["person", "organisation"]
    name: Words
    items: tuple[str, ...] = Bound(min_length=1)


class StageFile(Strict):
    """guidance.yaml: ``at_hand`` are the items that the first page shows before all others."""

    at_hand: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()


class Grounds(Strict):
    """What the item's own rules say to the answers on the way: with ``form``, its facts are ``facts`` and its checks
    find ``finds``. So a walk cannot say otherwise than the item does."""

    item: str = ""
    """The item whose rules are asked; the one at the end where nothing is said."""
    form: Mapping[str, Any]
    facts: Mapping[str, Any] = {}
    finds: tuple[str, ...] = ()


class Ending(Strict):
    """Where a walk ends: with ``item``, or with none; ``because`` says why, ``law`` where that stands."""

    item: str = ""
    because: Words
    law: Law
    grounds: Grounds | None = None


class Reply(Strict):
    """One answer to choose: it leads ``to`` another question, or it is the ``end``."""

    key: str = Bound(pattern=KEY)
    label: Words
    help: Words | None = None
    to: str = ""
    end: Ending | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Reply:
        if bool(self.to) == (self.end is not None):
            raise ValueError(ONE_WAY)
        return self


class Turn(Strict):
    """A question of a walk, with at least two answers."""

    ask: Words
    help: Words | None = None
    replies: tuple[Reply, ...] = Bound(min_length=2)

    def reply(self, key: str) -> Reply | None:
        """The answer of that key."""
        return next((one for one in self.replies if one.key == key), None)


class Walk(Strict):
    """Questions that end with one item and the article, or with why there is none (我该办哪个)."""

    slug: str = Bound(pattern=SLUG, max_length=40)
    name: Words
    summary: Words
    start: str
    turns: Mapping[str, Turn] = Bound(min_length=1)


class Guidance(Strict):
    """Everything a pack says of the ways to an item."""

    at_hand: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    walks: tuple[Walk, ...] = ()

    def walk(self, slug: str) -> Walk | None:
        """The walk of that name."""
        return next((one for one in self.walks if one.slug == slug), None)
